"""A setting of any shape as one line of text, and back: a constant, JSON, or `=` and an expression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson


def shown_value(value: Any) -> str:
    """What stands in the box: `=` and the formula for an expression, as in a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and set(value) == {"expression"}:
        return f"={value['expression']}"
    return orjson.dumps(value).decode()


def read_value(text: str, before: Any) -> Any:
    """What the text says; as long as nothing was typed, what was there before in its own shape."""
    if not text:
        return None
    if text == shown_value(before).strip():
        return before
    if text.startswith("="):
        return {"expression": text[1:].strip()}
    if text.startswith(("{", "[")):
        return _json_or_text(text)
    return {"true": True, "false": False}.get(text, text)


def _json_or_text(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
