"""Where an object stands in the database before a release is published: in use, or in the trash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, column, func, select, table

from metamodel import Field, Object
from record_store.releases.places import is_joined, place_names
from record_store.releases.storage_shape import ObjectIds
from record_store.releases.trash import Trashed


@dataclass(frozen=True)
class Standing:
    """An object as it was, and the names of its tables as they are now."""

    object: Object
    table_name: str
    ids: ObjectIds
    """The ids behind the names of objects that its look-ups name."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Join tables that have another name in the trash."""

    @classmethod
    def in_use(cls, described: Object, ids: ObjectIds) -> Standing:
        return cls(described, described.name, ids)

    @classmethod
    def in_trash(cls, trashed: Trashed) -> Standing:
        return cls(trashed.object, trashed.table_name, trashed.objects, trashed.columns)

    @property
    def is_in_use(self) -> bool:
        return self.table_name == self.object.name

    def place(self, part: Field) -> tuple[str, ...]:
        """The names of what holds the field's values now."""
        return tuple(self.moved.get(name, name) for name in place_names(self.object, part))

    def count_rows(self, connection: Connection) -> int:
        return count_rows(connection, self.table_name)

    def count_values(self, connection: Connection, part: Field) -> int:
        """How many records have a value in the field."""
        return count_values(connection, self.table_name, self.place(part), joined=is_joined(part))


def count_rows(connection: Connection, table_name: str) -> int:
    return connection.scalar(select(func.count()).select_from(table(table_name))) or 0


def count_values(connection: Connection, table_name: str, place: tuple[str, ...], *, joined: bool) -> int:
    """How many records have a value in those columns, or in that join table."""
    if not place:
        return 0
    counted = func.count(column("record").distinct()) if joined else func.count(column(place[0]))
    return connection.scalar(select(counted).select_from(table(place[0] if joined else table_name))) or 0
