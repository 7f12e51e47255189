"""What can be asked of records: a page of them, their number, a summary of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from expressions import Node
from metamodel.role import Action
from record_store.record import Record

MAX_PAGE = 500
"""How many records one page may hold."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Records that a field may refer to, for a record that looks as `value` says of each of its paths."""

    object: str
    field: str
    value: Callable[[tuple[str, ...]], Any]


@dataclass(frozen=True, slots=True)
class Query:
    """Records of one object, as a person may see them.

    `filter` is a condition in the expression language, as text or tree; `q` is looked for by text search; `sort` names fields,
    `-` in front means the greatest first, blanks come last either way; `fields` names fields and paths, all of
    the object's own when nothing is said; `trashed` asks for the records in the trash instead; `action` leaves
    only those that the person may do that with, besides seeing them, `offer` those that a field may refer to.
    """

    object: str
    filter: str | Node | None = None
    q: str | None = None
    sort: tuple[str, ...] = ()
    fields: tuple[str, ...] | None = None
    limit: int = 50
    cursor: str | None = None
    trashed: bool = False
    action: Action = "read"
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some records and where the next ones begin (nothing: there are no more)."""

    records: tuple[Record, ...]
    next: str | None


Bucket = Literal["day", "week", "month", "quarter", "year"]
BUCKETS: tuple[Bucket, ...] = ("day", "week", "month", "quarter", "year")
MeasureFunction = Literal["count", "count_distinct", "sum", "average", "minimum", "maximum"]
MEASURES: tuple[MeasureFunction, ...] = ("count", "count_distinct", "sum", "average", "minimum", "maximum")


@dataclass(frozen=True, slots=True)
class Group:
    """What a summary is grouped by: a field or path; a date or datetime may be put into buckets."""

    path: str
    bucket: Bucket | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is worked out for every group; `count` needs no path."""

    function: MeasureFunction
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A summary of an object's records: one row per group that occurs.

    `sort` holds positions in the row, counted from 1, negative for the greatest first; without it rows come in
    the order of their groups.
    """

    object: str
    groups: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = (Measure("count"),)
    filter: str | Node | None = None
    q: str | None = None
    sort: tuple[int, ...] = ()
    limit: int = 1000


AggregateRow = tuple[Any, ...]
"""The groups' values (a lookup is a `Ref`, a bucket is the date of its first day) and then the measures'."""
