"""Summaries: groups and measures in one statement, with the rights inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    Select,
    UnaryExpression,
    cast,
    func,
    select,
    type_coerce,
)
from sqlalchemy.exc import OperationalError

from expressions.numbers import divide, settled
from metamodel import Field, FieldType, Invalid, Issue, pointer
from metamodel.field_types.values import USER_OBJECT, Ref
from metamodel.storage import ScaledDecimal
from record_store.queries import BUCKETS, MEASURES, Aggregate, AggregateRow, Group, Measure
from record_store.reading.buckets import Offset, bucket_of_date, bucket_of_instant, zone_offsets
from record_store.reading.conditions import Question, condition, question
from record_store.reading.labels import label_column
from record_store.reading.order import in_order_of_options, plain_order
from record_store.reading.paths import Paths
from record_store.reading.selection import say_person
from record_store.reading.source import Found, Source

if TYPE_CHECKING:
    from record_store.records import Records

MOST_ROWS = 10_000
MOST_PARTS = 10
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


def aggregate(records: Records, asked: Aggregate) -> tuple[AggregateRow, ...]:
    """One row for each group that occurs. Raises: Invalid, NotAllowed for what is hidden.

    SQLite adds in integers of 64 bits and fails beyond: then the thousands of thousands are added by themselves.
    """
    _check(asked)
    try:
        return _aggregate(records, asked, split=False)
    except OperationalError as reason:
        if "integer overflow" not in str(reason.orig):
            raise
        return _aggregate(records, asked, split=True)


def _aggregate(records: Records, asked: Aggregate, *, split: bool) -> tuple[AggregateRow, ...]:
    records.rights.require(asked.object, "read")
    about = question(records, asked.object, asked.filter, asked.q, trashed=False)
    described = records.live.table(asked.object)
    root = Source(described.object, described.table.c)  # type: ignore[arg-type]
    paths = Paths(records.live, records.rights, root, described.table)
    within = condition(records, paths, about, trashed=False)
    groups = [_group(records, paths, group, place, within, about) for place, group in enumerate(asked.groups)]
    parts = groups + [
        measure_part(records, paths, measure, place, split=split)
        for place, measure in enumerate(asked.measures)
    ]
    names = [[f"part_{place}_{at}" for at in range(len(part.columns))] for place, part in enumerate(parts)]
    columns = [
        column.label(name)
        for part, own in zip(parts, names, strict=True)
        for column, name in zip(part.columns, own, strict=True)
    ]
    grouped = [column for part in groups for column in part.columns]
    inside = select(*columns).select_from(paths.from_clause).where(within).group_by(*grouped)
    return _read(records, asked, about, inside, parts, names)


def _read(
    records: Records,
    asked: Aggregate,
    about: Question,
    inside: Select[Any],
    parts: Sequence[Part],
    names: list[list[str]],
) -> tuple[AggregateRow, ...]:
    """Join labels to the summary, sort it and read its rows."""
    summary = inside.subquery("summary")
    beyond = Paths(records.live, records.rights, Source(None, {}), summary)
    selected: list[Any] = []
    orders: list[ColumnElement[Any]] = []
    reads: list[tuple[int, int, Callable[..., Any]]] = []
    for place, (part, own) in enumerate(zip(parts, names, strict=True)):
        columns = [summary.c[name] for name in own]
        read, order = part.read, part.order(*columns)
        if part.reference is not None:
            columns, read, order = _labelled(records, beyond, part.reference, place, columns)
        reads.append((len(selected), len(selected) + len(columns), read))
        selected += columns
        orders.append(order)
    statement = select(*selected).select_from(beyond.from_clause)
    sorted_by = asked.sort or tuple(range(1, len(asked.groups) + 1))
    statement = statement.order_by(*(_direction(orders[abs(one) - 1], one) for one in sorted_by))
    rows = records.rows(statement.limit(asked.limit), about.parameters)
    return tuple(tuple(read(*row[start:end]) for start, end, read in reads) for row in rows)


def _direction(order: ColumnElement[Any], position: int) -> UnaryExpression[Any]:
    return (order.asc() if position > 0 else order.desc()).nulls_last()


def _labelled(
    records: Records, beyond: Paths, field: Field, place: int, columns: list[Any]
) -> tuple[list[Any], Callable[..., Any], ColumnElement[Any]]:
    """A look-up's id with the label of what it refers to, by which it is sorted."""
    (target,) = field.type.targets(field)
    source = Source(None, {field.columns[0].name(field.name): columns[0]})
    steps = (str(place),)
    shown = label_column(beyond, beyond.join_target(steps, source, field), (*steps, field.name))
    if shown is None:
        return columns, lambda id: None if id is None else Ref(target, id), columns[0]
    say = say_person if target == USER_OBJECT else shown.say
    order = plain_order(shown.order, records.dialect)
    return (
        [*columns, shown.column],
        lambda id, name: None if id is None else Ref(target, id, say(name)),
        order,
    )


