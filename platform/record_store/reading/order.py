"""The order of a list: what it sorts by, blanks last, and the condition that a page begins after a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    String,
    UnaryExpression,
    and_,
    bindparam,
    case,
    collate,
    or_,
    tuple_,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator

from metamodel import Field, Invalid, Issue
from metamodel.storage import INTEGER, SORT_KEY, ScaledDecimal, UtcDateTime
from record_store.reading.labels import label_column
from record_store.reading.paths import Paths
from record_store.reading.source import Found

MAX_KEYS = 5
NEVER_BLANK = frozenset({"id", "version", "created_at", "updated_at"})
_CHOICES = frozenset({"select"})


@dataclass(frozen=True, slots=True)
class SortKey:
    """One thing a list is sorted by; `kind` is the Python type of its values."""

    column: ColumnElement[Any]
    descending: bool
    nullable: bool
    kind: type

    def then(self, dialect: str) -> UnaryExpression[Any]:
        """The key in ORDER BY, said so that an index can serve it wherever the database allows."""
        ordered = self.column.desc() if self.descending else self.column.asc()
        blanks_come_last = self.descending if dialect == "sqlite" else not self.descending
        return ordered if not self.nullable or blanks_come_last else ordered.nulls_last()

    def beyond(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        return self.column < value if self.descending else self.column > value


def sort_keys(paths: Paths, sort: Sequence[str], dialect: str) -> tuple[SortKey, ...]:
    """The keys that `sort` names, and the id after them, which makes every order a total one."""
    if len(sort) > MAX_KEYS:
        raise Invalid(
            Issue(
                "too_many", "/sort", "A list is sorted by at most {limit} fields", values={"limit": MAX_KEYS}
            )
        )
    keys = [_sort_key(paths, name, dialect) for name in sort]
    identity = SortKey(paths.root.columns["id"], keys[-1].descending if keys else False, False, str)
    return (*keys, identity)


def _sort_key(paths: Paths, name: str, dialect: str) -> SortKey:
    descending, path = name.startswith("-"), name.removeprefix("-")
    found = paths.find(path, "/sort")
    nullable = "." in path or path not in NEVER_BLANK
    column = _ordered_column(paths, found, tuple(path.split(".")))
    kind = kind_of(column)
    if kind is int:
        column = type_coerce(column, INTEGER)
    return SortKey(plain_order(column, dialect), descending, nullable, kind)


def plain_order(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """The column, ordered by its characters alone: PostgreSQL would follow the locale of the server."""
    if dialect == "postgresql" and isinstance(column.type, String) and column.type is not SORT_KEY:
        return collate(column, "C")
    return column


def _ordered_column(paths: Paths, found: Found, steps: tuple[str, ...]) -> ColumnElement[Any]:
    field = found.field
    if not field.type.sortable or not field.columns:
        raise Invalid(
            Issue(
                "not_sortable", "/sort", "A list cannot be sorted by {field}", values={"field": field.label}
            )
        )
    if field.type.kind in _CHOICES:
        return in_order_of_options(field, found.first)
    targets = field.type.targets(field)
    if len(targets) == 1:
        shown = label_column(paths, paths.join_target(steps[:-1], found.source, field), steps)
        return shown.order if shown else found.first
    column: ColumnElement[Any] = found.sorting
    return column


def in_order_of_options(field: Field, column: Any) -> ColumnElement[Any]:
    positions = {option["value"]: place for place, option in enumerate(field.settings.get("options", ()))}
    whens = [(column.is_(None), None), *((column == value, place) for value, place in positions.items())]
    return type_coerce(case(*whens, else_=len(positions)), INTEGER)


def kind_of(column: ColumnElement[Any]) -> type:
    stored = column.type
    if isinstance(stored, ScaledDecimal):
        return Decimal
    if isinstance(stored, UtcDateTime):
        return dt.datetime
    if isinstance(stored, TypeDecorator):
        stored = stored.impl_instance
    if isinstance(stored, Boolean):
        return bool
    if isinstance(stored, Date):
        return dt.date
    return int if isinstance(stored, Integer) else str


def after(keys: Sequence[SortKey], blank: Sequence[bool]) -> ColumnElement[bool]:
    """What comes after the record whose key values are the parameters `after_0`, `after_1`, …

    `blank` says which of those values are blank. The first key is not among the blanks of its own segment.
    """
    first = keys[0]
    if blank[0]:
        return _after(keys, blank, 0)
    if _one_direction(keys):
        ours = tuple_(*(key.column for key in keys))
        theirs = tuple_(*(_mark(key, place) for place, key in enumerate(keys)))
        return ours < theirs if first.descending else ours > theirs
    mark = _mark(first, 0)
    bound = first.column <= mark if first.descending else first.column >= mark
    return and_(bound, or_(first.beyond(mark), and_(first.column == mark, _after(keys, blank, 1))))


def _after(keys: Sequence[SortKey], blank: Sequence[bool], place: int) -> ColumnElement[bool]:
    key, last = keys[place], place == len(keys) - 1
    if blank[place]:
        return and_(key.column.is_(None), _after(keys, blank, place + 1))
    mark = _mark(key, place)
    beyond = or_(key.beyond(mark), key.column.is_(None)) if key.nullable else key.beyond(mark)
    return beyond if last else or_(beyond, and_(key.column == mark, _after(keys, blank, place + 1)))


def _one_direction(keys: Sequence[SortKey]) -> bool:
    return all(key.descending == keys[0].descending for key in keys) and not any(
        key.nullable for key in keys[1:]
    )


def _mark(key: SortKey, place: int) -> ColumnElement[Any]:
    return bindparam(f"after_{place}", type_=key.column.type)
