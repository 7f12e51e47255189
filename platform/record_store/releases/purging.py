"""Emptying the trash of columns and tables: the one act that loses something, and only when asked for."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete

from metamodel import Conflict, Issue, not_found
from record_store.audit import record_event
from record_store.releases.trash import Trashed, forget_trashed, read_trash
from record_store.releases.workbench import operations
from record_store.system_tables import COLUMN_TRASH


def purge(connection: Connection, at: dt.datetime, by: str | None, entry_id: str, *, confirmed: bool) -> None:
    """Drop what the entry stands for. Raises: NotFound; Conflict, when it holds the only copy of values."""
    entry = next((entry for entry in read_trash(connection) if entry.id == entry_id), None)
    if entry is None:
        raise not_found("trash", entry_id)
    if entry.kept and not confirmed:
        raise Conflict(
            Issue(
                "only_copy",
                "",
                "{kept} values are kept nowhere else",
                "Confirm that they may be lost",
                {"kept": entry.kept},
            )
        )
    _drop(connection, entry)
    forget_trashed(connection, entry.id)
    what = {"object": entry.object.name, "field": entry.field.name if entry.field else None}
    record_event(connection, at, by, "purge", release=entry.release, **what)


def _drop(connection: Connection, entry: Trashed) -> None:
    tables = operations(connection)
    if entry.field_id is None:
        inside = [e for e in read_trash(connection) if e.field_id and e.object_id == entry.object_id]
        joins = (e.place[0] for e in inside if e.is_joined)
        for name in (entry.table_name, *entry.place, *joins):
            tables.drop_table(name)
        connection.execute(delete(COLUMN_TRASH).where(COLUMN_TRASH.c.object_id == entry.object_id))
    elif entry.is_joined:
        tables.drop_table(entry.place[0])
    else:
        for name in entry.place:
            tables.drop_column(entry.table_name, name)
