"""What a write leaves beside the records: history, and work for the background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from metamodel import Field
from metamodel.json_text import dump_values
from record_store.hooks import Change
from record_store.ids import new_ids
from record_store.system_tables import HISTORY, OUTBOX
from record_store.writing.bulk import execute_rows, insert_into
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records

_SYSTEM = frozenset({"id", "version", "created_at", "created_by", "updated_at", "updated_by"})


def write_history(records: Records, plan: WritePlan, action: str, written: Sequence[PendingRecord]) -> None:
    """One row a record: who, when, and what became of what. The row of a new record holds no values."""
    if not plan.object.history or not written:
        return
    table = HISTORY.c
    columns = [
        table.id, table.object, table.record_id, table.version, table.action, table.at, table.by, table.changes,
    ]  # fmt: skip
    insert = insert_into(records, HISTORY, columns)
    name, by = plan.object.name, records.actor.id
    at = insert.converted((None, name, None, None, action, records.moment.now, by, None))[5]
    valued = action == "updated"
    rows = [
        (
            id,
            name,
            record.id,
            record.values["version"],
            action,
            at,
            by,
            changes_text(plan, record) if valued else None,
        )
        for id, record in zip(new_ids(len(written)), written, strict=True)
    ]
    execute_rows(records, insert, rows)


def changes_text(plan: WritePlan, record: PendingRecord) -> str:
    """Field → [before, after] as JSON, decimals written out exactly."""
    before = record.before or {}
    changes: dict[str, list[Any]] = {}
    for name in sorted(record.changed - _SYSTEM - plan.computed):
        field = plan.object.by_name[name]
        changes[name] = [_json(field, before.get(name)), _json(field, record.values.get(name))]
    return dump_values(changes).decode()


def write_outbox(records: Records, plan: WritePlan, action: Change, written: Sequence[PendingRecord]) -> None:
    """A row for every record whose change somebody listens to."""
    listens, live, name = records.hooks.listens, records.live, plan.object.name
    heard: dict[frozenset[str], bool] = {}
    rows = []
    columns = [
        OUTBOX.c[key] for key in ("id", "object", "record_id", "action", "changes", "release", "at", "by")
    ]
    insert = insert_into(records, OUTBOX, columns)
    for record in written:
        changed = frozenset(record.changed)
        if changed not in heard:
            heard[changed] = listens(live, name, action, changed)
        if heard[changed]:
            row = (None, name, record.id, action, None, live.release, records.moment.now, records.actor.id)
            changes = changes_text(plan, record) if action == "updated" else "{}"
            rows.append((*insert.converted(row)[:4], changes, *insert.converted(row)[5:]))
    if rows:
        execute_rows(
            records, insert, [(id, *row[1:]) for id, row in zip(new_ids(len(rows)), rows, strict=True)]
        )
        records.left_work = True


def _json(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.type.kind == "lines":
        return len(value)
    return field.type.to_json(field, value)
