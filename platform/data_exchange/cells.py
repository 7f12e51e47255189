"""Values as cells of a spreadsheet: what is written out is read back as the same value."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from metamodel import Field, Reading, ValueRefused
from metamodel.field_types.values import Match, Ref
from metamodel.json_text import dump_values

Cell = str | int | Decimal | dt.date | dt.datetime | bool | None

_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"^'(?='*[=+\-@\t\r])")
_STRUCTURES = frozenset({"object", "array"})


def cells_of(field: Field, locale: str, zone: dt.tzinfo) -> Callable[[Any], Cell]:
    """What makes the cells of a column: numbers, dates and booleans as they are, all else as people read it.

    Where reading that back would not give the value again, the cell has the value as JSON.
    """
    kind = field.type.kind
    if field.type.value_type == "text" and kind != "select" and not takes_json(field):
        return lambda value: None if value is None else shield(value)
    parse = field.type.parser(field, Reading(zone))

    def cell(value: Any) -> Cell:
        if value is None or isinstance(value, bool | int | Decimal | dt.date):
            return value
        if isinstance(value, dt.time):
            return value.isoformat()
        if isinstance(value, Ref) and len(field.type.targets(field)) == 1:
            return shield(value.label or value.id)
        shown = field.type.show(field, value, locale, zone)
        return shield(shown if _gives(parse, shown, value) else _json_text(field, value))

    return cell


def to_text(cell: Cell) -> str:
    """The cell in a CSV file: plain digits, ISO dates in UTC."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.datetime):
        return cell.astimezone(dt.UTC).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def takes_json(field: Field) -> bool:
    """Whether values of the field have parts, so that a cell may hold them as JSON."""
    types = field.type.value_schema(field).get("type", ())
    return not _STRUCTURES.isdisjoint([types] if isinstance(types, str) else types)


def from_json_text(cell: Any) -> Any:
    """What the JSON in a cell holds; a cell with anything else as it is."""
    if isinstance(cell, str) and cell[:1] in ("{", "["):
        try:
            return json.loads(cell, parse_float=Decimal)
        except (ValueError, RecursionError):
            return cell
    return cell


def shield(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: a `'` in front, as people type it there."""
    return "'" + text if _FORMULA.match(text) else text


def unshield(cell: Any) -> Any:
    """What `shield` was given."""
    return _SHIELDED.sub("", cell) if isinstance(cell, str) else cell


def _gives(parse: Callable[[Any], Any], text: str, value: Any) -> bool:
    try:
        found = parse(text)
    except ValueRefused:
        return False
    if isinstance(value, tuple) and all(isinstance(one, Ref) for one in value) and isinstance(found, tuple):
        names = [one.value if isinstance(one, Match) else None for one in found]
        return names == [one.label for one in value]
    return bool(found == value)


def _json_text(field: Field, value: Any) -> str:
    return dump_values(field.type.to_json(field, value)).decode()
