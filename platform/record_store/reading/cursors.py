"""Cursors: where a page ended, as an opaque text that is checked when it comes back."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from hashlib import blake2s
from typing import Any

import orjson

from metamodel import Invalid, Issue

LARGEST = 2**63
_READ: Mapping[str, Callable[[str], Any]] = {
    "s": str,
    "i": int,
    "n": Decimal,
    "d": dt.date.fromisoformat,
    "t": dt.datetime.fromisoformat,
    "c": dt.time.fromisoformat,
    "b": lambda text: text == "1",
}


def write_cursor(question: str, values: Sequence[Any]) -> str:
    """The cursor of the last record of a page: its sort values, the id being the last of them."""
    written = [mark(question), *(_written(value) for value in values)]
    return base64.urlsafe_b64encode(orjson.dumps(written)).decode().rstrip("=")


def read_cursor(question: str, cursor: str, types: Sequence[type]) -> tuple[Any, ...]:
    """The sort values. Raises: Invalid for what is no cursor, or one of another question."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        written = orjson.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
        if not isinstance(written, list) or len(written) != len(types) + 1 or written[0] != mark(question):
            raise ValueError
        values = tuple(_read(text) for text in written[1:])
        if not all(_fits(value, kind) for value, kind in zip(values, types, strict=True)):
            raise ValueError
    except (ValueError, KeyError, TypeError, InvalidOperation, binascii.Error, UnicodeEncodeError) as reason:
        hint = "Begin again without a cursor"
        raise Invalid(Issue("bad_cursor", "/cursor", "This is not a cursor of this list", hint)) from reason
    return values


def _fits(value: Any, kind: type) -> bool:
    """Whether a database takes the value as one of this kind."""
    match value:
        case None:
            return True
        case str():
            return kind is str and "\x00" not in value
        case Decimal():
            return kind is Decimal and value.is_finite() and abs(value) < LARGEST
        case int():
            return isinstance(value, kind) and abs(value) < LARGEST
        case dt.datetime():
            return kind is dt.datetime and value.tzinfo is not None
        case _:
            return type(value) is kind


def mark(question: str) -> str:
    """What tells the cursors of one list from those of another."""
    return blake2s(question.encode(), digest_size=6).hexdigest()


def _written(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "b1" if value else "b0"
        case int():
            return f"i{value}"
        case Decimal():
            return f"n{value}"
        case dt.datetime():
            return f"t{value.isoformat()}"
        case dt.date():
            return f"d{value.isoformat()}"
        case dt.time():
            return f"c{value.isoformat()}"
        case _:
            return f"s{value}"


def _read(text: str | None) -> Any:
    return None if text is None else _READ[text[:1]](text[1:])
