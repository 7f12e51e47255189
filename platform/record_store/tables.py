"""The SQLAlchemy table of an object: real columns named after its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s

from sqlalchemy import Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table

from metamodel import Field, Object
from metamodel.blueprint import Blueprint
from metamodel.field_types.sort_key import SUFFIX
from metamodel.storage import DATETIME, RECORD_ID, fitting


@dataclass(frozen=True)
class ObjectTable:
    """An object, its table, and the join tables of its many-to-many fields by field name."""

    object: Object
    table: Table
    joins: Mapping[str, Table]

    def columns(self, field: Field) -> tuple[Column, ...]:  # type: ignore[type-arg]
        """The columns that hold the field's value, in the order of `field.columns`."""
        return tuple(self.table.c[column.name(field.name)] for column in field.columns)


def build_tables(blueprint: Blueprint) -> dict[str, ObjectTable]:
    """The tables of all objects of a blueprint, by the object's name."""
    metadata = MetaData()
    return {name: build_table(described, metadata) for name, described in blueprint.objects.items()}


def build_table(described: Object, metadata: MetaData) -> ObjectTable:
    """The table of one object, with its indexes."""
    columns = [
        Column(
            column.name(field.name), column.type, primary_key=field.name == "id", nullable=field.name != "id"
        )
        for field in described.all_fields
        for column in field.columns
    ]
    table = Table(described.name, metadata, *columns, Column("deleted_at", DATETIME))
    for names in index_fields(described):
        _add_index(table, described, names, unique=False)
    for names in described.unique:
        _add_index(table, described, names, unique=True)
    joined = (field for field in described.fields if field.type.kind == "many_to_many")
    return ObjectTable(
        described, table, {field.name: _join_table(described, field, metadata) for field in joined}
    )


def index_fields(described: Object) -> tuple[tuple[str, ...], ...]:
    """The field sets that get an index: those declared, the owner, every lookup, and the order by title."""
    lookups = (field for field in described.fields if field.type.refers and field.columns)
    implied = (("owner",), *((field.name,) for field in lookups))
    covered = {names[0] for names in described.indexes}
    found = tuple(described.indexes) + tuple(names for names in implied if names[0] not in covered)
    return (*found, title_order(described)) if title_order(described) else found


def title_order(described: Object) -> tuple[str, ...]:
    """The title and the id: the index that lists sorted by title are read from, where the title has a sort key."""
    title = described.by_name.get(described.title_field)
    return (title.name, "id") if title and sort_column(title) else ()


def sort_column(field: Field) -> str | None:
    """The column of the field's sort key, for the types that have one."""
    return next((part.name(field.name) for part in field.columns if part.suffix == SUFFIX), None)


def index_name(described: Object, names: tuple[str, ...], *, unique: bool) -> str:
    """A name that stays the same from release to release, whatever is renamed."""
    ids = (described.by_name[name].id if name in described.by_name else name for name in names)
    digest = blake2s("/".join((described.id, *ids)).encode(), digest_size=12).hexdigest()
    return f"{'uq' if unique else 'ix'}_{digest}"


def _add_index(table: Table, described: Object, names: tuple[str, ...], *, unique: bool) -> None:
    fields = [described.by_name[name] for name in names if name in described.by_name]
    columns = [table.c[field.columns[0].name(field.name)] for field in fields if field.columns]
    if names == title_order(described):
        columns = [table.c[sort_column(fields[0]) or ""]]
    if not columns:
        return
    alive = table.c.deleted_at.is_(None)
    name = index_name(described, names, unique=unique)
    if any(index.name == name for index in table.indexes):
        return  # a set that was declared twice
    if unique:
        Index(name, *columns, unique=True, sqlite_where=alive, postgresql_where=alive)
    else:
        Index(name, *columns, table.c.id)


def join_table_name(described: Object, field: Field) -> str:
    """The name of the table that holds a many-to-many field's pairs."""
    return fitting(f"{described.name}__{field.name}")


def _join_table(described: Object, field: Field, metadata: MetaData) -> Table:
    digest = blake2s(f"{described.id}/{field.id}".encode(), digest_size=12).hexdigest()
    return Table(
        join_table_name(described, field),
        metadata,
        Column("record", RECORD_ID, nullable=False),
        Column("target", RECORD_ID, nullable=False),
        Column("position", Integer, nullable=False),
        PrimaryKeyConstraint("record", "target"),
        Index(f"ix_{digest}_target", "target"),
    )
