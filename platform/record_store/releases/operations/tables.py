"""Operations on the tables of objects: made, renamed, put into the trash and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData, Table

from metamodel import Object
from record_store.releases.operations.operation import Effect, Level, Operation
from record_store.releases.places import is_joined, moving_name, place_names, renamed, trash_names
from record_store.releases.standing import count_rows
from record_store.releases.storage_shape import ObjectIds
from record_store.releases.trash import Fallen, Trashed, follow_table, forget_trashed, record_trashed
from record_store.releases.workbench import Workbench
from record_store.tables import build_table


def join_names(described: Object) -> tuple[str, ...]:
    """The names of the object's join tables."""
    joined = (field for field in described.fields if is_joined(field))
    return tuple(name for field in joined for name in place_names(described, field))


def rename_tables(bench: Workbench, names: Iterable[tuple[str, str]]) -> None:
    """Rename tables; the trashed columns in them follow."""
    for old, new in names:
        if old != new:
            bench.tables.rename_table(old, new)
            follow_table(bench.connection, old, new)


def drop_indexes(bench: Workbench, table: Table) -> None:
    """What goes to the trash frees the names of its indexes."""
    for index in table.indexes:
        bench.tables.drop_index(str(index.name))


def create_indexes(bench: Workbench, table: Table) -> None:
    for index in table.indexes:
        index.create(bench.connection)


@dataclass(frozen=True)
class TableOperation(Operation):
    """What the operations on an object's table have in common."""

    object: Object
    level = Level.TABLE

    @property
    def target(self) -> str:
        return f"object/{self.object.name}"

    def _effect(self, message: str, rows: int = 0, **values: Any) -> Effect:
        return Effect(
            self.name, self.target, message, {"object": self.object.label, "rows": rows, **values}, rows
        )


@dataclass(frozen=True)
class CreateTable(TableOperation):
    """A new object gets its table, join tables and indexes."""

    name = "create_table"

    def effect(self, connection: Connection) -> Effect:
        return self._effect("A table for {object} is made")

    def apply(self, bench: Workbench) -> None:
        made = build_table(self.object, MetaData())
        for table in (made.table, *made.joins.values()):
            table.create(bench.connection)


@dataclass(frozen=True)
class RenameTable(TableOperation):
    """An object has another name: its table and its join tables follow; `object` has the new one."""

    old: Object
    name = "rename_table"

    def effect(self, connection: Connection) -> Effect:
        rows = count_rows(connection, self.old.name)
        message = "The table {old} is renamed to {new}; its {rows} records stay"
        return self._effect(message, rows, old=self.old.name, new=self.object.name)

    def clear(self, bench: Workbench) -> None:
        rename_tables(bench, ((name, moving_name(name)) for name in (self.old.name, *join_names(self.old))))

    def apply(self, bench: Workbench) -> None:
        rename_tables(bench, [(moving_name(self.old.name), self.object.name)])
        pairs = zip(join_names(self.old), join_names(renamed(self.old, self.object.name)), strict=True)
        rename_tables(bench, ((moving_name(old), new) for old, new in pairs))


@dataclass(frozen=True)
class TrashTable(TableOperation):
    """An object goes: its table and join tables go to the trash, whole."""

    ids: ObjectIds
    name = "trash_table"

    def effect(self, connection: Connection) -> Effect:
        rows = count_rows(connection, self.object.name)
        message = (
            "The table of {object} goes to the trash with its {rows} records; it can come back as it was"
        )
        return self._effect(message, rows)

    def clear(self, bench: Workbench) -> None:
        described = build_table(self.object, MetaData())
        for table in (described.table, *described.joins.values()):
            drop_indexes(bench, table)
        names = trash_names((self.object.name, *join_names(self.object)), bench.release)
        rename_tables(bench, names.items())
        table_name = names.pop(self.object.name)
        record_trashed(bench, Fallen(self.object, None, self.ids, table_name, names))

    def apply(self, bench: Workbench) -> None:
        return None


@dataclass(frozen=True)
class RestoreTable(TableOperation):
    """An object comes back with the table it had; what its fields became since are operations of their own."""

    trashed: Trashed
    name = "restore_table"

    def effect(self, connection: Connection) -> Effect:
        rows = count_rows(connection, self.trashed.table_name)
        return self._effect("The table of {object} comes back from the trash with its {rows} records", rows)

    def apply(self, bench: Workbench) -> None:
        before = self.trashed.object
        rename_tables(bench, [(self.trashed.table_name, self.object.name)])
        names = zip(join_names(before), join_names(renamed(before, self.object.name)), strict=True)
        rename_tables(bench, ((self.trashed.columns[old], new) for old, new in names))
        for join in build_table(renamed(before, self.object.name), MetaData()).joins.values():
            create_indexes(bench, join)
        forget_trashed(bench.connection, self.trashed.id)
