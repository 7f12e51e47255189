"""Every table of a tenant's store as it really is: system tables, tables in use, and those in the trash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Connection, MetaData, Table

from metamodel import Field
from record_store.live import current_release, read_release
from record_store.releases.places import is_joined, place_names, renamed
from record_store.releases.trash import Trashed, read_trash
from record_store.system_tables import SYSTEM
from record_store.tables import ObjectTable, build_table


@dataclass(frozen=True)
class Structure:
    """The tables whose shape follows from what the system tables say."""

    in_use: tuple[ObjectTable, ...]
    tables: tuple[Table, ...]
    """All of them, with the columns in the trash; those in use have their indexes."""


def system_tables() -> tuple[Table, ...]:
    return tuple(SYSTEM.sorted_tables)


def read_structure(connection: Connection) -> Structure:
    """The tables of the objects of this store, with everything that is in the trash."""
    blueprint = read_release(connection, current_release(connection))
    trash, metadata = read_trash(connection), MetaData()
    in_use = tuple(build_table(described, metadata) for described in blueprint.objects.values())
    gone = tuple(_trashed_table(entry, metadata) for entry in trash if entry.field_id is None)
    by_name = {made.table.name: made.table for made in (*in_use, *gone)}
    joins = [join for made in in_use for join in made.joins.values()]
    joins += [join for entry in trash for join in _trashed_joins(entry, metadata)]
    for entry in trash:
        for column in _trashed_columns(entry):
            by_name[entry.table_name].append_column(column)
    return Structure(in_use, (*by_name.values(), *joins))


def _trashed_table(entry: Trashed, metadata: MetaData) -> ObjectTable:
    made = build_table(renamed(entry.object, entry.table_name), MetaData())
    table = made.table.to_metadata(metadata)
    table.indexes.clear()
    return ObjectTable(made.object, table, {})


def _trashed_joins(entry: Trashed, metadata: MetaData) -> Iterator[Table]:
    """The join tables that are in the trash: of one field, or of all fields of an object."""
    for field in _fields(entry):
        if is_joined(field):
            name = entry.place[0] if entry.field_id else entry.columns[place_names(entry.object, field)[0]]
            join = build_table(entry.object, MetaData()).joins[field.name].to_metadata(metadata, name=name)
            join.indexes.clear()
            yield join


def _trashed_columns(entry: Trashed) -> Iterator[Column]:  # type: ignore[type-arg]
    for field in _fields(entry):
        if entry.field_id is not None and not is_joined(field):
            for name, part in zip(entry.place, field.columns, strict=True):
                yield Column(name, part.type, nullable=True)


def _fields(entry: Trashed) -> Iterable[Field]:
    if entry.field_id is None:
        return entry.object.fields
    return () if entry.field is None else (entry.field,)
