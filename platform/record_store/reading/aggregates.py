"""Summaries: groups and measures in one statement, with the rights inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Select,
    UnaryExpression,
    func,
    select,
)
from sqlalchemy.exc import OperationalError

from metamodel import Field, Invalid, Issue, pointer
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.queries import BUCKETS, Aggregate, AggregateRow, Group
from record_store.reading.buckets import Offset, bucket_of_date, bucket_of_instant, zone_offsets
from record_store.reading.conditions import Question, condition, question
from record_store.reading.labels import label_column
from record_store.reading.measures import Part, first_column_reader, itself, measure_part, unfit
from record_store.reading.order import in_order_of_options, plain_order
from record_store.reading.paths import Paths
from record_store.reading.selection import say_person
from record_store.reading.source import Found, Source

if TYPE_CHECKING:
    from record_store.records import Records

MOST_ROWS = 10_000
MOST_PARTS = 10


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
    paths = Paths(records, records.rights, root, described.table)
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
    beyond = Paths(records, records.rights, Source(None, {}), summary)
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
        raise unfit(field, at, "Records cannot be grouped by {field}")
    if group.bucket is not None:
        column = _bucket(records, paths, found, group, at, within, about)
        return Part((column,), itself, itself)
    if len(field.type.targets(field)) == 1:
        return Part((found.first,), itself, itself, field)
    if field.type.kind == "select":
        return Part((found.first,), itself, lambda column: in_order_of_options(field, column))
    return Part(
        (found.first,), first_column_reader(field), lambda column: plain_order(column, records.dialect)
    )


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
        raise unfit(found.field, at, "{field} cannot be put into buckets of that kind")
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
