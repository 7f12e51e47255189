"""Sending records to the trash, back from it and out of it; what refers to them is seen to first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from metamodel import Conflict, Field, Issue, NotAllowed, NotFound, Object
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.access.rights import refusal
from record_store.computed.computations import computations
from record_store.reading.among import among
from record_store.reading.labels import labels
from record_store.writing.conflicts import changed_meanwhile
from record_store.writing.issues import Issues
from record_store.writing.loading import Stored, load
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import plan_of
from record_store.writing.rows import update_rows
from record_store.writing.trace import write_history, write_outbox

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records

NAMED = 3
"""How many of the records that stand in the way are named."""


@dataclass(frozen=True, slots=True)
class Referrer:
    """A field that refers to records of an object, and what happens when one of them goes."""

    object: Object
    field: Field
    on_delete: str


def referrers(live: Live, object_name: str) -> tuple[Referrer, ...]:
    """The fields of all objects that refer to this one; line items go with their parent."""

    def find() -> tuple[Referrer, ...]:
        objects = live.blueprint.objects
        target = objects[object_name]
        lines = {(f.settings["object"], f.settings["via"]) for f in target.fields if f.type.kind == "lines"}
        return tuple(
            Referrer(described, field, "cascade" if (described.name, field.name) in lines else _rule(field))
            for described in objects.values()
            for field in described.fields
            if field.writable
            and field.type.refers
            and field.columns
            and object_name in field.type.targets(field)
        )

    return live.memo(("referrers", object_name), find)


def trash_records(
    records: Records, object_name: str, ids: Sequence[str], *, versions: Mapping[str, int] | None = None,
    paths: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Send records to the trash. Raises: NotFound, NotAllowed, Conflict."""
    if not ids:
        return
    records.rights.require(object_name, "delete")
    found = load(records, object_name, ids, "delete")
    _check(records, object_name, ids, found, versions or {}, paths or {})
    removal = Removal(records)
    removal.add(object_name, found)
    removal.issues.refuse()
    removal.write()


