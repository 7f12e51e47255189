"""Reading and writing all values of one field, a chunk of records at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    insert,
    or_,
    select,
)

from metamodel import Field
from metamodel.field_types.values import Ref
from metamodel.storage import DATETIME, RECORD_ID
from record_store.releases.places import is_joined
from record_store.releases.row_updates import update_rows

CHUNK = 5_000


@dataclass(frozen=True)
class Place:
    """Where the values of a field are: `names` are its columns in `table_name`, or its join table."""

    field: Field
    table_name: str
    names: tuple[str, ...]

    def chunks(self, connection: Connection, *, beside: Sequence[Place] = ()) -> Iterator[list[str]]:
        """The ids of all records that have a value here or in a place beside, some thousand at a time."""
        last = ""
        while ids := self._next_ids(connection, (self, *beside), last):
            yield ids
            last = ids[-1]

    def updated(self, connection: Connection, ids: Sequence[str]) -> Mapping[str, dt.datetime | None]:
        """When these records were changed last."""
        table = Table(self.table_name, MetaData(), Column("id", RECORD_ID), Column("updated_at", DATETIME))
        rows = connection.execute(select(table.c.id, table.c.updated_at).where(_span(table.c.id, ids)))
        return dict(rows.all())

    def read(self, connection: Connection, ids: Sequence[str]) -> Mapping[str, Any]:
        """The values of these records, which follow one another; a record without one is left out."""
        if is_joined(self.field):
            return self._read_joined(connection, ids)
        table = self._table
        columns = [table.c[name] for name in self.names]
        given = select(table.c.id, *columns).where(_span(table.c.id, ids), columns[0].is_not(None))
        from_columns = self.field.type.from_columns
        values = ((row[0], from_columns(self.field, tuple(row[1:]))) for row in connection.execute(given))
        return {record: value for record, value in values if value is not None}

    def write(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Give these records these values, blank ones included."""
        if is_joined(self.field):
            self._write_joined(connection, values)
            return
        blank = (None,) * len(self.names)
        to_columns = self.field.type.to_columns
        rows = [
            (record, *(blank if value is None else to_columns(self.field, value)))
            for record, value in values.items()
        ]
        update_rows(connection, self._table, rows)

    def _next_ids(self, connection: Connection, places: Sequence[Place], last: str) -> list[str]:
        table = Table(
            self.table_name,
            MetaData(),
            Column("id", RECORD_ID),
            *(Column(p.names[0], p.field.columns[0].type) for p in places if not is_joined(p.field)),
        )
        given = [table.c[p.names[0]].is_not(None) for p in places if not is_joined(p.field)]
        given += [table.c.id.in_(select(p._join.c.record)) for p in places if is_joined(p.field)]
        ids = select(table.c.id).where(or_(*given)).order_by(table.c.id).limit(CHUNK)
        if last:
            ids = ids.where(table.c.id > last)
        return list(connection.scalars(ids))

    @property
    def _table(self) -> Table:
        parts = zip(self.names, self.field.columns, strict=True)
        columns = (Column(name, part.type) for name, part in parts)
        return Table(self.table_name, MetaData(), Column("id", RECORD_ID), *columns)

    @property
    def _join(self) -> Table:
        columns = (Column("record", RECORD_ID), Column("target", RECORD_ID), Column("position", Integer))
        return Table(self.names[0], MetaData(), *columns)

    def _read_joined(self, connection: Connection, ids: Sequence[str]) -> Mapping[str, Any]:
        join, (target,) = self._join, self.field.type.targets(self.field)
        pairs = select(join.c.record, join.c.target).where(_span(join.c.record, ids))
        found: dict[str, tuple[Ref, ...]] = {}
        for record, referred in connection.execute(pairs.order_by(join.c.record, join.c.position)):
            found[record] = (*found.get(record, ()), Ref(target, referred))
        return found

    def _write_joined(self, connection: Connection, values: Mapping[str, Any]) -> None:
        join = self._join
        connection.execute(delete(join).where(join.c.record.in_(list(values))))
        rows = [
            {"record": record, "target": ref.id, "position": position}
            for record, refs in values.items()
            for position, ref in enumerate(refs or ())
        ]
        if rows:
            connection.execute(insert(join), rows)


def _span(column: Column[str], ids: Sequence[str]) -> ColumnElement[bool]:
    """Whether a row belongs to one of these records, which follow one another."""
    return column.between(ids[0], ids[-1])
