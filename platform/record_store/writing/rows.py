"""The rows of records: inserted, updated, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from record_store.writing.bulk import RowMaker, bind, execute_rows, insert_into, table_name
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records

SAME_FOR_ALL = frozenset({"version", "created_at", "created_by", "updated_at", "updated_by"})
"""The values that all records made together have in common; they are converted once."""


def insert_rows(records: Records, plan: WritePlan, new: Sequence[PendingRecord]) -> None:
    """Insert new records; their system values are among their values."""
    table = plan.described.table
    fields = [field for field in plan.stored if field.name not in SAME_FOR_ALL]
    same = [field for field in plan.stored if field.name in SAME_FOR_ALL]
    columns = [column for field in (*same, *fields) for column in plan.described.columns(field)]
    insert = insert_into(records, table, columns)
    beginning = sum(len(field.columns) for field in same)
    first = RowMaker(same, insert.convert[:beginning]).row(new[0].values)
    make = RowMaker(fields, insert.convert[beginning:]).row
    execute_rows(records, insert, [(*first, *make(record.values)) for record in new])


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
    make = RowMaker(fields, [bind(column, dialect) for column in columns]).row
    quote = dialect.identifier_preparer.quote
    mark = "%s" if records.dialect == "postgresql" else "?"
    settings = ", ".join(f"{quote(column.name)} = {mark}" for column in columns)
    table = table_name(records, plan.described.table)
    statement = f"UPDATE {table} SET {settings} WHERE id = {mark}"  # noqa: S608 - quoted names of our own
    records.connection.exec_driver_sql(statement, [(*make(record.values), record.id) for record in changed])
