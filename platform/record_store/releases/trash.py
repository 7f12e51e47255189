"""The trash of columns and tables: what publishing took out of use, under names that come back or are purged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from uuid_utils import uuid7

from metamodel import Document, Field, Object
from metamodel.field_types.computed_type import ComputedType
from record_store.releases.places import Names, is_joined
from record_store.releases.storage_shape import ObjectIds
from record_store.releases.workbench import Workbench
from record_store.system_tables import COLUMN_TRASH


@dataclass(frozen=True)
class Trashed:
    """A field's columns, or an object's table, in the trash; `object` is the object as it was then."""

    id: str
    release: int
    object_id: str
    field_id: str | None
    table_name: str
    columns: Names
    objects: ObjectIds
    body: Mapping[str, Any]
    kept: int
    trashed_at: dt.datetime
    trashed_by: str | None

    @cached_property
    def object(self) -> Object:
        return Object.of(Document.from_json(self.body))

    @cached_property
    def field(self) -> Field | None:
        return next((field for field in self.object.fields if field.id == self.field_id), None)

    @property
    def place(self) -> tuple[str, ...]:
        """The names in the trash, in the order of the field's columns."""
        return tuple(self.columns.values())

    @property
    def is_computed(self) -> bool:
        """Whether its values follow from others, so that they need not be brought back."""
        return self.field is not None and isinstance(self.field.type, ComputedType)

    @property
    def is_joined(self) -> bool:
        return self.field is not None and is_joined(self.field)


def read_trash(connection: Connection) -> tuple[Trashed, ...]:
    """Everything in the trash, what came last first."""
    rows = connection.execute(
        select(COLUMN_TRASH).order_by(COLUMN_TRASH.c.release.desc(), COLUMN_TRASH.c.id)
    ).mappings()
    return tuple(Trashed(**row) for row in rows)


@dataclass(frozen=True)
class Fallen:
    """What goes into the trash: a field of an object as it was, or the whole object."""

    object: Object
    field: Field | None
    ids: ObjectIds
    table_name: str
    columns: Names


def record_trashed(bench: Workbench, fallen: Fallen) -> None:
    """Remember what went into the trash."""
    bench.connection.execute(
        insert(COLUMN_TRASH).values(
            id=str(uuid7()),
            release=bench.release,
            object_id=fallen.object.id,
            field_id=fallen.field.id if fallen.field else None,
            table_name=fallen.table_name,
            columns=dict(fallen.columns),
            objects=dict(fallen.ids),
            body=fallen.object.document.body,
            kept=0,
            trashed_at=bench.at,
            trashed_by=bench.by,
        )
    )


def mark_kept(connection: Connection, release: int, described: Object, field: Field, kept: int) -> None:
    """Note that this column holds the only copy of so many values."""
    marked = update(COLUMN_TRASH).where(
        COLUMN_TRASH.c.release == release,
        COLUMN_TRASH.c.object_id == described.id,
        COLUMN_TRASH.c.field_id == field.id,
    )
    connection.execute(marked.values(kept=kept))


def forget_trashed(connection: Connection, entry_id: str) -> None:
    connection.execute(delete(COLUMN_TRASH).where(COLUMN_TRASH.c.id == entry_id))


def follow_table(connection: Connection, old: str, new: str) -> None:
    """Trashed columns stay in their table when it is renamed."""
    moved = update(COLUMN_TRASH).where(COLUMN_TRASH.c.table_name == old, COLUMN_TRASH.c.field_id.is_not(None))
    connection.execute(moved.values(table_name=new))
