"""The search index after a release: records whose searchable fields changed are indexed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Select, Table, column, or_, select

from metamodel import Blueprint, Object
from metamodel.storage import RECORD_ID
from record_store.actor import Actor
from record_store.hooks import NO_HOOKS
from record_store.live import Live, current_release, read_release
from record_store.records import Records
from record_store.releases.operations import (
    ChangeType,
    Operation,
    RestoreColumn,
    RestoreTable,
    TrashColumn,
    TrashTable,
)
from record_store.releases.places import column_names, is_joined, trash_names
from record_store.releases.workbench import Workbench
from record_store.search.index import forget, index_again
from record_store.search.slots import search_slots

CHUNK = 1_000


def reindex_everything(connection: Connection, at: dt.datetime) -> None:
    """Index every record of a store whose index is empty."""
    number = current_release(connection)
    records = _records(connection, read_release(connection, number), number, at)
    for name in records.live.blueprint.objects:
        _reindex(records, name, ())


def reindex_changed(
    bench: Workbench, old: Blueprint, new: Blueprint, operations: Sequence[Operation]
) -> None:
    """Index again what is found by other words than before; the tables fit `new` already."""
    records = _records(bench.connection, new, bench.release, bench.at)
    before = _records(bench.connection, old, bench.release - 1, bench.at)
    for operation in operations:
        if isinstance(operation, TrashTable):
            name = trash_names([operation.object.name], bench.release)[operation.object.name]
            for ids in _ids(bench.connection, select(Table(name, MetaData(), Column("id", RECORD_ID)).c.id)):
                forget(records, ids)
        elif isinstance(operation, RestoreTable):
            _reindex(records, operation.object.name, ())
    known = {described.id: described for described in old.objects.values()}
    for described in new.objects.values():
        if described.id in known:
            holding = _columns_to_look_at(before, records, known[described.id], described, operations, bench)
            if holding:
                _reindex(records, described.name, holding)


def _columns_to_look_at(
    before: Records,
    after: Records,
    was: Object,
    described: Object,
    operations: Sequence[Operation],
    bench: Workbench,
) -> list[str]:
    """The columns, in the trash too, whose holders are indexed again."""
    old, new = _slot_of(before, was.name), _slot_of(after, described.name)
    names: list[str] = []
    for operation in operations:
        if not isinstance(operation, ChangeType | TrashColumn | RestoreColumn):
            continue
        if operation.object.id == described.id and {operation.field.id} & (set(old) | set(new)):
            if isinstance(operation, RestoreColumn | ChangeType):
                names += column_names(operation.field)[:1]
            if isinstance(operation, TrashColumn):
                names += list(trash_names(column_names(operation.field), bench.release).values())[:1]
            elif isinstance(operation, ChangeType) and not is_joined(operation.source.field):
                names += operation.source_names(bench.release)[:1]
    stay = {field.id: field for field in described.fields if field.id in {known.id for known in was.fields}}
    names += [column_names(stay[id])[0] for id in stay if old.get(id) != new.get(id) and stay[id].columns]
    return list(dict.fromkeys(names))


def _slot_of(records: Records, object_name: str) -> Mapping[str, str]:
    """The entry of the index that each searchable field goes to, by the field's id."""
    slots = search_slots(records.live, object_name)
    return {field.id: slot for slot, fields in slots.items() for field in fields}


def _reindex(records: Records, object_name: str, holding: Sequence[str]) -> None:
    """Index the records that have a value in one of these columns; all of them when none is named."""
    table = records.live.table(object_name).table
    wanted = select(table.c.id).where(table.c.deleted_at.is_(None))
    if holding:
        wanted = wanted.where(or_(*(column(name).is_not(None) for name in holding)))
    for ids in _ids(records.connection, wanted):
        index_again(records, object_name, ids)


def _ids(connection: Connection, wanted: Select[Any]) -> Iterator[list[str]]:
    """The ids, some at a time, in their order."""
    (id_column,) = wanted.selected_columns
    last = ""
    while True:
        after = wanted.where(id_column > last) if last else wanted
        ids = list(connection.scalars(after.order_by(id_column).limit(CHUNK)))
        if not ids:
            return
        yield ids
        last = ids[-1]


def _records(connection: Connection, blueprint: Blueprint, release: int, at: dt.datetime) -> Records:
    return Records(connection, Live("", release, blueprint), Actor.system(), at, NO_HOOKS)
