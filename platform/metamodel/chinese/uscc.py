"""统一社会信用代码, the unified social credit code of GB 32100-2015: shape and check digit."""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def normalise(text: str) -> str | None:
    """The eighteen characters in capitals without spaces, or None when the code is not valid."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("-", "").upper()
    if not _SHAPE.fullmatch(plain) or plain[-1] != check_digit(plain[:17]):
        return None
    return plain


def is_valid(text: str) -> bool:
    """Whether the text is a code of eighteen characters whose last one fits the others."""
    return normalise(text) is not None


def check_digit(first_seventeen: str) -> str:
    """The eighteenth character that belongs to the first seventeen.

    Source: GB 32100-2015, weights 3^(i-1) mod 31 over an alphabet without I, O, S, V and Z.
    """
    total = sum(
        _VALUES[character] * weight for character, weight in zip(first_seventeen, _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]
