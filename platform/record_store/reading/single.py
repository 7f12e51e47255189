"""One record by its id, with its line items and many-to-many references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, select

from metamodel import Field, not_found
from metamodel.paths import walk
from metamodel.storage import RECORD_ID
from record_store.access.scopes import ACTOR_ID
from record_store.reading.among import among
from record_store.reading.paths import Paths
from record_store.reading.relations import read_relations
from record_store.reading.selection import Selection
from record_store.reading.source import Source
from record_store.record import Record

if TYPE_CHECKING:
    from record_store.records import Records

_ID = "record_id"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The statement of a record, what reads its row, and the fields that lie elsewhere."""

    statement: Select[Any]
    selection: Selection
    elsewhere: tuple[Field, ...]


def read_one(
    records: Records, object_name: str, id: str, fields: tuple[str, ...] | None, trashed: bool | None
) -> Record:
    """The record, when the person may see it. Raises: NotFound."""
    key = ("one", object_name, fields, trashed, records.rights)
    records.live.table(object_name)
    if not records.rights.allows(object_name, "read"):
        raise not_found("record", id)
    prepared = records.prepared(key, lambda: _prepare(records, object_name, fields, trashed))
    rows = records.rows(prepared.statement, {_ID: id, ACTOR_ID: records.actor.id})
    if not rows:
        raise not_found("record", id)
    values = prepared.selection.values(rows[0])
    for field in prepared.elsewhere:
        values[field.name] = read_relations(records, object_name, field, [id]).get(id, ())
    return Record(object_name, rows[0][0], rows[0][1], values)


def versions(records: Records, object_name: str, ids: Iterable[str]) -> dict[str, int]:
    """The versions of the records that the person may see, by id; none for those in the trash."""
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    alive = and_(
        among(records.dialect, described.table.c.id, sorted(set(ids))),
        described.table.c.deleted_at.is_(None),
        records.rights.where(source, "read"),
    )
    rows = records.rows(select(described.table.c.id, described.table.c.version).where(alive))
    return {row.id: row.version for row in rows}


def _prepare(
    records: Records, object_name: str, fields: tuple[str, ...] | None, trashed: bool | None
) -> Prepared:
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    selection = Selection(Paths(records, records.rights, source, described.table))
    elsewhere = []
    for path in wanted_paths(records, object_name, fields):
        field = described.object.by_name.get(path)
        if field is not None and not field.columns:
            elsewhere.append(field)
        else:
            selection.add(path)
    deleted_at = described.table.c.deleted_at
    conditions = [
        described.table.c.id == bindparam(_ID, type_=RECORD_ID),
        records.rights.where(source, "read"),
    ]
    if trashed is not None:
        conditions.append(deleted_at.is_not(None) if trashed else deleted_at.is_(None))
    statement = select(*selection.columns).select_from(selection.paths.from_clause).where(and_(*conditions))
    return Prepared(statement, selection, tuple(elsewhere))


def wanted_paths(
    records: Records, object_name: str, fields: tuple[str, ...] | None, *, everything: bool = True
) -> tuple[str, ...]:
    """The paths to read, the id and the version first; hidden fields are left out.

    Without `fields` that is every field, those that lie elsewhere only when `everything` is wanted.
    """
    described = records.live.blueprint.object(object_name)
    readable = records.rights.readable(object_name)
    named = fields
    if named is None:
        named = tuple(field.name for field in described.all_fields if field.columns or everything)
    shown = (path for path in named if path in readable or not _is_hidden(records, object_name, path))
    return tuple(dict.fromkeys(("id", "version", *shown)))


def _is_hidden(records: Records, object_name: str, path: str) -> bool:
    """Whether the person may not see a field on the way; what is not there at all is refused later."""
    blueprint, readable = records.live.blueprint, records.rights.readable
    return any(
        name in blueprint.objects[at].by_name and name not in readable(at)
        for at, name in walk(blueprint, object_name, path)
    )
