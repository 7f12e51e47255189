"""Keeping the search index: what records are found by is written with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, delete, func, select, text

from metamodel import Field
from record_store.reading.among import among
from record_store.search.slots import search_slots
from record_store.search.tables import SEARCH, SEARCH_ENTRY
from record_store.search.tokens import tokens
from record_store.writing.bulk import Insert, execute_rows, insert_into

if TYPE_CHECKING:
    from record_store.records import Records
    from record_store.writing.pending import PendingRecord
    from record_store.writing.plan import WritePlan

_FTS = "INSERT INTO trellis_search (rowid, tokens) VALUES (?, ?)"

Entry = tuple[str, str, list[str]]
"""A record's id, the entry's field, and the tokens."""


def index_records(
    records: Records, plan: WritePlan, new: Sequence[PendingRecord], changed: Sequence[PendingRecord]
) -> None:
    """Index new records, and those whose searchable fields changed."""
    slots = search_slots(records.live, plan.object.name)
    looked_into = {field.name for fields in slots.values() for field in fields}
    again = [record for record in changed if not looked_into.isdisjoint(record.changed)]
    if again:
        forget(records, [record.id for record in again])
    written = [(record.id, record.values) for record in (*new, *again)]
    add_entries(records, plan.object.name, _entries(slots, written))


def forget(records: Records, ids: Sequence[str]) -> None:
    """Remove these records from the index."""
    if records.dialect == "postgresql":
        records.connection.execute(delete(SEARCH).where(among(records.dialect, SEARCH.c.record_id, ids)))
        return
    entries = among(records.dialect, SEARCH_ENTRY.c.record_id, ids)
    numbers = list(records.connection.scalars(select(SEARCH_ENTRY.c.number).where(entries)))
    remove = text("DELETE FROM trellis_search WHERE rowid = :number")
    if numbers:
        records.connection.execute(remove, [{"number": number} for number in numbers])
        records.connection.execute(delete(SEARCH_ENTRY).where(entries))


def add_entries(records: Records, object_name: str, entries: Iterable[Entry]) -> None:
    """Add records that are not in the index."""
    if records.dialect == "postgresql":
        insert = _insert(records, SEARCH, ("record_id", "field", "object", "tokens"))
        rows = [(id, slot, object_name, _tsvector(words)) for id, slot, words in entries]
        execute_rows(records, insert, rows)
        return
    listed = list(entries)
    if not listed:
        return
    first = int(records.connection.scalar(select(func.max(SEARCH_ENTRY.c.number))) or 0) + 1
    insert = _insert(records, SEARCH_ENTRY, ("number", "record_id", "field", "object"))
    execute_rows(
        records,
        insert,
        [(number, id, slot, object_name) for number, (id, slot, _) in enumerate(listed, first)],
    )
    words = [(number, " ".join(found)) for number, (_, _, found) in enumerate(listed, first)]
    records.connection.exec_driver_sql(_FTS, words)


def index_again(records: Records, object_name: str, ids: Sequence[str]) -> None:
    """Index records that are stored by what they say now."""
    described = records.live.table(object_name)
    table, slots = described.table, search_slots(records.live, object_name)
    fields = [field for found in slots.values() for field in found]
    columns = [column for field in fields for column in described.columns(field)]
    forget(records, ids)
    found = select(table.c.id, *columns).where(among(records.dialect, table.c.id, ids))
    stored = [(row[0], _values(fields, row[1:])) for row in records.connection.execute(found)]
    add_entries(records, object_name, _entries(slots, stored))


def _values(fields: Sequence[Field], stored: Sequence[Any]) -> dict[str, Any]:
    """The values of these fields, whose columns follow one another."""
    values, place = {}, 0
    for field in fields:
        part = tuple(stored[place : place + len(field.columns)])
        place += len(field.columns)
        values[field.name] = None if part[0] is None else field.type.from_columns(field, part)
    return values


def _entries(
    slots: Mapping[str, tuple[Field, ...]], written: Sequence[tuple[str, Mapping[str, Any]]]
) -> Iterator[Entry]:
    for slot, fields in slots.items():
        for id, values in written:
            found = tokens(texts(fields, values))
            if found:
                yield id, slot, found


def texts(fields: Sequence[Field], values: Mapping[str, Any]) -> Iterator[str]:
    """What a record is found by, field by field."""
    for field in fields:
        value = values.get(field.name)
        if value is not None:
            yield field.type.search_text(field, value)


def _insert(records: Records, table: Table, names: Sequence[str]) -> Insert:
    return insert_into(records, table, [table.c[name] for name in names])


def _tsvector(words: Sequence[str]) -> str:
    return " ".join(f"'{word}':{min(place, 16383)}" for place, word in enumerate(words, 1))
