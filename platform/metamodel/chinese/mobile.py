"""Mainland Chinese mobile numbers: eleven digits, however people type them."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-().·]+")
_NUMBER = re.compile(r"(?:\+86|0086|86)?(1[3-9][0-9]{9})")


def normalise(text: str) -> str | None:
    """The eleven digits of a mobile number, or None when the text is not one.

    Example: `normalise("+86 138-0013-8000")` is `"13800138000"`.
    """
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    match = _NUMBER.fullmatch(plain)
    return match.group(1) if match else None


def is_valid(text: str) -> bool:
    """Whether the text is a mobile number after normalising."""
    return normalise(text) is not None
