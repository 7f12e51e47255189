"""Giving many records their computed values; records that have them already are left alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Select, or_, select, update

from record_store.computed.computation import Where
from record_store.writing.bulk import bind, table_name

if TYPE_CHECKING:
    from record_store.records import Records
    from record_store.tables import ObjectTable

Row = tuple[Any, ...]


def update_from(
    records: Records, described: ObjectTable, columns: Sequence[Column[Any]], found: Select[Any]
) -> list[str]:
    """Take the values from a select of `id` and one column each, in one statement; the ids that changed."""
    new = found.subquery("new")
    values = [column for column in new.c if column.name != "id"]
    differs = or_(*(old.is_distinct_from(value) for old, value in zip(columns, values, strict=True)))
    table = described.table
    statement = (
        update(table)
        .values(dict(zip((column.name for column in columns), values, strict=True)))
        .where(table.c.id == new.c.id, differs)
        .returning(table.c.id)
    )
    return [row[0] for row in records.connection.execute(statement)]


def update_each(
    records: Records, described: ObjectTable, columns: Sequence[Column[Any]], rows: Sequence[Row]
) -> None:
    """Give each record the values that follow its id."""
    if not rows:
        return
    dialect = records.connection.dialect
    convert = [bind(column, dialect) for column in columns]
    mark = "%s" if records.dialect == "postgresql" else "?"
    quote = dialect.identifier_preparer.quote
    settings = ", ".join(f"{quote(column.name)} = {mark}" for column in columns)
    table = table_name(records, described.table)
    statement = f"UPDATE {table} SET {settings} WHERE id = {mark}"  # noqa: S608 - quoted names of our own
    stored = [
        (*(v if v is None or make is None else make(v) for v, make in zip(values, convert, strict=True)), id)
        for id, *values in rows
    ]
    records.connection.exec_driver_sql(statement, stored)


def lock(records: Records, described: ObjectTable, where: Where | None) -> None:
    """Let nobody else change these records until the transaction ends (PostgreSQL; SQLite has one writer).

    What others wrote before is seen by the statements that follow, so that two who add a line at once both count.
    """
    if records.dialect != "postgresql" or where is None:
        return
    table = described.table
    records.connection.execute(
        select(table.c.id).where(where(table)).order_by(table.c.id).with_for_update(key_share=True)
    )
