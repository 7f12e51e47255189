"""Giving many records their computed values; records that have them already are left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, FromClause, or_, select, update

from record_store.writing.bulk import bind, table_name

if TYPE_CHECKING:
    from record_store.records import Records
    from record_store.tables import ObjectTable

Row = tuple[Any, ...]
Where = Callable[[FromClause], ColumnElement[bool]]
"""Which rows of a table, or of an alias of it."""


def update_all(
    records: Records, described: ObjectTable, values: Mapping[Column[Any], ColumnElement[Any]]
) -> None:
    """Set columns of every record to expressions over the table, in one statement."""
    if values:
        set_to = {column.name: value for column, value in values.items()}
        records.connection.execute(update(described.table).values(set_to))


def update_some(
    records: Records,
    described: ObjectTable,
    columns: Sequence[Column[Any]],
    values: Sequence[ColumnElement[Any]],
    where: Where,
) -> list[str]:
    """Set columns of the records that `where` picks to expressions; the ids of those that changed by it."""
    table = described.table
    differs = or_(*(old.is_distinct_from(new) for old, new in zip(columns, values, strict=True)))
    set_to = dict(zip((column.name for column in columns), values, strict=True))
    statement = update(table).values(set_to).where(where(table), differs).returning(table.c.id)
    return list(records.connection.scalars(statement))


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


def lock(records: Records, described: ObjectTable, where: Where) -> None:
    """Let nobody else change these records until the transaction ends (PostgreSQL; SQLite has one writer).

    What others wrote before is seen by the statements that follow, so that two who add a line at once both count.
    """
    if records.dialect != "postgresql":
        return
    table = described.table
    records.connection.execute(
        select(table.c.id).where(where(table)).order_by(table.c.id).with_for_update(key_share=True)
    )
