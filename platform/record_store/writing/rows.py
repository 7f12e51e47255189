"""The rows of records: inserted, updated, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from record_store.writing.bulk import bind, execute_rows, insert_into, stored_values, table_name
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records


def insert_rows(records: Records, plan: WritePlan, new: Sequence[PendingRecord]) -> None:
    """Insert new records; their system values are among their values."""
    table = plan.described.table
    columns = [column for field in plan.stored for column in plan.described.columns(field)]
    insert = insert_into(records, table, columns)
    fields = plan.stored
    execute_rows(records, insert, [insert.converted(stored_values(fields, record.values)) for record in new])


def update_rows(records: Records, plan: WritePlan, changed: Sequence[PendingRecord]) -> None:
    """Update what changed of each record, and who changed it when."""
    by_fields: defaultdict[tuple[str, ...], list[PendingRecord]] = defaultdict(list)
    for record in changed:
        named = (field.name for field in plan.stored if field.name in record.changed)
        by_fields[tuple(dict.fromkeys((*named, "version", "updated_at", "updated_by")))].append(record)
    for names, same in by_fields.items():
        _update(records, plan, names, same)


def _update(
    records: Records, plan: WritePlan, names: tuple[str, ...], changed: Sequence[PendingRecord]
) -> None:
    fields = [field for field in plan.stored if field.name in names]
    columns = [column for field in fields for column in plan.described.columns(field)]
    dialect = records.connection.dialect
    processes = tuple(bind(column, dialect) for column in columns)
    quote = dialect.identifier_preparer.quote
    mark = "%s" if records.dialect == "postgresql" else "?"
    settings = ", ".join(f"{quote(column.name)} = {mark}" for column in columns)
    table = table_name(records, plan.described.table)
    statement = f"UPDATE {table} SET {settings} WHERE id = {mark}"  # noqa: S608 - quoted names of our own
    rows: list[tuple[Any, ...]] = [
        (
            *(
                value if value is None or process is None else process(value)
                for value, process in zip(stored_values(fields, record.values), processes, strict=True)
            ),
            record.id,
        )
        for record in changed
    ]
    records.connection.exec_driver_sql(statement, rows)
