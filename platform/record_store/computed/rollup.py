"""The computation of a roll-up: one measure over the records whose look-up leads to this one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, and_, case, func, or_, select, true, type_coerce

from expressions import (
    BOOLEAN,
    NUMBER,
    Checked,
    VariablesEnvironment,
    check,
    compile_sql,
    parse,
    record_environment,
)
from metamodel import Blueprint, Field, ValueRefused
from metamodel.field_types.rollup import IN_ORDER, child_of, lookup_of
from metamodel.storage import Duration, ScaledDecimal
from record_store.computed.computation import Computation
from record_store.computed.inputs import Input, inputs_of, reading
from record_store.computed.touched import PRESENCE, Touched
from record_store.computed.updating import Where, lock
from record_store.reading.among import among
from record_store.reading.filters import path_columns
from record_store.reading.order import plain_order
from record_store.reading.paths import Paths
from record_store.reading.source import Source, sorting_column

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records
    from record_store.tables import ObjectTable
    from record_store.writing.pending import PendingRecord
    from record_store.writing.surroundings import Surroundings

ZERO = frozenset({"count", "count_distinct", "sum"})
"""The measures that are 0 where there is nothing to measure."""
AT_ONCE = frozenset({"count", "sum", "average", "minimum", "maximum"})
"""The measures that can be told of line items before they are stored."""
_PART = 10**6
_LARGEST = 10**18
"""What every number column holds less than, in units of its last digit."""


class RollupComputation(Computation):
    """`child` are the records that are measured, `lookup` leads from them to the roll-up's record."""

    def __init__(self, live: Live, object_name: str, field: Field) -> None:
        settings, blueprint = field.settings, live.blueprint
        self.child, self.lookup = child_of(field), lookup_of(field)
        self.function = str(settings["function"])
        self.measured: str | None = settings.get("field") if self.function != "count" else None
        self.order = str(settings.get("order") or "created_at")
        self.filter = checked_filter(blueprint, field)
        super().__init__(object_name, field, self._inputs(blueprint))
        self.parse = field.type.parser(field)
        self.empty = self.parse(0) if self.function in ZERO else None

    @property
    def watched(self) -> frozenset[tuple[str, str]]:
        return frozenset(one.place for one in self.inputs)

    def _inputs(self, blueprint: Blueprint) -> list[Input]:
        named = [self.lookup, *([self.measured] if self.measured else ())]
        if self.function in IN_ORDER:
            named.append(self.order.removeprefix("-"))
        paths = [*named, *(self.filter.dependencies if self.filter else ())]
        inputs = [one for path in paths for one in inputs_of(blueprint, self.child, path)]
        return [Input((), self.child, PRESENCE), *inputs]

    def value(self, around: Surroundings, record: PendingRecord) -> Any:
        """Of line items that are saved with the record; else as stored, until those that changed are told of."""
        lines = record.children.get((self.child, self.lookup))
        if lines is None or self.function not in AT_ONCE:
            return (record.before or {}).get(self.field.name, self.empty)
        written = self.field.settings.get("filter")
        via = f"{self.child}.{self.lookup}"
        found = around.ports(record).need_related("").aggregate(self.function, via, self.measured, written)
        try:
            return self.parse(found)
        except ValueRefused:
            return None

    def affected(self, records: Records, touched: Touched) -> Where | None:
        reached = [
            (one.steps, touched.saved.get(one.place, set()) | touched.derived.get(one.place, set()))
            for one in self.inputs
        ]
        left = touched.left.get((self.child, self.lookup), set())
        if not left and not any(ids for _, ids in reached):
            return None
        beyond = records.live.table(self.child).table.alias("reaching")
        changed = or_(*(reading(records, self.child, beyond, steps, ids) for steps, ids in reached if ids))

        def where(start: FromClause) -> ColumnElement[bool]:
            parents = select(beyond.c[self.lookup]).where(changed, self.leads_here(records, beyond))
            conditions: list[ColumnElement[bool]] = []
            if any(ids for _, ids in reached):
                conditions.append(start.c.id.in_(parents))
            if left:
                conditions.append(among(records.dialect, start.c.id, sorted(left)))
            return or_(*conditions)

        return where

    def recompute(self, records: Records, where: Where) -> list[str]:
        lock(records, records.live.table(self.object), where)
        return super().recompute(records, where)

    def expressions(self, records: Records) -> list[ColumnElement[Any]]:
        described = records.live.table(self.object)
        measures = zip(self._measure(records, described.table), described.columns(self.field), strict=True)
        return [type_coerce(measure, column.type) for measure, column in measures]

    def _measure(self, records: Records, start: FromClause) -> list[ColumnElement[Any]]:
        """One value for each column of the field, for the record of `start`."""
        measured = Measured(self, records, start)
        match self.function:
            case "count":
                return [measured.aggregate(func.count())]
            case "count_distinct":
                return [measured.aggregate(func.count(measured.column.distinct()))]
            case "sum":
                return [measured.aggregate(measured.sum())]
            case "average":
                return [measured.average()]
            case "minimum" | "maximum":
                return measured.in_order(measured.sorting, descending=self.function == "maximum")
            case _:
                turned = self.order.startswith("-") != (self.function == "last")
                ordered = measured.field_column(self.order.removeprefix("-"))
                return measured.in_order(ordered, descending=turned)

    def leads_here(self, records: Records, child: FromClause) -> ColumnElement[bool]:
        """Whether the look-up leads to an object of this kind: one of several may."""
        described = records.live.table(self.child)
        columns = described.columns(described.object.by_name[self.lookup])
        return and_(true(), *(child.c[column.name] == self.object for column in columns[1:]))


