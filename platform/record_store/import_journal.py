"""What imports did, row by row, so that they can be looked at and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from metamodel.errors import not_found
from metamodel.field_types.reference_type import read_id
from record_store.reading.among import among
from record_store.system_tables import HISTORY, IMPORT, IMPORT_ROW

ImportStatus = Literal["rehearsed", "done", "reverted"]
RowAction = Literal["created", "updated", "refused"]


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One import: of which file into which object, by which settings, with which outcome in numbers."""

    id: str
    object: str
    file_name: str
    settings: Mapping[str, Any]
    status: ImportStatus
    outcome: Mapping[str, Any] | None
    created_at: dt.datetime
    created_by: str | None
    ended_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What became of one row; `row` is the line of the file, `version` the record's after the import."""

    row: int
    action: RowAction
    record_id: str | None = None
    version: int | None = None
    issues: Sequence[Mapping[str, Any]] = ()


def write_import(connection: Connection, entry: ImportEntry) -> None:
    connection.execute(insert(IMPORT).values(**{name: getattr(entry, name) for name in _ENTRY}))


def write_rows(connection: Connection, import_id: str, rows: Iterable[ImportRow]) -> None:
    values = [
        {
            "import_id": import_id,
            "row": row.row,
            "action": row.action,
            "record_id": row.record_id,
            "version": row.version,
            "issues": list(row.issues) or None,
        }
        for row in rows
    ]
    if values:
        connection.execute(insert(IMPORT_ROW), values)


def clear_rows(connection: Connection, import_id: str) -> None:
    """Forget the rows of a rehearsal."""
    connection.execute(delete(IMPORT_ROW).where(IMPORT_ROW.c.import_id == import_id))


def settle_import(
    connection: Connection, import_id: str, status: ImportStatus, outcome: Mapping[str, Any], at: dt.datetime
) -> None:
    """Write how far the import is."""
    settled = update(IMPORT).where(IMPORT.c.id == import_id)
    connection.execute(settled.values(status=status, outcome=dict(outcome), ended_at=at))


def settle_rehearsal(
    connection: Connection, import_id: str, settings: Mapping[str, Any], outcome: Mapping[str, Any]
) -> None:
    """Write how an import would end with these settings."""
    settled = update(IMPORT).where(IMPORT.c.id == import_id)
    connection.execute(settled.values(settings=dict(settings), outcome=dict(outcome)))


def read_import(connection: Connection, import_id: str, *, hold: bool = False) -> ImportEntry:
    """The import; held, nobody else can hold it until this transaction ends. Raises: NotFound."""
    found = select(IMPORT).where(IMPORT.c.id == read_id(import_id))
    found = found.with_for_update() if hold else found
    row = connection.execute(found).mappings().first() if read_id(import_id) else None
    if row is None:
        raise not_found("import", import_id)
    return ImportEntry(**{name: row[name] for name in _ENTRY})


def read_rows(
    connection: Connection, import_id: str, actions: Sequence[RowAction] = (), limit: int | None = None
) -> tuple[ImportRow, ...]:
    """The rows in the order of the file, those of the given actions only where there are any."""
    wanted = select(IMPORT_ROW).where(IMPORT_ROW.c.import_id == import_id).order_by(IMPORT_ROW.c.row)
    if actions:
        wanted = wanted.where(IMPORT_ROW.c.action.in_(actions))
    found = connection.execute(wanted.limit(limit)).mappings()
    return tuple(
        ImportRow(row["row"], row["action"], row["record_id"], row["version"], row["issues"] or ())
        for row in found
    )


def values_before(
    connection: Connection, object_name: str, ids: Sequence[str], at: dt.datetime
) -> Mapping[str, Mapping[str, Any]]:
    """What the fields held, as JSON, that an import changed in these records in its transaction at that moment."""
    entry = HISTORY.c
    changed = (
        select(entry.record_id, entry.changes)
        .where(entry.object == object_name, entry.at == at, entry.action == "updated")
        .where(among(connection.dialect.name, entry.record_id, ids))
        .order_by(entry.version.desc())
    )
    found: dict[str, dict[str, Any]] = {}
    for record_id, changes in connection.execute(changed):  # the oldest change comes last and wins
        found.setdefault(record_id, {}).update({field: was for field, (was, _) in (changes or {}).items()})
    return found


def list_imports(
    connection: Connection, created_by: str | None = None, limit: int = 50
) -> tuple[ImportEntry, ...]:
    """The newest imports first, one member's only where one is named."""
    wanted = select(IMPORT).order_by(IMPORT.c.created_at.desc(), IMPORT.c.id.desc()).limit(limit)
    if created_by:
        wanted = wanted.where(IMPORT.c.created_by == created_by)
    return tuple(
        ImportEntry(**{name: row[name] for name in _ENTRY}) for row in connection.execute(wanted).mappings()
    )


_ENTRY = tuple(ImportEntry.__dataclass_fields__)
