"""The trash: records come back from it with what went along, or are removed for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from metamodel import Conflict, Issue, NotAllowed, not_found
from record_store.access.rights import refusal
from record_store.ids import new_id
from record_store.line_order import forget_order
from record_store.reading.among import among
from record_store.search.index import forget
from record_store.system_tables import AUDIT, HISTORY
from record_store.writing.issues import Issues
from record_store.writing.loading import Stored, load
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import plan_of
from record_store.writing.removal import mark_deleted, referrers
from record_store.writing.trace import write_history
from record_store.writing.unique import check_unique

if TYPE_CHECKING:
    from record_store.records import Records


def restore(records: Records, object_name: str, id: str) -> None:
    """Take a record out of the trash, with the records that went because of it.

    Raises: NotFound, NotAllowed, Conflict where a live record has the same unique values meanwhile.
    """
    stored = _trashed(records, object_name, id)
    at = _deleted_at(records, object_name, id)
    back = {object_name: {id: stored}}
    with records.as_system():
        _add_companions(records, object_name, [id], at, back)
    for name, found in back.items():
        plan = plan_of(records.live, name, records.moment.zone)
        pending = [PendingRecord("updated", key, None, dict(one.values)) for key, one in found.items()]
        issues = Issues()
        check_unique(records, plan, pending, issues)
        if issues:
            said = "It cannot come back: another {object} has the same {fields} now"
            raise Conflict(
                [Issue("not_unique", issue.path, said, values=issue.values) for issue in issues.found]
            )
        mark_deleted(records, name, pending, deleted=False)
        write_history(records, plan, "restored", pending)


def purge(records: Records, object_name: str, id: str) -> None:
    """Remove a record from the trash for good, with its history; that it was done is audited.

    Raises: NotFound, NotAllowed.
    """
    _trashed(records, object_name, id)
    described = records.live.table(object_name)
    _empty_references(records, object_name, id)
    forget(records, [id])
    execute = records.connection.execute
    execute(delete(HISTORY).where(HISTORY.c.record_id == id))
    for joined in described.joins.values():
        execute(delete(joined).where(joined.c.record == id))
    forget_order(records, [id])
    execute(delete(described.table).where(described.table.c.id == id))
    values = {"object": object_name, "record": id}
    execute(
        insert(AUDIT).values(
            id=new_id(), at=records.moment.now, by=records.actor.id, event="record_purged", details=values
        )
    )


def _trashed(records: Records, object_name: str, id: str) -> Stored:
    records.rights.require(object_name, "delete")
    stored = load(records, object_name, [id], "delete", trashed=True).get(id)
    if stored is None:
        raise not_found("record in the trash", id)
    if not stored.may:
        raise NotAllowed(refusal(records.live.blueprint.object(object_name), "delete"))
    return stored


def _deleted_at(records: Records, object_name: str, id: str) -> dt.datetime:
    table = records.live.table(object_name).table
    return records.connection.execute(select(table.c.deleted_at).where(table.c.id == id)).scalar_one()  # type: ignore[no-any-return]


def _add_companions(
    records: Records,
    object_name: str,
    ids: Sequence[str],
    at: dt.datetime,
    back: dict[str, dict[str, Stored]],
) -> None:
    """Find what went into the trash at the same moment because of these records."""
    for referrer in referrers(records.live, object_name):
        if referrer.on_delete != "cascade":
            continue
        name = referrer.object.name
        described = records.live.table(name)
        reference = described.columns(referrer.field)[0]
        went = among(records.dialect, reference, ids), described.table.c.deleted_at == at
        found = [row[0] for row in records.rows(select(described.table.c.id).where(*went))]
        known = back.setdefault(name, {})
        fresh = [one for one in found if one not in known]
        if fresh:
            known.update(load(records, name, fresh, "delete", trashed=True))
            _add_companions(records, name, fresh, at, back)


def _empty_references(records: Records, object_name: str, id: str) -> None:
    """Only records in the trash can still refer to one that is in it, and pairs of many-to-many fields."""
    for referrer in referrers(records.live, object_name):
        described = records.live.table(referrer.object.name)
        columns = described.columns(referrer.field)
        empty = {column.name: None for column in columns}
        emptied = update(described.table).where(columns[0] == id).values(empty)
        changed = records.connection.scalars(emptied.returning(described.table.c.id)).all()
        records.touched.derive((referrer.object.name, referrer.field.name), changed)
    for described in records.live.tables.values():
        for name, joined in described.joins.items():
            field = described.object.by_name[name]
            if object_name in field.type.targets(field):
                records.connection.execute(delete(joined).where(joined.c.target == id))
