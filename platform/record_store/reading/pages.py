"""A page of records: one statement, prepared once for every question of the same form.

A page is found first (`found`: filter, order, limit), labels and what stands behind look-ups are joined to it
afterwards, so that the database never joins more rows than a page has. Blank values of the first sort key make
a segment of their own that comes last: so an index serves both, forwards and backwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, select

from metamodel import Field, Invalid, Issue
from record_store.lookup_filters import lookup_filters, offered
from record_store.queries import MAX_PAGE, Page, Query
from record_store.reading.conditions import Question, condition, question
from record_store.reading.cursors import read_cursor, write_cursor
from record_store.reading.order import SortKey, after, sort_keys
from record_store.reading.paths import Paths
from record_store.reading.relations import read_relations
from record_store.reading.selection import Selection, base_columns
from record_store.reading.single import wanted_paths
from record_store.reading.source import Source
from record_store.record import Record

if TYPE_CHECKING:
    from record_store.records import Records

LIMIT = bindparam("page_limit", type_=Integer())


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a list where the first sort key is not blank, or where it is."""

    blank: bool


WHOLE = Segment(False)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement that gives a page's rows, and what makes records of them; the sort values end each row."""

    statement: Select[Any]
    selection: Selection
    keys: tuple[SortKey, ...]


def read_page(records: Records, query: Query) -> Page:
    """The records of the query that come after its cursor."""
    if not 1 <= query.limit <= MAX_PAGE:
        values = {"most": MAX_PAGE}
        raise Invalid(Issue("bad_limit", "/limit", "A page has between 1 and {most} records", values=values))
    records.rights.require(query.object, "read")
    asked = question(records, query.object, query.filter, query.q, trashed=query.trashed)
    keys = _keys(records, query, asked)
    place = "\n".join((query.object, *query.sort))
    marks = read_cursor(place, query.cursor, [key.kind for key in keys]) if query.cursor else None
    segments = _segments(keys, marks)
    rows: list[Any] = []
    for segment in segments:
        within = marks if segment is segments[0] else None
        prepared = _prepared(records, query, asked, segment, within)
        parameters = {**asked.parameters, "page_limit": query.limit + 1 - len(rows)}
        parameters |= {f"after_{at}": mark for at, mark in enumerate(within or ()) if mark is not None}
        rows += records.rows(prepared.statement, parameters)
        if len(rows) > query.limit:
            break
    shown = rows[: query.limit]
    read = prepared.selection.values
    found = tuple(Record(query.object, row[0], row[1], read(row)) for row in shown)
    found = _with_relations(records, query, found)
    more = len(rows) > query.limit
    return Page(found, write_cursor(place, shown[-1][-len(keys) :]) if more else None)


def _keys(records: Records, query: Query, asked: Question) -> tuple[SortKey, ...]:
    key = ("sort keys", query.object, query.sort, records.rights, records.dialect)
    return records.prepared(
        key, lambda: sort_keys(_paths(records, query.object), query.sort, records.dialect)
    )


def _segments(keys: Sequence[SortKey], marks: tuple[Any, ...] | None) -> tuple[Segment, ...]:
    if not keys[0].nullable:
        return (WHOLE,)
    if marks is not None and marks[0] is None:
        return (Segment(True),)
    return (Segment(False), Segment(True))


def _prepared(
    records: Records, query: Query, asked: Question, segment: Segment, marks: tuple[Any, ...] | None
) -> Prepared:
    def prepare() -> Prepared:
        return _prepare(records, query, asked, segment, marks)

    if asked.key is None or query.offer is not None:
        return prepare()
    blank = None if marks is None else tuple(mark is None for mark in marks)
    key = ("page", asked.key, query.action, query.sort, query.fields, segment.blank, blank)
    return records.prepared(key, prepare)


