"""The files of a tenant: what they are called, how large they are, who brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy import Select, Text, and_, cast, insert, select

from metamodel import not_found
from metamodel.field_types.file_type import FileType
from metamodel.field_types.reference_type import read_id
from metamodel.field_types.values import FileRef
from record_store.file_storage import FileStorage
from record_store.ids import new_id
from record_store.reading.source import Source
from record_store.records import Records
from record_store.system_tables import FILE
from record_store.tables import ObjectTable


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's description; `digest` is where the storage has its bytes."""

    ref: FileRef
    digest: str
    created_by: str | None


def add_file(
    records: Records, storage: FileStorage, name: str, media_type: str, content: BinaryIO, limit: int
) -> FileRef:
    """Keep a file. Raises: Invalid when it has more than `limit` bytes."""
    digest, size = storage.put(content, limit)
    ref = FileRef(new_id(), name[:255] or "file", size, media_type[:100] or "application/octet-stream")
    described = insert(FILE).values(
        id=ref.id,
        name=ref.name,
        size=ref.size,
        type=ref.type,
        digest=digest,
        created_at=records.moment.now,
        created_by=records.actor.id,
    )
    records.connection.execute(described)
    return ref


def describe_file(records: Records, id: str) -> StoredFile:
    """Raises: NotFound."""
    found = describe_files(records, [id])
    if id not in found:
        raise not_found("file", id)
    return found[id]


def visible_file(records: Records, id: str) -> StoredFile:
    """The file, for the one who brought it and for whoever sees a record that holds it. Raises: NotFound."""
    found = describe_file(records, id)
    if found.created_by == records.actor.id or records.actor.is_system or _is_held(records, found.ref.id):
        return found
    raise not_found("file", id)


def _is_held(records: Records, id: str) -> bool:
    """Whether a record that the person may see holds the file in a field that the person may see."""
    return any(
        records.rows(statement)
        for described in records.live.tables.values()
        if records.rights.allows(described.object.name, "read")
        for statement in _holders(records, described, id)
    )


def _holders(records: Records, described: ObjectTable, id: str) -> Iterator[Select[Any]]:
    """One statement a file field; a download is rare enough to look through a column."""
    readable = records.rights.readable(described.object.name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    for field in described.object.fields:
        if isinstance(field.type, FileType) and field.name in readable:
            column = cast(described.columns(field)[0], Text)
            held = and_(column.contains(id), described.table.c.deleted_at.is_(None))
            visible = and_(held, records.rights.where(source, "read"))
            yield select(described.table.c.id).where(visible).limit(1)


def describe_files(records: Records, ids: Iterable[str]) -> Mapping[str, StoredFile]:
    """The files that are there, by id; what is no id names no file."""
    wanted = select(FILE).where(FILE.c.id.in_(sorted({id for id in ids if read_id(id) == id})))
    rows = records.connection.execute(wanted)
    return {
        row.id: StoredFile(FileRef(row.id, row.name, row.size, row.type), row.digest, row.created_by)
        for row in rows
    }
