"""The order of line items: the one in which they were given with the record above them.

Lines keep no place as long as their order is the one in which they were made, which their ids tell; once somebody
puts them in another order, all lines of that record have one. A line made by itself comes last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, and_, delete, select

from metamodel import Field
from record_store.reading.among import among
from record_store.system_tables import LINE
from record_store.writing.bulk import execute_rows, insert_into

if TYPE_CHECKING:
    from record_store.records import Records

Places = Mapping[str, Sequence[str]]
"""The ids of line items in order, by the record above them."""


def with_order(
    source: FromClause, id: ColumnElement[Any], via: Field
) -> tuple[FromClause, tuple[ColumnElement[Any], ...]]:
    """The lines joined with their places, and what they are ordered by."""
    joined = source.outerjoin(LINE, and_(LINE.c.record == id, LINE.c.field == via.id))
    return joined, (LINE.c.position.asc().nulls_last(), id)


def in_order(records: Records, via: Field, ids: Sequence[str]) -> dict[str, int]:
    """The places of those line items that have one."""
    if not ids:
        return {}
    statement = select(LINE.c.record, LINE.c.position).where(
        among(records.dialect, LINE.c.record, ids), LINE.c.field == via.id
    )
    return {row[0]: row[1] for row in records.rows(statement)}


def misplaced(places: Places, known: Mapping[str, int]) -> dict[str, Sequence[str]]:
    """The records whose line items would not be read in the order given."""

    def key(id: str) -> tuple[bool, int, str]:
        return id not in known, known.get(id, 0), id

    return {parent: ids for parent, ids in places.items() if list(ids) != sorted(ids, key=key)}


def write_order(records: Records, via: Field, places: Places) -> None:
    """Let the line items of these records stand as given."""
    ids = [id for given in places.values() for id in given]
    if not ids:
        return
    forget_order(records, ids, via)
    insert = insert_into(records, LINE, [LINE.c.record, LINE.c.field, LINE.c.position])
    rows = [(id, via.id, place) for given in places.values() for place, id in enumerate(given)]
    execute_rows(records, insert, rows)


def forget_order(records: Records, ids: Sequence[str], via: Field | None = None) -> None:
    """The places of these line items, of all their look-ups unless one is named."""
    places = delete(LINE).where(among(records.dialect, LINE.c.record, ids))
    records.connection.execute(places if via is None else places.where(LINE.c.field == via.id))
