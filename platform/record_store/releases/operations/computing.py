"""The operation that works out a computed field for the records that are there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from metamodel import Blueprint, Field, Object
from record_store.computed.computations import computations
from record_store.releases.operations.operation import Effect, Level, Operation
from record_store.releases.standing import count_rows
from record_store.releases.workbench import Workbench


@dataclass(frozen=True)
class Recompute(Operation):
    """A field is new, or what it computes is: every record gets its value; readers go on meanwhile.

    `table_name` is what the table is called before the release, nothing where there is none yet.
    """

    object: Object
    field: Field
    table_name: str
    blueprint: Blueprint
    level = Level.COMPUTED
    name = "recompute"

    @property
    def target(self) -> str:
        return f"field/{self.object.name}.{self.field.name}"

    def effect(self, connection: Connection) -> Effect:
        rows = count_rows(connection, self.table_name) if self.table_name else 0
        values = {"object": self.object.label, "field": self.field.label, "rows": rows}
        message = "{field} of {object} is worked out for {rows} records"
        return Effect(self.name, self.target, message, values, rows)

    def apply(self, bench: Workbench) -> None:
        records = bench.records(self.blueprint)
        place = (self.object.name, self.field.name)
        computation = next(one for one in computations(records.live).ordered if one.place == place)
        bench.keep_writers_out({self.object.name, *(one.object for one in computation.inputs)})
        computation.recompute(records, None)
