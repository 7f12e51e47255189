"""Operations on the columns of fields: added, renamed, put into the trash and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, inspect

from metamodel import Field, Object
from metamodel.field_types import Column as Part
from record_store.releases.operations.operation import Effect, Level, Operation
from record_store.releases.operations.tables import create_indexes, drop_indexes, rename_tables
from record_store.releases.places import is_joined, moving_name, place_names, renamed, trash_names
from record_store.releases.standing import Standing, count_values
from record_store.releases.trash import Fallen, Trashed, forget_trashed, record_trashed
from record_store.releases.workbench import Workbench
from record_store.tables import build_table


def rename_place(bench: Workbench, table_name: str, field: Field, names: Iterable[tuple[str, str]]) -> None:
    """Rename the columns, or the join table, that hold a field's values."""
    if is_joined(field):
        rename_tables(bench, names)
        return
    for old, new in names:
        if old != new:
            bench.tables.alter_column(table_name, old, new_column_name=new)


def join_table(described: Object, field: Field) -> Table:
    return build_table(described, MetaData()).joins[field.name]


def trash_field(bench: Workbench, table_name: str, standing: Standing, field: Field) -> tuple[str, ...]:
    """Put a field's values into the trash, and say under which names; `field` is as it was.

    The object's table has its new name already, `table_name`, and its join tables follow that.
    """
    before = standing.object
    if is_joined(field):
        drop_indexes(bench, join_table(before, field))
    names = trash_names(place_names(renamed(before, table_name), field), bench.release)
    rename_place(bench, table_name, field, names.items())
    record_trashed(bench, Fallen(before, field, standing.ids, table_name, names))
    return tuple(names.values())


def add_field(bench: Workbench, described: Object, field: Field) -> None:
    """An empty place for the field's values."""
    if is_joined(field):
        join_table(described, field).create(bench.connection)
    there = column_types(bench.connection, described.name) if field.columns else {}
    for part in field.columns:
        name = part.name(field.name)
        if field.computed is not None and there.get(name) == type_name(bench.connection, part):
            continue  # made ready before, so that readers need not wait
        if name in there:
            bench.tables.drop_column(described.name, name)
        bench.tables.add_column(described.name, Column(name, part.type, nullable=True))


def column_types(connection: Connection, table_name: str) -> dict[str, str]:
    """The types of the columns that a table has, as the database names them."""
    schema = (connection.get_execution_options().get("schema_translate_map") or {}).get(None)
    found = inspect(connection).get_columns(table_name, schema=schema)
    return {column["name"]: column["type"].compile(connection.dialect) for column in found}


def type_name(connection: Connection, part: Part) -> str:
    return part.type.compile(connection.dialect)


def restore_field(bench: Workbench, described: Object, field: Field, trashed: Trashed) -> None:
    """Bring a field's values back from the trash, under the field's names."""
    pairs = zip(trashed.place, place_names(described, field), strict=True)
    rename_place(bench, described.name, field, pairs)
    if is_joined(field):
        create_indexes(bench, join_table(described, field))
    forget_trashed(bench.connection, trashed.id)


@dataclass(frozen=True)
class FieldOperation(Operation):
    """What the operations on one field have in common: `object` and `field` as they will be, and what was."""

    object: Object
    field: Field
    standing: Standing
    level = Level.COLUMN

    @property
    def target(self) -> str:
        return f"field/{self.object.name}.{self.field.name}"

    def _effect(self, message: str, rows: int, **values: Any) -> Effect:
        shown = {"object": self.object.label, "field": self.field.label, "rows": rows, **values}
        return Effect(self.name, self.target, message, shown, rows)


@dataclass(frozen=True)
class AddColumn(FieldOperation):
    """A new field gets its columns; records that are there stay as they are, nothing is rewritten.

    `replaced` is what the trash holds of a computed field that comes back: its values are worked out again.
    """

    replaced: tuple[Trashed, ...] = ()
    name = "add_column"

    def effect(self, connection: Connection) -> Effect:
        rows = self.standing.count_rows(connection)
        if not rows or self.field.computed is not None:
            return self._effect("{object} gets a column for {field}", rows)
        if self.field.default is None:
            return self._effect("{object} gets a column for {field}; it is blank in {rows} records", rows)
        message = (
            "{object} gets a column for {field}; it is blank in {rows} records,"
            " only new records begin with the default"
        )
        return self._effect(message, rows)

    @property
    def is_filled_at_once(self) -> bool:
        """Whether the same release fills it, in a table and under a name that are in use already."""
        return (
            self.field.computed is not None
            and self.standing.is_in_use
            and self.standing.object.name == self.object.name
            and self.field.name not in self.standing.object.by_name
        )

    def apply(self, bench: Workbench) -> None:
        add_field(bench, self.object, self.field)
        for entry in self.replaced:
            for name in entry.place:
                bench.tables.drop_column(entry.table_name, name)
            forget_trashed(bench.connection, entry.id)


@dataclass(frozen=True)
class RenameColumn(FieldOperation):
    """A field has another name: its columns follow."""

    old: Field
    name = "rename_column"

    def effect(self, connection: Connection) -> Effect:
        rows = self.standing.count_values(connection, self.old)
        message = "The column {old} of {object} is renamed to {new}; its {rows} values stay"
        return self._effect(message, rows, old=self.old.name, new=self.field.name)

    def clear(self, bench: Workbench) -> None:
        names = place_names(self.object, self.old)
        rename_place(bench, self.object.name, self.old, ((name, moving_name(name)) for name in names))

    def apply(self, bench: Workbench) -> None:
        pairs = zip(place_names(self.object, self.old), place_names(self.object, self.field), strict=True)
        rename_place(bench, self.object.name, self.old, ((moving_name(old), new) for old, new in pairs))


@dataclass(frozen=True)
class TrashColumn(FieldOperation):
    """A field goes: its values go to the trash; `field` is as it was."""

    name = "trash_column"

    def effect(self, connection: Connection) -> Effect:
        rows = self.standing.count_values(connection, self.field)
        message = (
            "The column {field} of {object} goes to the trash with its {rows} values;"
            " they come back when the field does"
        )
        return self._effect(message, rows)

    def clear(self, bench: Workbench) -> None:
        trash_field(bench, self.object.name, self.standing, self.field)

    def apply(self, bench: Workbench) -> None:
        return None


@dataclass(frozen=True)
class RestoreColumn(FieldOperation):
    """A field comes back with the values it had."""

    trashed: Trashed
    name = "restore_column"

    def effect(self, connection: Connection) -> Effect:
        entry = self.trashed
        rows = count_values(connection, entry.table_name, entry.place, joined=entry.is_joined)
        message = "The column {field} of {object} comes back from the trash with its {rows} values"
        return self._effect(message, rows)

    def apply(self, bench: Workbench) -> None:
        restore_field(bench, self.object, self.field, self.trashed)
