"""Values as cells of a spreadsheet: what is written out is read back as the same value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from metamodel import Field
from metamodel.field_types.values import Ref

Cell = str | int | float | Decimal | dt.date | dt.datetime | bool | None

_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"^'(?='*[=+\-@\t\r])")


def to_cell(field: Field, value: Any, locale: str) -> Cell:
    """The value as a typed cell: numbers, dates and booleans as they are, all else as people read it."""
    if value is None:
        return None
    if isinstance(value, bool | int | Decimal | dt.date):
        return value
    if isinstance(value, Ref):
        return shield(value.label or value.id)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return shield("; ".join(_listed(field, value, locale)))
    return shield(field.type.show(field, value, locale))


def to_text(cell: Cell) -> str:
    """The cell in a CSV file: plain digits, ISO dates in UTC."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.datetime):
        return cell.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def shield(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: a `'` in front, as people type it there."""
    return "'" + text if _FORMULA.match(text) else text


def unshield(cell: Any) -> Any:
    """What `shield` was given."""
    return _SHIELDED.sub("", cell) if isinstance(cell, str) else cell


def _listed(field: Field, value: Iterable[Any], locale: str) -> Iterable[str]:
    for each in value:
        yield each.label or each.id if isinstance(each, Ref) else field.type.show(field, (each,), locale)
