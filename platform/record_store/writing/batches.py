"""Batches: creating, changing, upserting and deleting together, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from metamodel import Field, Invalid, Issue, NotAllowed, ValueRefused, pointer
from metamodel.field_types.reference_type import read_id
from metamodel.storage import Json
from record_store.access.scopes import ACTOR_ID
from record_store.batch import MAX_BATCH, Batch, BatchResult, Upsert
from record_store.reading.among import among
from record_store.reading.paths import hidden_field
from record_store.reading.source import Source
from record_store.writing.incoming import sent_version
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.removal import trash_records
from record_store.writing.save import Change, Save

if TYPE_CHECKING:
    from record_store.records import Records


def write_batch(records: Records, object_name: str, batch: Batch) -> BatchResult:
    """Write it all. Raises: Invalid, NotAllowed, NotFound, Conflict."""
    _check_size(batch)
    save = Save(records, object_name)
    issues = save.issues
    save.create(batch.create, [pointer("create", place) for place in range(len(batch.create))])
    save.update(_changes(batch.update, issues))
    if batch.upsert is not None:
        _upsert(save, batch.upsert)
    leaving = _leaving(batch.delete, issues)
    save.prepare()
    issues.refuse()
    save.write()
    trash_records(records, object_name, list(leaving), paths=leaving)
    new = frozenset(record.id for record in save.pending if record.is_new)
    ids = (*(record.id for record in _as_given(save.pending)), *leaving)
    return BatchResult(len(new), len(save.pending) - len(new), len(leaving), ids, new)


def _as_given(pending: Sequence[PendingRecord]) -> list[PendingRecord]:
    """In the order of the places they came from: upserts were parted into new and changed ones."""
    upserted = pointer("upsert", "records") + "/"
    return sorted(
        pending,
        key=lambda record: (
            int(record.path.removeprefix(upserted)) if record.path.startswith(upserted) else -1
        ),
    )


def _check_size(batch: Batch) -> None:
    upserted = len(batch.upsert.records) if batch.upsert else 0
    rows = len(batch.create) + len(batch.update) + upserted + len(batch.delete)
    if rows > MAX_BATCH:
        said = "A batch holds at most {most} records, this one has {rows}"
        values = {"most": MAX_BATCH, "rows": rows}
        raise Invalid(Issue("too_many", "", said, "Send it in several parts", values))


def _changes(entries: Sequence[Any], issues: Issues) -> list[Change]:
    changes: dict[str, Change] = {}
    for place, entry in enumerate(entries):
        path = pointer("update", place)
        id = _id(entry.get("id") if isinstance(entry, Mapping) else None)
        if id is None:
            issues.add(Issue("no_id", path + "/id", "An update names its record by id"))
        elif id in changes:
            issues.add(_twice(path + "/id"))
        else:
            changes[id] = Change(id, entry, path, sent_version(entry, path, issues))
    return list(changes.values())


def _leaving(ids: Sequence[Any], issues: Issues) -> dict[str, str]:
    """The ids to delete, with their places."""
    leaving: dict[str, str] = {}
    for place, given in enumerate(ids):
        path, id = pointer("delete", place), _id(given)
        if id is None:
            issues.add(Issue("no_id", path, "This is not the id of a record"))
        else:
            leaving.setdefault(id, path)
    return leaving


def _upsert(save: Save, upsert: Upsert) -> None:
    field = _matched(save, upsert.match)
    if field is None:
        return
    keys = [_key(save, field, place, entry) for place, entry in enumerate(upsert.records)]
    known = _known(save.records, save.name, field, [key for key in keys if key is not None])
    new: list[Any] = []
    paths: list[str] = []
    changes: list[Change] = []
    seen: set[Any] = set()
    for place, (entry, key) in enumerate(zip(upsert.records, keys, strict=True)):
        path = pointer("upsert", "records", place)
        ids = known.get(key, [])
        if key is not None and key in seen:
            save.issues.add(_twice(path + pointer(field.name)))
        elif len(ids) > 1:
            values = {"field": field.label, "count": len(ids)}
            said = "{count} records have this {field}"
            save.issues.add(Issue("ambiguous_match", path + pointer(field.name), said, values=values))
        elif ids:
            changes.append(Change(ids[0], entry, path, sent_version(entry, path, save.issues)))
        elif upsert.create:
            new.append(entry)
            paths.append(path)
        else:
            said = "There is no record with this {field}"
            save.issues.add(
                Issue("no_match", path + pointer(field.name), said, values={"field": field.label})
            )
        seen.add(key)
    save.create(new, paths)
    save.update(changes)


def _matched(save: Save, name: str) -> Field | None:
    field = save.plan.object.by_name.get(name)
    if field is None or not _is_key(field) or (field.name not in save.plan.parsers and field.writable):
        values = {"name": name}
        save.issues.add(
            Issue("no_match_field", "/upsert/match", "Records cannot be matched by “{name}”", values=values)
        )
        return None
    if field.name not in save.records.rights.readable(save.name):
        save.issues.add(hidden_field(field, "/upsert/match"), NotAllowed)
        return None
    return field


def _is_key(field: Field) -> bool:
    """Whether values of the field can be told to be equal; those with parts of their own cannot."""
    return bool(field.columns) and not isinstance(field.columns[0].type, Json)


def _key(save: Save, field: Field, place: int, entry: Any) -> Any:
    """The stored form of the value that a record is matched by; what cannot be read is reported later."""
    if not isinstance(entry, Mapping):
        return None
    parse = save.plan.parsers.get(field.name) or field.type.parser(field)
    try:
        value = parse(entry.get(field.name))
    except ValueRefused:
        return None
    return None if value is None else field.type.to_columns(field, value)[0]


def _known(records: Records, object_name: str, field: Field, keys: Sequence[Any]) -> dict[Any, list[str]]:
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    column = described.columns(field)[0]
    where = and_(
        among(records.dialect, column, list(set(keys))),
        described.table.c.deleted_at.is_(None),
        records.rights.where(source, "read"),
    )
    found: dict[Any, list[str]] = {}
    for id, key in records.rows(
        select(described.table.c.id, column).where(where), {ACTOR_ID: records.actor.id}
    ):
        found.setdefault(key, []).append(id)
    return found


def _id(given: Any) -> str | None:
    return read_id(given) if isinstance(given, str) else None


def _twice(path: str) -> Issue:
    return Issue("twice", path, "This record is in the batch twice")