def _prepare(
    records: Records, query: Query, asked: Question, segment: Segment, marks: tuple[Any, ...] | None
) -> Prepared:
    paths = _paths(records, query.object)
    keys = sort_keys(paths, query.sort, records.dialect)
    conditions = [condition(records, paths, asked, query.trashed), *_place(keys, segment, marks)]
    if query.action != "read":
        conditions.append(records.rights.where(paths.root, query.action))
    if query.offer is not None:
        filters = lookup_filters(records.live, query.offer.object)
        if query.offer.field in filters:
            chosen = filters[query.offer.field]
            conditions.append(offered(records, paths.root, chosen, query.offer.value))
    fields = _columns_of(records, query)
    if not _joins_needed(records, query.object, fields):
        selection = _select(paths, fields)
        statement = select(*selection.columns, *_labelled(keys)).select_from(paths.from_clause)
        return Prepared(_bounded(statement, conditions, keys, segment, records.dialect), selection, keys)
    columns = _distinct(base_columns(paths, fields))
    found = select(*columns, *_labelled(keys)).select_from(paths.from_clause)
    page = _bounded(found, conditions, keys, segment, records.dialect).subquery("found")
    beyond = Paths(records, records.rights, Source(paths.root.object, page.c), page)  # type: ignore[arg-type]
    selection = _select(beyond, fields)
    again = [
        SortKey(page.c[f"key_{at}"], key.descending, key.nullable, key.kind) for at, key in enumerate(keys)
    ]
    statement = select(*selection.columns, *(key.column for key in again)).select_from(beyond.from_clause)
    return Prepared(statement.order_by(*(key.then(records.dialect) for key in again)), selection, keys)


def _paths(records: Records, object_name: str) -> Paths:
    described = records.live.table(object_name)
    root = Source(described.object, described.table.c)  # type: ignore[arg-type]
    return Paths(records, records.rights, root, described.table)


def _place(
    keys: Sequence[SortKey], segment: Segment, marks: tuple[Any, ...] | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if keys[0].nullable:
        conditions.append(keys[0].column.is_(None) if segment.blank else keys[0].column.is_not(None))
    if marks is not None:
        conditions.append(after(keys, [mark is None for mark in marks]))
    return conditions


def _bounded(
    statement: Select[Any],
    conditions: Sequence[ColumnElement[bool]],
    keys: Sequence[SortKey],
    segment: Segment,
    dialect: str,
) -> Select[Any]:
    first, *rest = keys
    plain_first = SortKey(first.column, first.descending, False, first.kind)
    # Among blanks the first key orders nothing; PostgreSQL finds them in its index only when it is named.
    ordered = rest if segment.blank and dialect == "sqlite" else [plain_first, *rest]
    return statement.where(and_(*conditions)).order_by(*(key.then(dialect) for key in ordered)).limit(LIMIT)


def _columns_of(records: Records, query: Query) -> tuple[str, ...]:
    elsewhere = {field.name for field in _elsewhere(records, query)}
    paths = wanted_paths(records, query.object, query.fields, everything=False)
    return tuple(path for path in paths if path not in elsewhere)


def _elsewhere(records: Records, query: Query) -> list[Field]:
    """The asked-for fields whose values lie in other tables."""
    by_name = records.live.blueprint.object(query.object).by_name
    named = (by_name[path] for path in query.fields or () if path in by_name)
    readable = records.rights.readable(query.object)
    return [field for field in named if not field.columns and field.name in readable]


def _with_relations(records: Records, query: Query, found: tuple[Record, ...]) -> tuple[Record, ...]:
    for field in _elsewhere(records, query):
        related = read_relations(records, query.object, field, [record.id for record in found])
        found = tuple(
            replace(record, values={**record.values, field.name: related.get(record.id, ())})
            for record in found
        )
    return found


def _joins_needed(records: Records, object_name: str, fields: Sequence[str]) -> bool:
    described = records.live.blueprint.object(object_name)
    return any(
        "." in path or (path in described.by_name and described.by_name[path].type.refers) for path in fields
    )


def _select(paths: Paths, fields: Sequence[str]) -> Selection:
    selection = Selection(paths)
    for path in fields:
        selection.add(path)
    return selection


def _labelled(keys: Sequence[SortKey]) -> list[Any]:
    return [key.column.label(f"key_{at}") for at, key in enumerate(keys)]


def _distinct(columns: Sequence[Any]) -> list[Any]:
    return list({column.name: column for column in columns}.values())
