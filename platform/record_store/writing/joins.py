"""The pairs of many-to-many fields, in the order they were given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete

from record_store.reading.among import among
from record_store.writing.bulk import execute_rows, insert_into
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records


def write_joins(records: Records, plan: WritePlan, pending: Sequence[PendingRecord]) -> None:
    """Bring the join tables to what the changed records say."""
    for field in plan.many:
        changed = [record for record in pending if field.name in record.changed]
        if not changed:
            continue
        table = plan.described.joins[field.name]
        old = [record.id for record in changed if not record.is_new]
        if old:
            records.connection.execute(delete(table).where(among(records.dialect, table.c.record, old)))
        insert = insert_into(records, table, [table.c.record, table.c.target, table.c.position])
        rows = [
            (record.id, ref.id, place)
            for record in changed
            for place, ref in enumerate(record.values.get(field.name) or ())
        ]
        execute_rows(records, insert, rows)
