"""Defaults that follow the other answers until somebody touches them.

A form says in a hidden input which values it filled in by itself. What comes back as it was drawn was not touched:
it is worked out anew, on the form and when the record is saved. What differs stays whatever happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from form_engine.entries import Entries
from metamodel import Field
from metamodel.field_types.field_type import is_expression

AUTOMATIC = "_automatic"
LONGEST = 100_000


def follows(field: Field) -> bool:
    """Whether the field starts with a value that is worked out from others."""
    return field.writable and is_expression(field.default)


def write_automatic(drawn: Mapping[str, Any]) -> str:
    """What the hidden input holds: the values that the form filled in, as its inputs hold them."""
    return orjson.dumps(dict(drawn)).decode()


def read_automatic(entries: Entries) -> dict[str, Any]:
    """The values that a form had filled in when it was drawn; nothing where the input says nothing sound."""
    written = entries.text(AUTOMATIC)
    try:
        drawn = orjson.loads(written) if 0 < len(written) <= LONGEST else {}
    except orjson.JSONDecodeError:
        return {}
    return drawn if isinstance(drawn, dict) else {}


def same_as_typed(raw: Any, drawn: Any) -> bool:
    """Whether a posted value is what the input was drawn with."""
    if isinstance(raw, dict) and isinstance(drawn, dict):
        return raw.keys() == drawn.keys() and all(same_as_typed(raw[name], drawn[name]) for name in raw)
    if isinstance(raw, list) and isinstance(drawn, list):
        return len(raw) == len(drawn) and all(map(same_as_typed, raw, drawn))
    if isinstance(drawn, bool):
        return str(raw).lower() == str(drawn).lower()
    if isinstance(drawn, list) and not isinstance(raw, list):
        return [raw] == drawn or (raw == "" and not drawn)
    return bool(raw == drawn)
