"""Many rows into a table at once: the driver's own way, with prepared text and converted tuples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Dialect, Table
from sqlalchemy.exc import DBAPIError

from metamodel import Field, FieldType

if TYPE_CHECKING:
    from record_store.records import Records

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]
COPY_FROM = 20
"""From this many rows on PostgreSQL takes them by COPY."""


@dataclass(frozen=True, slots=True)
class Insert:
    """A prepared INSERT: `row` is given the columns' values in order, `convert` fits them to the driver."""

    statement: str
    copy: str
    convert: tuple[Convert | None, ...]

    def converted(self, row: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(
            value if value is None or process is None else process(value)
            for value, process in zip(row, self.convert, strict=True)
        )


def insert_into(records: Records, table: Table, columns: Sequence[Column[Any]]) -> Insert:
    """The prepared INSERT of these columns, made once for a release."""
    key = ("insert", table.name, tuple(column.name for column in columns), records.dialect)
    return records.live.memo(key, lambda: _prepare(records, table, columns))


def execute_rows(records: Records, insert: Insert, rows: Sequence[Row]) -> None:
    """Insert the rows, whose values are converted."""
    if not rows:
        return
    if records.dialect == "postgresql" and len(rows) >= COPY_FROM:
        _copy(records, insert, rows)
    else:
        records.connection.exec_driver_sql(insert.statement, rows[0] if len(rows) == 1 else list(rows))


def table_name(records: Records, table: Table) -> str:
    """The quoted name of a table as the driver needs it, with the tenant's schema on PostgreSQL."""
    preparer = records.connection.dialect.identifier_preparer
    schema = (records.connection.get_execution_options().get("schema_translate_map") or {}).get(None)
    quoted = preparer.quote(table.name)
    return f"{preparer.quote(schema)}.{quoted}" if schema else quoted


def bind(column: Column[Any], dialect: Dialect) -> Convert | None:
    """What makes a value fit for the driver, nothing where it is already."""
    process: Convert | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return process


class RowMaker:
    """Makes the driver's rows of records' values, field by field, as quickly as Python can."""

    def __init__(self, fields: Sequence[Field], convert: Sequence[Convert | None]) -> None:
        self._steps: list[tuple[str, Convert | None, Callable[..., Any] | None, Field, int]] = []
        self._converts = tuple(convert)
        place = 0
        for field in fields:
            split = None if type(field.type).to_columns is FieldType.to_columns else field.type.to_columns
            self._steps.append((field.name, convert[place], split, field, len(field.columns)))
            place += len(field.columns)

    def row(self, values: Mapping[str, Any]) -> list[Any]:
        """The values of all columns, converted."""
        made: list[Any] = []
        for name, convert, split, field, many in self._steps:
            value = values.get(name)
            if value is None:
                made += _BLANKS[many]
            elif split is None:
                made.append(value if convert is None else convert(value))
            elif many == 1:
                (value,) = split(field, value)
                made.append(value if value is None or convert is None else convert(value))
            else:
                start = len(made)
                for place, part in enumerate(split(field, value), start):
                    process = self._converts[place]
                    made.append(part if part is None or process is None else process(part))
        return made


_BLANKS = tuple([None] * many for many in range(20))


def _copy(records: Records, insert: Insert, rows: Sequence[Row]) -> None:
    """Send the rows by the driver itself; what it raises is raised as SQLAlchemy would."""
    dialect = records.connection.dialect
    family = dialect.loaded_dbapi.Error
    try:
        with records.connection.connection.cursor().copy(insert.copy) as copy:
            for row in rows:
                copy.write_row(row)
    except family as reason:
        raise DBAPIError.instance(insert.copy, None, reason, family, dialect=dialect) from reason


def _prepare(records: Records, table: Table, columns: Sequence[Column[Any]]) -> Insert:
    dialect = records.connection.dialect
    quote = dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in columns)
    mark = "%s" if records.dialect == "postgresql" else "?"
    into = f"{table_name(records, table)} ({names})"
    marks = ", ".join([mark] * len(columns))
    return Insert(
        f"INSERT INTO {into} VALUES ({marks})",  # noqa: S608 - quoted names of our own tables
        f"COPY {into} FROM STDIN",
        tuple(bind(column, dialect) for column in columns),
    )
