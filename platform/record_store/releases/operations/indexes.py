"""Operations on indexes: ordinary ones for speed, unique ones that keep sets of values apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnClause, Connection, MetaData, Row, column, func, select, table

from metamodel import Field, Invalid, Issue, Object
from record_store.releases.operations.operation import Effect, Level, Operation
from record_store.releases.places import signature
from record_store.releases.standing import Standing
from record_store.releases.workbench import Workbench
from record_store.tables import build_table, index_fields, index_name

SAMPLES = 5


@dataclass(frozen=True, slots=True)
class FieldSet:
    """Fields of an object that are indexed together, under the name of that index."""

    index: str
    fields: tuple[str, ...]
    unique: bool


def field_sets(described: Object) -> dict[str, FieldSet]:
    """The indexes an object wants, by their names."""
    wanted = [(names, False) for names in index_fields(described)] + [
        (names, True) for names in described.unique
    ]
    sets = (FieldSet(index_name(described, names, unique=u), names, u) for names, u in wanted)
    made = {str(index.name) for index in build_table(described, MetaData()).table.indexes}
    return {entry.index: entry for entry in sets if entry.index in made}


@dataclass(frozen=True)
class IndexOperation(Operation):
    """What the operations on an index have in common."""

    object: Object
    set: FieldSet

    @property
    def target(self) -> str:
        return f"object/{self.object.name}"

    @property
    def _words(self) -> dict[str, Any]:
        labels = (self.object.by_name[name].label.text() for name in self.set.fields)
        return {"object": self.object.label, "fields": ", ".join(labels)}


@dataclass(frozen=True)
class DropIndex(IndexOperation):
    """An index goes; `object` is as it was."""

    level = Level.INDEX_GOES
    name = "drop_index"

    def effect(self, connection: Connection) -> Effect:
        if self.set.unique:
            return Effect(
                self.name, self.target, "{object} may hold equal values of {fields} again", self._words
            )
        return Effect(self.name, self.target, "The index of {object} over {fields} is dropped", self._words)

    def apply(self, bench: Workbench) -> None:
        bench.tables.drop_index(self.set.index)


@dataclass(frozen=True)
class CreateIndex(IndexOperation):
    """An index comes."""

    standing: Standing
    level = Level.INDEX_COMES
    name = "create_index"

    def effect(self, connection: Connection) -> Effect:
        rows = self.standing.count_rows(connection)
        message = "An index of {object} over {fields} is made, of {rows} records"
        return Effect(self.name, self.target, message, {**self._words, "rows": rows}, rows)

    def apply(self, bench: Workbench) -> None:
        described = build_table(self.object, MetaData()).table
        next(index for index in described.indexes if index.name == self.set.index).create(bench.connection)


@dataclass(frozen=True)
class CreateUnique(CreateIndex):
    """Values of a set of fields must differ from now on; refused while some are equal."""

    name = "create_unique"

    def effect(self, connection: Connection) -> Effect:
        rows = self.standing.count_rows(connection)
        message = (
            "From now on no two records of {object} may have equal values of {fields}; {rows} are looked at"
        )
        return Effect(self.name, self.target, message, {**self._words, "rows": rows}, rows)

    def issues(self, connection: Connection) -> tuple[Issue, ...]:
        """Only where all values are in place already; after a change of type, publishing looks again."""
        fields = [self._before(name) for name in self.set.fields]
        if any(field is None or not field.columns for field in fields):
            return ()
        names = tuple(self.standing.place(field)[0] for field in fields if field)
        return self._issues(find_duplicates(connection, self.standing.table_name, names))

    def apply(self, bench: Workbench) -> None:
        names = tuple(self.object.by_name[name].columns[0].name(name) for name in self.set.fields)
        issues = self._issues(find_duplicates(bench.connection, self.object.name, names))
        if issues:
            raise Invalid(issues, "The release was not published")
        super().apply(bench)

    def _before(self, name: str) -> Field | None:
        after = self.object.by_name[name]
        known = (field for field in self.standing.object.all_fields if field.id == after.id)
        return next((field for field in known if signature(field) == signature(after)), None)

    def _issues(self, duplicates: list[Row[Any]]) -> tuple[Issue, ...]:
        if not duplicates:
            return ()
        shown = "; ".join(_show(row) for row in duplicates[:SAMPLES])
        message = "Records of {object} have equal values of {fields}: {samples}"
        hint = "Change or merge these records, or do not make the fields unique"
        return (
            Issue(
                "not_unique", f"/object/{self.object.name}", message, hint, {**self._words, "samples": shown}
            ),
        )


def find_duplicates(connection: Connection, table_name: str, names: tuple[str, ...]) -> list[Row[Any]]:
    """Up to a handful of value sets that several records have, with how many have them."""
    columns: list[ColumnClause[Any]] = [column(name) for name in names]
    many = func.count()
    repeated = (
        select(*columns, many)
        .select_from(table(table_name))
        .where(column("deleted_at").is_(None), *(part.is_not(None) for part in columns))
        .group_by(*columns)
        .having(func.count() > 1)
        .order_by(many.desc())
        .limit(SAMPLES)
    )
    return list(connection.execute(repeated))


def _show(row: Row[Any]) -> str:
    *values, many = tuple(row)
    return f"{', '.join(map(str, values))} ({many} ×)"
