"""Texts made safe to store: NFC, no control characters, no invisible marks, no broken Unicode."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Any

import orjson

from metamodel.field_types.field_type import ValueRefused
from metamodel.labels import Label

LONGEST_WRITTEN = 80
"""More characters than any number, date or length of time is written with."""
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Soft hyphens, zero-width spaces, byte order marks, direction marks: pasted along, never meant."""
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def text_of(raw: Any, label: Label) -> str:
    """The text that a JSON value or a spreadsheet cell stands for; `13800138000.0` is a number without `.0`."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int):
        return _digits(raw, label)
    if isinstance(raw, float):
        return _digits(int(raw), label) if raw.is_integer() else str(raw)
    if isinstance(raw, Decimal):
        return format(raw, "f") if abs(raw.adjusted()) < 40 else str(raw)
    if isinstance(raw, dt.date | dt.time):
        return raw.isoformat()
    raise ValueRefused("wrong_type", "{field} takes a text", field=label)


def clean_line(text: str, label: Label) -> str:
    """The text as one line, without spaces around it and with single spaces inside. Raises: ValueRefused."""
    if (
        text.isprintable()
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
    ):
        return text
    storable = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return _checked(" ".join(storable.split()), label)


def clean_lines(text: str, label: Label) -> str:
    """The text with its line breaks as `\\n`, without blank lines around it. Raises: ValueRefused."""
    storable = _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text.translate(_INVISIBLE)))
    return _checked(storable.strip(), label)


def written(text: str) -> str:
    """What to read a number, a date or a time from: plain, in small letters; empty when it is too long for one."""
    return plain(text).lower() if len(text) <= LONGEST_WRITTEN else ""


def plain(text: str) -> str:
    """The text with full-width letters, digits and signs made ordinary ones, for reading numbers and codes."""
    return (
        text.strip() if text.isascii() else unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).strip()
    )


def excerpt(raw: Any) -> str:
    """What was sent, short enough for a sentence."""
    try:
        text = orjson.dumps(raw).decode() if isinstance(raw, bool | dict | list) else str(raw)
    except (ValueError, TypeError):  # an integer of thousands of digits, a list of anything
        return "…"
    shown = _UNSTORABLE.sub("\ufffd", text[:61])
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _checked(text: str, label: Label) -> str:
    if _UNSTORABLE.search(text):
        raise ValueRefused(
            "unreadable_text",
            "{field} contains characters that cannot be stored",
            "Type the text again, or paste it as plain text",
            field=label,
        )
    return text


def _digits(number: int, label: Label) -> str:
    if abs(number) >= 10**40:
        raise ValueRefused("too_long", "{field} takes at most {limit} characters", field=label, limit=40)
    return str(number)
