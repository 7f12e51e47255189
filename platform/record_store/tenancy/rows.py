"""Rows of any table as lines of JSON, the same whatever the database, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Date, Table, insert, select

from metamodel.storage import Duration, ScaledDecimal, TimeOfDay, UtcDateTime

CHUNK = 1_000

Read = Callable[[Any], Any]


def dump_rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row, an array of its values in the order of the columns."""
    rows = connection.execution_options(yield_per=CHUNK).execute(select(*table.columns))
    for row in rows:
        yield orjson.dumps(tuple(row), default=_write)


def load_rows(connection: Connection, table: Table, names: Sequence[str], lines: Iterable[bytes]) -> int:
    """Insert rows that were dumped with these columns; says how many. Columns that are gone are left out.

    Raises: ValueError, KeyError, TypeError, when the lines are not such rows.
    """
    kept = [(place, table.columns[name]) for place, name in enumerate(names) if name in table.columns]
    readers = [(place, column.name, _reader(column)) for place, column in kept]
    many, waiting = 0, []
    for line in lines:
        values = orjson.loads(line)
        if not isinstance(values, list) or len(values) != len(names):
            raise ValueError("a row has another number of values than there are columns")
        waiting.append({name: read(values[place]) for place, name, read in readers})
        if len(waiting) == CHUNK:
            many += _insert(connection, table, waiting)
    return many + _insert(connection, table, waiting)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    many = len(rows)
    if rows:
        connection.execute(insert(table), rows)
        rows.clear()
    return many


def _write(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.timedelta):
        return value // dt.timedelta(milliseconds=1)
    raise TypeError(f"{type(value).__name__} cannot be written")


def _reader(column: Column[Any]) -> Read:
    kind = type(column.type)
    read = next((read for known, read in _READERS.items() if issubclass(kind, known)), None)
    if read is None:
        return lambda value: value
    return lambda value: None if value is None else read(value)


_READERS: dict[type, Read] = {
    ScaledDecimal: Decimal,
    UtcDateTime: dt.datetime.fromisoformat,
    TimeOfDay: dt.time.fromisoformat,
    Duration: lambda value: dt.timedelta(milliseconds=value),
    Date: dt.date.fromisoformat,
}