def _group(
    records: Records,
    paths: Paths,
    group: Group,
    place: int,
    within: ColumnElement[bool],
    about: Question,
) -> Part:
    at = pointer("groups", place)
    found = paths.find(group.path, at)
    field = found.field
    if not field.columns:
        raise _unfit(field, at, "Records cannot be grouped by {field}")
    if group.bucket is not None:
        column = _bucket(records, paths, found, group, at, within, about)
        return Part((column,), _itself, _itself)
    if len(field.type.targets(field)) == 1:
        return Part((found.first,), _itself, _itself, field)
    if field.type.kind == "select":
        return Part((found.first,), _itself, lambda column: in_order_of_options(field, column))
    return Part((found.first,), _reader(field), lambda column: plain_order(column, records.dialect))


def _bucket(
    records: Records,
    paths: Paths,
    found: Found,
    group: Group,
    at: str,
    within: ColumnElement[bool],
    about: Question,
) -> ColumnElement[Any]:
    kind = found.field.type.value_type
    if group.bucket not in BUCKETS or kind not in ("date", "datetime"):
        raise _unfit(found.field, at, "{field} cannot be put into buckets of that kind")
    if kind == "date":
        return bucket_of_date(found.first, group.bucket, records.dialect)
    offsets = _offsets(records, paths, found, within, about) if records.dialect == "sqlite" else []
    return bucket_of_instant(found.first, group.bucket, records.dialect, records.moment.zone, offsets)


def _offsets(
    records: Records, paths: Paths, found: Found, within: ColumnElement[bool], about: Question
) -> list[Offset]:
    """The zone's offsets over the time that the instants lie in, worked out before they are grouped."""
    span = select(func.min(found.first), func.max(found.first)).select_from(paths.from_clause).where(within)
    first, last = records.rows(span, about.parameters)[0]
    now = records.moment.now
    return zone_offsets(records.moment.zone, first or now, last or now)


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
        return Part((func.count(),), _itself, _itself)
    found = paths.find(measure.path, at)
    field = found.field
    if not field.columns:
        raise _unfit(field, at, "{field} cannot be measured")
    column = found.first
    match measure.function:
        case "count":
            return Part((func.count(column),), _itself, _itself)
        case "count_distinct":
            return Part((func.count(column.distinct()),), _itself, _itself)
        case "sum" | "average":
            if field.type.value_type not in _SUMMED:
                raise _unfit(field, at, "{field} cannot be added up")
            add = _sum if measure.function == "sum" else _average
            return add(field, column, split=split)
        case _:
            if not field.type.sortable or field.type.refers:
                raise _unfit(field, at, "{field} has no least and no greatest value")
            extreme = func.min if measure.function == "minimum" else func.max
            return Part(
                (extreme(plain_order(column, records.dialect), type_=column.type),), _reader(field), _itself
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
    counted = type_coerce(column, BigInteger())
    if split:

        def join(large: Any, small: Any) -> Any:
            if large is None:
                return None
            value = int(large) * _PART + int(small)
            return whole(value) if scale is None else Decimal(value).scaleb(-scale, _EXACTLY)

        return (func.sum(counted.op("/")(_PART)), func.sum(counted.op("%")(_PART))), join
    if scale is not None:
        return (func.sum(column, type_=column.type),), _itself
    return (
        func.sum(counted, type_=BigInteger()),
    ), lambda value: None if value is None else whole(int(value))


def timedelta_of(milliseconds: int) -> dt.timedelta:
    return dt.timedelta(milliseconds=milliseconds)


def _approximately(*parts: Any) -> ColumnElement[Any]:
    """The sum as a number to sort by."""
    if len(parts) == 1:
        return cast(type_coerce(parts[0], BigInteger()), Float)
    large, small = (cast(part, Float) for part in parts)
    return large * float(_PART) + small


def _reader(field: Field) -> Callable[[Any], Any]:
    """What reads a value from the field's first column alone."""
    if type(field.type).from_columns is FieldType.from_columns or len(field.columns) > 1:
        return _itself
    return lambda stored: None if stored is None else field.type.from_columns(field, (stored,))


def _itself(value: Any) -> Any:
    return value


def _check(asked: Aggregate) -> None:
    if len(asked.groups) > MOST_PARTS or not 1 <= len(asked.measures) <= MOST_PARTS:
        said = "A summary has up to {most} groups and from 1 to {most} measures"
        raise Invalid(Issue("too_many", "", said, values={"most": MOST_PARTS}))
    if not 1 <= asked.limit <= MOST_ROWS:
        said = "A summary has between 1 and {most} rows"
        raise Invalid(Issue("bad_limit", "/limit", said, values={"most": MOST_ROWS}))
    parts = len(asked.groups) + len(asked.measures)
    if any(not 1 <= abs(position) <= parts for position in asked.sort):
        raise Invalid(Issue("bad_sort", "/sort", "A summary is sorted by the positions of its columns"))


def _unfit(field: Field, at: str, said: str) -> Invalid:
    return Invalid(Issue("unfit_field", at, said, values={"field": field.label}))
