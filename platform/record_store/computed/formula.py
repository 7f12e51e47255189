"""The computation of a formula: by the database where all of it can be, in Python for many records elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from expressions import (
    Blanks,
    Checked,
    EvaluationFailed,
    Moment,
    NotInSql,
    check,
    compile_python,
    compile_sql,
    parse,
    record_environment,
)
from expressions.numbers import rounded
from metamodel import Blueprint, Field, ValueRefused
from metamodel.field_types.integer_type import IntegerType
from metamodel.paths import resolve
from record_store.computed.computation import Computation
from record_store.computed.inputs import inputs_of
from record_store.computed.updating import Where, update_each
from record_store.reading.behind import Behind
from record_store.reading.paths import Paths
from record_store.reading.selection import Selection
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records
    from record_store.writing.pending import PendingRecord
    from record_store.writing.surroundings import Surroundings

BY_DATABASE = frozenset({"number", "boolean", "date", "datetime", "time"})
"""The kinds of value that the database stores just as Python would; texts have a sort key beside them."""
CHUNK = 5_000
"""How many records are worked out in Python at a time."""


class FormulaComputation(Computation):
    """The value of an expression over the record."""

    def __init__(self, live: Live, object_name: str, field: Field) -> None:
        self.checked = checked_formula(live.blueprint, object_name, field)
        self.blanks: Blanks = "blank" if field.settings.get("blanks") == "blank" else "zero"
        self.evaluate = compile_python(self.checked, self.blanks)
        paths = sorted(self.checked.dependencies)
        inputs = [one for path in paths for one in inputs_of(live.blueprint, object_name, path)]
        super().__init__(object_name, field, inputs)
        self.parse = field.type.parser(field)

    def behind(self) -> frozenset[str]:
        return frozenset(path for path in self.checked.dependencies if "." in path)

    def value(self, around: Surroundings, record: PendingRecord) -> Any:
        return self._settled(around.of(record), around.moment)

    def in_python(self, records: Records, where: Where | None) -> list[str]:
        return [id for ids in self._in_python(records, where) for id in ids]

    def expressions(self, records: Records) -> list[ColumnElement[Any]] | None:
        if self.field.type.value_type not in BY_DATABASE:
            return None
        described = records.live.table(self.object)
        (column,) = described.columns(self.field)
        source = Source(described.object, described.table.c)  # type: ignore[arg-type]
        behind = Behind(records.live, records.moment, records.dialect)
        try:
            made = compile_sql(
                self.checked, partial(behind.column, source), self.blanks, records.moment, records.dialect,
                as_condition=False, into=column.type,
            )  # fmt: skip
        except NotInSql:
            return None
        return [made]

    def _in_python(self, records: Records, where: Where | None) -> Iterator[list[str]]:
        described = records.live.table(self.object)
        columns = described.columns(self.field)
        to_columns = self.field.type.to_columns
        for rows in self._rows(records, where):
            changed = []
            for id, stored, values in rows:
                found = self._settled(values, records.moment)
                made = (None,) * len(columns) if found is None else to_columns(self.field, found)
                if made[0] != stored:
                    changed.append((id, *made))
            update_each(records, described, columns, changed)
            yield [row[0] for row in changed]

    def _rows(
        self, records: Records, where: Where | None
    ) -> Iterator[list[tuple[str, Any, Mapping[str, Any]]]]:
        """Id, stored value, and what the expression reads, some thousand records at a time."""
        described, blueprint = records.live.table(self.object), records.live.blueprint
        source = Source(described.object, described.table.c)  # type: ignore[arg-type]
        selection = Selection(Paths(records, records.system_rights, source, described.table))
        paths = sorted(self.checked.dependencies)
        for path in paths:
            selection.add(path, labels=False)
        ends = {path: resolve(blueprint, self.object, path) for path in paths}
        stored = described.columns(self.field)[0]
        identity = described.table.c.id
        statement = select(*selection.columns, stored, identity).select_from(selection.paths.from_clause)
        if where is not None:
            statement = statement.where(where(described.table))
        last = ""
        while True:
            after = statement.where(identity > last) if last else statement
            rows = records.rows(after.order_by(identity).limit(CHUNK))
            if not rows:
                return
            yield [(row[-1], row[-2], _seen(selection.values(row), ends)) for row in rows]
            last = rows[-1][-1]

    def _settled(self, source: Any, moment: Moment) -> Any:
        """The value as the field holds it; blank where it cannot be worked out or does not fit."""
        try:
            return self.parse(_rounded(self.field, self.evaluate(source, moment)))
        except (EvaluationFailed, ValueRefused):
            return None


def checked_formula(blueprint: Blueprint, object_name: str, field: Field) -> Checked:
    """The formula's tree. Raises: Invalid."""
    written = str(field.settings["expression"])
    return check(parse(written), record_environment(blueprint, object_name))


def _seen(values: Mapping[str, Any], ends: Mapping[str, Field | None]) -> dict[str, Any]:
    """The values as expressions see them."""
    return {
        path: value if value is None or (end := ends[path]) is None else end.type.expression_value(end, value)
        for path, value in values.items()
    }


def _rounded(field: Field, value: Any) -> Any:
    """A number as a whole one where the field holds whole ones."""
    if isinstance(value, Decimal) and isinstance(field.type, IntegerType):
        return rounded(value, 0)
    return value
