"""Many rows of a table updated by their ids, each with values of its own, as quickly as the driver can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from metamodel.json_text import dump_values

Row = tuple[Any, ...]


def update_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Give rows their values: each row is an id, then a value for every other column of `table`."""
    if not rows:
        return
    columns = list(table.columns)
    processors = [c.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for c in columns]
    stored = [
        tuple(
            v if v is None or process is None else process(v)
            for v, process in zip(row, processors, strict=True)
        )
        for row in rows
    ]
    quote = connection.dialect.identifier_preparer.quote
    names = [quote(column.name) for column in columns[1:]]
    if connection.dialect.name == "postgresql":
        _update_from_arrays(connection, table, names, stored)
        return
    settings = ", ".join(f"{name} = ?" for name in names)
    statement = f"UPDATE {quote(table.name)} SET {settings} WHERE id = ?"  # noqa: S608 - quoted names
    connection.exec_driver_sql(statement, [(*row[1:], row[0]) for row in stored])


def _update_from_arrays(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]
) -> None:
    """One statement: the values travel as arrays of text and are cast to what their columns hold."""
    dialect = connection.dialect
    types = [column.type.compile(dialect=dialect).partition(" COLLATE")[0] for column in table.columns][1:]
    places = range(len(names))
    settings = ", ".join(
        f"{name} = CAST(u.v{at} AS {types[at]})" for at, name in zip(places, names, strict=True)
    )
    arrays = ", ".join("CAST(%s AS text[])" for _ in (0, *places))
    named = ", ".join(("r", *(f"v{at}" for at in places)))
    target = dialect.identifier_preparer.quote(table.name)
    statement = (
        f"UPDATE {target} AS t SET {settings} FROM unnest({arrays}) AS u({named})"  # noqa: S608 - quoted names
        " WHERE t.id = CAST(u.r AS uuid)"
    )
    connection.exec_driver_sql(
        statement, tuple([_text(value) for value in part] for part in zip(*rows, strict=True))
    )


def _text(value: Any) -> str | None:
    """The value as PostgreSQL reads it."""
    from psycopg.types.json import Jsonb  # only where PostgreSQL is used

    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Jsonb):
        return dump_values(value.obj).decode()
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value)
