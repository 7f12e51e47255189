"""The operation that works out a computed field for the records that are there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from metamodel import Blueprint, Field, Label, Object
from record_store.computed.computations import computations
from record_store.computed.filling import fill
from record_store.releases.operations.operation import Effect, Level, Operation
from record_store.releases.standing import count_rows
from record_store.releases.workbench import Workbench


@dataclass(frozen=True)
class Recompute(Operation):
    """Fields of an object are new, or what they compute is: every record gets its values; readers go on meanwhile.

    None of the fields builds on another one. `table_name` is what the table is called before the release, nothing
    where there is none yet.
    """

    object: Object
    fields: tuple[Field, ...]
    table_name: str
    blueprint: Blueprint
    level = Level.COMPUTED
    name = "recompute"

    @property
    def target(self) -> str:
        return f"field/{self.object.name}.{self.fields[0].name}"

    def effect(self, connection: Connection) -> Effect:
        rows = count_rows(connection, self.table_name) if self.table_name else 0
        values = {"object": self.object.label, "field": self._named, "rows": rows}
        message = "{field} of {object} is worked out for {rows} records"
        return Effect(self.name, self.target, message, values, rows)

    @property
    def _named(self) -> Label:
        """The labels of the fields, one after the other, in every language that one of them has."""
        locales = dict.fromkeys(locale for field in self.fields for locale in field.label.texts)
        return Label({one: ", ".join(field.label.text(one) for field in self.fields) for one in locales})

    def apply(self, bench: Workbench) -> None:
        records = bench.records(self.blueprint)
        names = {field.name for field in self.fields}
        ours = [one for one in computations(records.live).of(self.object.name) if one.field.name in names]
        read = {one.object for computation in ours for one in computation.inputs}
        bench.keep_writers_out({self.object.name, *read})
        fill(records, ours)
