"""What expressions ask about the records around one that is being saved: `SUMOF`, `COUNTOF`, `LOOKUP`, …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from expressions import BOOLEAN, Evaluate, check, compile_python, parse, record_environment
from expressions.numbers import divide
from metamodel import Invalid, Issue, ValueRefused
from record_store.queries import Measure
from record_store.reading.filters import read_filter
from record_store.reading.measures import measure_part
from record_store.reading.paths import Paths
from record_store.reading.source import Source
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import plan_of

if TYPE_CHECKING:
    from record_store.records import Records


class Related:
    """The answers for one record: line items as they are being saved, other records as they are stored."""

    def __init__(self, records: Records, record: PendingRecord) -> None:
        self.records = records
        self.record = record

    def aggregate(self, function: str, via: str, field: str | None, filter: str | None) -> Any:
        """A measure over the records whose look-up `via`, written `deal_line.deal`, is this record."""
        object_name, _, reference = via.partition(".")
        described = self.records.live.blueprint.object(object_name)
        if reference not in described.by_name:
            raise Invalid(Issue("unknown_field", "", "There is no look-up “{name}”", values={"name": via}))
        children = self.record.children.get((object_name, reference))
        if children is not None:
            return _measured(function, list(self._values(object_name, children, field, filter)))
        if self.record.is_new:
            return _measured(function, [])
        return self._stored(function, object_name, reference, field, filter)

    def lookup(self, object_name: str, field: str, value: Any, result: str) -> Any:
        """The `result` field of the first record whose `field` has the value."""
        source, paths = self._paths(object_name)
        searched, wanted = paths.find(field), paths.find(result)
        try:
            parsed = searched.field.type.parser(searched.field)(getattr(value, "id", value))
        except ValueRefused:
            return None
        if parsed is None or not searched.field.columns or not wanted.field.columns:
            return None
        stored = searched.field.type.to_columns(searched.field, parsed)[0]
        statement = (
            select(*wanted.columns)
            .select_from(paths.from_clause)
            .where(searched.first == stored, source.columns["deleted_at"].is_(None))
            .order_by(source.columns["id"])
            .limit(1)
        )
        rows = self.records.rows(statement)
        if not rows or rows[0][0] is None:
            return None
        kind = wanted.field.type
        return kind.expression_value(wanted.field, kind.from_columns(wanted.field, tuple(rows[0])))

    def _stored(
        self, function: str, object_name: str, reference: str, field: str | None, filter: str | None
    ) -> Any:
        source, paths = self._paths(object_name)
        measure = Measure(function, field)  # type: ignore[arg-type]
        part = measure_part(self.records, paths, measure, 0)
        way_back = source.of(paths.find(reference).field)[0]
        conditions = [way_back == self.record.id, source.columns["deleted_at"].is_(None)]
        if filter:
            conditions.append(read_filter(self.records, object_name, filter).condition(self.records, paths))
        (row,) = self.records.rows(select(*part.columns).select_from(paths.from_clause).where(*conditions))
        found = part.read(*row)
        return Decimal(0) if found is None and function == "sum" else found

    def _paths(self, object_name: str) -> tuple[Source, Paths]:
        described = self.records.live.table(object_name)
        source = Source(described.object, described.table.c)  # type: ignore[arg-type]
        return source, Paths(self.records, self.records.system_rights, source, described.table)

    def _values(
        self, object_name: str, children: Iterable[PendingRecord], name: str | None, filter: str | None
    ) -> Iterator[Any]:
        """The expression values of a field of the line items that the filter leaves."""
        from record_store.writing.surroundings import Surroundings  # which hands out answers of this kind

        records, written = self.records, list(children)
        holds, behind = _condition(records, object_name, filter)
        around = Surroundings(
            records, plan_of(records.live, object_name, records.moment.zone), written, behind
        )
        for child in written:
            seen = around.of(child)
            if holds is None or holds(seen, records.moment):
                yield seen((name,)) if name else True


def _condition(
    records: Records, object_name: str, filter: str | None
) -> tuple[Evaluate | None, frozenset[str]]:
    """What tells which line items count, and the paths through look-ups that it reads."""
    if not filter:
        return None, frozenset()

    def compile_it() -> tuple[Evaluate, frozenset[str]]:
        checked = check(parse(filter), record_environment(records.live.blueprint, object_name), BOOLEAN)
        behind = frozenset(path for path in checked.dependencies if "." in path)
        return compile_python(checked, "blank"), behind

    return records.live.memo(("line condition", object_name, filter), compile_it)


def _measured(function: str, values: list[Any]) -> Any:
    present = [value for value in values if value is not None]
    if function == "count":
        return Decimal(len(present))
    if function == "sum":
        return sum((Decimal(value) for value in present), Decimal(0))
    if not present:
        return None
    if function == "average":
        return divide(sum((Decimal(value) for value in present), Decimal(0)), Decimal(len(present)))
    return min(present) if function == "minimum" else max(present)
