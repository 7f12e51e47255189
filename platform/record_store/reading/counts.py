"""How many records a question is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from record_store.queries import Query
from record_store.reading.conditions import condition, question
from record_store.reading.paths import Paths
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.records import Records


def count_records(records: Records, query: Query) -> int:
    """The number of records of the query on all its pages."""
    records.rights.require(query.object, "read")
    asked = question(records, query.object, query.filter, query.q, trashed=query.trashed)

    def prepare() -> Select[Any]:
        described = records.live.table(query.object)
        root = Source(described.object, described.table.c)  # type: ignore[arg-type]
        paths = Paths(records, records.rights, root, described.table)
        where = condition(records, paths, asked, query.trashed)
        return select(func.count()).select_from(paths.from_clause).where(where)

    statement = prepare() if asked.key is None else records.prepared(("count", asked.key), prepare)
    return int(records.rows(statement, asked.parameters)[0][0])
