"""Measures: counts, sums, averages and extremes of a field, as SQL and as the values they are read back as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Float, cast, func, type_coerce

from expressions.numbers import divide, settled
from metamodel import Field, FieldType, Invalid, Issue, pointer
from metamodel.storage import INTEGER, ScaledDecimal
from record_store.queries import MEASURES, Measure
from record_store.reading.order import plain_order
from record_store.reading.paths import Paths

if TYPE_CHECKING:
    from record_store.records import Records

_SUMMED = frozenset({"number", "duration"})
_AVERAGES = Decimal(1).scaleb(-18)
"""Averages have up to eighteen fractional digits."""
_EXACTLY = Context(prec=60)
_PART = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A group or a measure: what it selects, how its value is read from that, and what it is sorted by."""

    columns: tuple[ColumnElement[Any], ...]
    read: Callable[..., Any]
    order: Callable[..., ColumnElement[Any]]
    reference: Field | None = None


def measure_part(
    records: Records, paths: Paths, measure: Measure, place: int, *, split: bool = False
) -> Part:
    """What a measure selects and how it is read. Raises: Invalid, NotAllowed."""
    at = pointer("measures", place)
    if measure.function not in MEASURES:
        raise Invalid(Issue("unknown_measure", at, "There is no measure of that name"))
    if measure.path is None:
        if measure.function != "count":
            raise Invalid(Issue("no_field", at, "This measure needs a field"))
        return Part((func.count(),), itself, itself)
    found = paths.find(measure.path, at)
    field = found.field
    if not field.columns:
        raise unfit(field, at, "{field} cannot be measured")
    column = found.first
    match measure.function:
        case "count":
            return Part((func.count(column),), itself, itself)
        case "count_distinct":
            return Part((func.count(column.distinct()),), itself, itself)
        case "sum" | "average":
            if field.type.value_type not in _SUMMED:
                raise unfit(field, at, "{field} cannot be added up")
            add = _sum if measure.function == "sum" else _average
            return add(field, column, split=split)
        case _:
            if not field.type.sortable or field.type.refers:
                raise unfit(field, at, "{field} has no least and no greatest value")
            extreme = func.min if measure.function == "minimum" else func.max
            return Part(
                (extreme(plain_order(column, records.dialect), type_=column.type),),
                first_column_reader(field),
                itself,
            )


def _sum(field: Field, column: Any, *, split: bool) -> Part:
    columns, added = _added(field, column, split=split)
    return Part(columns, added, _approximately)


def _average(field: Field, column: Any, *, split: bool) -> Part:
    columns, added = _added(field, column, split=split)
    timed = field.type.value_type == "duration"

    def divided(*row: Any) -> Any:
        *parts, many = row
        if not many:
            return None
        if timed:
            return added(*parts) / many
        found = divide(Decimal(added(*parts)), Decimal(many))
        return settled(found.quantize(_AVERAGES, ROUND_HALF_UP, _EXACTLY))

    def order(*row: Any) -> ColumnElement[Any]:
        *parts, many = row
        return _approximately(*parts) / func.nullif(many, 0)

    return Part((*columns, func.count(column)), divided, order)


def _added(field: Field, column: Any, *, split: bool) -> tuple[tuple[Any, ...], Callable[..., Any]]:
    """The columns that add the field up, and what makes one value of them."""
    scale = column.type.scale if isinstance(column.type, ScaledDecimal) else None
    whole = timedelta_of if field.type.value_type == "duration" else int
    counted = type_coerce(column, INTEGER)
    if split:

        def join(large: Any, small: Any) -> Any:
            if large is None:
                return None
            value = int(large) * _PART + int(small)
            return whole(value) if scale is None else Decimal(value).scaleb(-scale, _EXACTLY)

        return (func.sum(counted.op("/")(_PART)), func.sum(counted.op("%")(_PART))), join
    if scale is not None:
        return (func.sum(column, type_=column.type),), itself
    return (func.sum(counted, type_=INTEGER),), lambda value: None if value is None else whole(int(value))


def timedelta_of(milliseconds: int) -> dt.timedelta:
    return dt.timedelta(milliseconds=milliseconds)


def _approximately(*parts: Any) -> ColumnElement[Any]:
    """The sum as a number to sort by."""
    if len(parts) == 1:
        return cast(type_coerce(parts[0], INTEGER), Float)
    large, small = (cast(part, Float) for part in parts)
    return large * float(_PART) + small


def first_column_reader(field: Field) -> Callable[[Any], Any]:
    """What reads a value from the field's first column alone."""
    if type(field.type).from_columns is FieldType.from_columns or len(field.columns) > 1:
        return itself
    return lambda stored: None if stored is None else field.type.from_columns(field, (stored,))


def itself(value: Any) -> Any:
    return value


def unfit(field: Field, at: str, said: str) -> Invalid:
    return Invalid(Issue("unfit_field", at, said, values={"field": field.label}))