class Removal:
    """All records that go together, and the references that are emptied because of it."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.issues = Issues()
        self.going: defaultdict[str, dict[str, Stored]] = defaultdict(dict)
        self.emptied: defaultdict[str, dict[str, PendingRecord]] = defaultdict(dict)

    def add(self, object_name: str, found: Mapping[str, Stored]) -> None:
        """Let these records go, and see to those that refer to them."""
        fresh = {id: stored for id, stored in found.items() if id not in self.going[object_name]}
        if not fresh:
            return
        self.going[object_name].update(fresh)
        blocked: list[tuple[Referrer, list[str]]] = []
        for referrer in referrers(self.records.live, object_name):
            ids = self._referring(referrer, object_name, list(fresh))
            if not ids:
                continue
            if referrer.on_delete == "cascade":
                self.add(referrer.object.name, self._load(referrer.object.name, ids))
            elif referrer.on_delete == "clear":
                self._empty(referrer, ids)
            else:
                blocked.append((referrer, ids))
        for referrer, ids in blocked:
            staying = [id for id in ids if id not in self.going[referrer.object.name]]
            if staying:
                self.issues.add(self._in_use(object_name, referrer, staying), Conflict)

    def write(self) -> None:
        for object_name, pending in self.emptied.items():
            staying = [one for id, one in pending.items() if id not in self.going[object_name]]
            write_changes(self.records, object_name, staying)
        for object_name, found in self.going.items():
            gone = [_pending(id, stored) for id, stored in found.items()]
            mark_deleted(self.records, object_name, gone, deleted=True)
            plan = plan_of(self.records.live, object_name, self.records.moment.zone)
            write_history(self.records, plan, "deleted", gone)
            write_outbox(self.records, plan, "deleted", gone)

    def _referring(self, referrer: Referrer, target: str, ids: Sequence[str]) -> list[str]:
        described = self.records.live.table(referrer.object.name)
        columns = described.columns(referrer.field)
        conditions = [among(self.records.dialect, columns[0], ids), described.table.c.deleted_at.is_(None)]
        if len(columns) > 1:
            conditions.append(columns[1] == target)
        return [row[0] for row in self.records.rows(select(described.table.c.id).where(and_(*conditions)))]

    def _load(self, object_name: str, ids: Sequence[str]) -> dict[str, Stored]:
        """What goes along goes by the rule of the blueprint, whoever asked for it."""
        with self.records.as_system():
            return load(self.records, object_name, ids, "delete")

    def _empty(self, referrer: Referrer, ids: Sequence[str]) -> None:
        known = self.emptied[referrer.object.name]
        missing = [id for id in ids if id not in known]
        for id, stored in self._load(referrer.object.name, missing).items():
            known[id] = _pending(id, stored)
        for id in ids:
            known[id].values[referrer.field.name] = None

    def _in_use(self, object_name: str, referrer: Referrer, ids: Sequence[str]) -> Issue:
        visible: dict[str, str] = {}
        if self.records.rights.allows(referrer.object.name, "read"):
            visible = labels(self.records, referrer.object.name, ids[: NAMED * 10])
        named = [label for label in visible.values() if label][:NAMED]
        values = {
            "object": self.records.live.blueprint.object(object_name).label,
            "referring": referrer.object.plural_label,
            "count": len(ids),
            "names": ", ".join(named),
        }
        said = (
            "{count} {referring} refer to this {object}: {names}"
            if named
            else "{count} {referring} refer to this {object}"
        )
        return Issue("in_use", "", said, "Change or delete them first", values)


def write_changes(records: Records, object_name: str, pending: Sequence[PendingRecord]) -> None:
    """Write changes that the store itself makes: rows, history, outbox."""
    if not pending:
        return
    plan = plan_of(records.live, object_name, records.moment.zone)
    for record in pending:
        record.settle()
        stamp(records, record)
    update_rows(records, plan, pending)
    records.touched.change(object_name, pending)
    write_history(records, plan, "updated", pending)
    write_outbox(records, plan, "updated", pending)


def mark_deleted(
    records: Records, object_name: str, pending: Sequence[PendingRecord], *, deleted: bool
) -> None:
    """Put the records into the trash, or take them out of it."""
    table = records.live.table(object_name).table
    for record in pending:
        stamp(records, record)
        record.changed = set()
    plan = plan_of(records.live, object_name, records.moment.zone)
    update_rows(records, plan, pending)
    ids = [record.id for record in pending]
    at = records.moment.now if deleted else None
    records.connection.execute(
        table.update().where(among(records.dialect, table.c.id, ids)).values(deleted_at=at)
    )
    records.touched.come_or_go(object_name, ids, computations(records.live).watched_of(object_name))


def stamp(records: Records, record: PendingRecord) -> None:
    """The next version, and who made it."""
    by = Ref(USER_OBJECT, records.actor.id)
    record.values.update(version=record.values["version"] + 1, updated_at=records.moment.now, updated_by=by)


def _pending(id: str, stored: Stored) -> PendingRecord:
    return PendingRecord("deleted", id, dict(stored.values), dict(stored.values))


def _rule(field: Field) -> str:
    return str(field.settings.get("on_delete", "restrict"))


def _check(
    records: Records,
    object_name: str,
    ids: Sequence[str],
    found: Mapping[str, Stored],
    versions: Mapping[str, int],
    paths: Mapping[str, str],
) -> None:
    issues = Issues()
    described = records.live.blueprint.object(object_name)
    for id, path in _unique(ids, paths):
        stored = found.get(id)
        if stored is None:
            said = "There is no record {id}, or you may not see it"
            issues.add(Issue("not_found", path, said, values={"id": id}), NotFound)
        elif not stored.may:
            issues.add(refusal(described, "delete", path), NotAllowed)
        elif versions.get(id) and versions[id] != stored.values["version"]:
            raise changed_meanwhile(records, object_name, id, versions[id], stored.values["version"], path)
    issues.refuse()


def _unique(ids: Sequence[str], paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for id in dict.fromkeys(ids):
        yield id, paths.get(id, "")
