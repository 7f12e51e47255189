"""Stored data that names objects and fields: it follows when a release renames them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, case, column, table, update

from metamodel import Blueprint, Object
from record_store.releases.moved_history import follow_history
from record_store.releases.operations import (
    Operation,
    RenameColumn,
    RenameTable,
    RestoreColumn,
    RestoreTable,
)
from record_store.releases.storage_shape import ObjectIds, object_ids
from record_store.search.tables import SEARCH, SEARCH_ENTRY
from record_store.system_tables import COUNTER, SYSTEM

Renamed = Mapping[str, str]


def follow_names(
    connection: Connection, old: Blueprint, new: Blueprint, operations: Sequence[Operation]
) -> None:
    """Let everything stored follow the names of a release that was just performed."""
    renamed = {o.old.name: o.object.name for o in operations if isinstance(o, RenameTable)}
    if renamed:
        _follow_objects(connection, renamed)
        for described in new.objects.values():
            follow_references(connection, described, renamed)
    fields = [operation for operation in operations if isinstance(operation, RenameColumn)]
    follow_history(connection, fields)
    for operation in operations:
        if isinstance(operation, RestoreColumn | RestoreTable):
            names = names_since(operation.trashed.objects, new)
            follow_references(connection, operation.object, names)


def names_since(then: ObjectIds, new: Blueprint) -> Renamed:
    """What objects that were called so then are called now, where that differs."""
    now = {id: name for name, id in object_ids(new).items()}
    return {name: now[id] for name, id in then.items() if id in now and now[id] != name}


def follow_references(connection: Connection, described: Object, renamed: Renamed) -> None:
    """Look-ups of any object store the name of the object."""
    for field in described.fields:
        if renamed and field.type.kind == "lookup_any":
            name = field.columns[1].name(field.name)
            rows = update(table(described.name, column(name))).where(column(name).in_(list(renamed)))
            connection.execute(rows.values({name: case(dict(renamed), value=column(name))}))


def _follow_objects(connection: Connection, renamed: Renamed) -> None:
    """One statement a table for all names, since two objects may have swapped theirs; counters go by ids."""
    index = SEARCH_ENTRY if connection.dialect.name == "sqlite" else SEARCH
    for system in (*SYSTEM.sorted_tables, index):
        if "object" in system.c and system is not COUNTER:
            _follow_object(connection, system, renamed)


def _follow_object(connection: Connection, system: Table, renamed: Renamed) -> None:
    named = system.c.object.in_(list(renamed))
    connection.execute(update(system).where(named).values(object=case(dict(renamed), value=system.c.object)))