class Measured:
    """The records that one roll-up measures, as a sub-select of the record they lead to."""

    def __init__(self, rollup: RollupComputation, records: Records, start: FromClause) -> None:
        self.rollup, self.records = rollup, records
        self.described: ObjectTable = records.live.table(rollup.child)
        self.child = self.described.table.alias("measured")
        self.source = Source(self.described.object, self.child.c)  # type: ignore[arg-type]
        self.paths = Paths(records, records.system_rights, self.source, self.child)
        self.conditions = [
            self.child.c[rollup.lookup] == start.c.id,
            rollup.leads_here(records, self.child),
            self.child.c.deleted_at.is_(None),
        ]
        if rollup.filter is not None:
            columns = path_columns(records, self.paths)
            self.conditions.append(
                compile_sql(
                    rollup.filter, columns, "blank", records.moment, records.dialect, as_condition=True
                )
            )

    @property
    def fields(self) -> Sequence[ColumnElement[Any]]:
        field = self.described.object.by_name[self.rollup.measured or "id"]
        return [self.child.c[column.name] for column in self.described.columns(field)]

    @property
    def column(self) -> ColumnElement[Any]:
        return self.fields[0]

    @property
    def sorting(self) -> ColumnElement[Any]:
        return self.field_column(self.rollup.measured or "id")

    def field_column(self, name: str) -> ColumnElement[Any]:
        """What sorts by a field of the measured records."""
        found = sorting_column(self.source, self.described.object.by_name[name])
        return plain_order(found, self.records.dialect)

    def aggregate(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        found = select(value).select_from(self.paths.from_clause).where(*self.conditions)
        return found.scalar_subquery()

    def sum(self) -> ColumnElement[Any]:
        """The sum in units of the last digit; blank where no column could hold it."""
        column, on_sqlite = self.column, self.records.dialect == "sqlite"
        if on_sqlite:
            units: ColumnElement[Any] = type_coerce(column, BigInteger())
            high, low = func.sum(units.op("/")(_PART)), func.sum(units.op("%")(_PART))
            whole = func.coalesce(high * _PART + low, 0)
            return case((func.abs(func.coalesce(high, 0)) < _LARGEST // _PART, whole))
        scale = column.type.scale if isinstance(column.type, ScaledDecimal) else 0
        units = type_coerce(column, BigInteger()) if isinstance(column.type, Duration) else column
        total = func.coalesce(func.sum(units), 0)
        return case((func.abs(total) < Decimal(_LARGEST).scaleb(-scale), total))

    def average(self) -> ColumnElement[Any]:
        (target,) = self.records.live.table(self.rollup.object).columns(self.rollup.field)
        total, many = self.aggregate(self.sum()), self.aggregate(func.count(self.column))
        if isinstance(target.type, Duration):
            return total / func.nullif(many, 0)  # whole milliseconds
        parts = {"total": type_coerce(total, self.column.type), "many": type_coerce(many, BigInteger())}
        return compile_sql(
            _AVERAGE, lambda parts_of: parts[parts_of[0]], "blank", self.records.moment, self.records.dialect,
            into=target.type,
        )  # fmt: skip

    def in_order(self, by: ColumnElement[Any], *, descending: bool) -> list[ColumnElement[Any]]:
        """The field of the record that comes first in an order, among those where it is not blank."""
        conditions = [*self.conditions, self.column.is_not(None), by.is_not(None)]
        order = [by.desc(), self.child.c.id.desc()] if descending else [by.asc(), self.child.c.id.asc()]
        return [
            select(part)
            .select_from(self.paths.from_clause)
            .where(*conditions)
            .order_by(*order)
            .limit(1)
            .scalar_subquery()
            for part in self.fields
        ]


def checked_filter(blueprint: Blueprint, field: Field) -> Checked | None:
    """The tree of the condition on the records that are measured. Raises: Invalid."""
    written = field.settings.get("filter")
    if not written:
        return None
    return check(parse(str(written)), record_environment(blueprint, child_of(field)), BOOLEAN)


_AVERAGE = check(parse("total / many"), VariablesEnvironment({"total": NUMBER, "many": NUMBER}), NUMBER)
