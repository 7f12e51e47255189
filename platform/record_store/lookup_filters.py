"""The filters of look-ups: which records a field may refer to, judged record by record and as SQL.

A filter is an expression over the records that may be chosen; `$record` in it is the record that refers to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from expressions import (
    BOOLEAN,
    Checked,
    Evaluate,
    Moment,
    check,
    compile_python,
    compile_sql,
    parse,
    record_environment,
    record_paths,
)
from metamodel import Field, Object, TrellisError
from record_store.reading.filters import path_columns
from record_store.reading.paths import Paths
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records

Resolver = Callable[[tuple[str, ...]], Any]


@dataclass(frozen=True, slots=True)
class LookupFilter:
    """The filter of one field; `looks_at` are the paths of `$record` that it reads, `reads` those of the target."""

    field: Field
    checked: Checked
    evaluate: Evaluate
    looks_at: frozenset[str]
    reads: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        """The fields of the referring record that decide."""
        return frozenset(path.split(".")[0] for path in self.looks_at)

    def allows(self, target: Resolver, record: Resolver, moment: Moment) -> bool:
        """Whether a record may be chosen; where that cannot be worked out it may not."""
        try:
            return bool(self.evaluate(target, replace(moment, record=record)))
        except (TrellisError, ArithmeticError):
            return False


def lookup_filters(live: Live, object_name: str) -> Mapping[str, LookupFilter]:
    """The filters of an object's fields by name, from the release's memory."""

    def compile_all() -> dict[str, LookupFilter]:
        described = live.blueprint.object(object_name)
        fields = (field for field in described.fields if is_filtered(field))
        return {field.name: _compile(live, described, field) for field in fields}

    return live.memo(("lookup filters", object_name), compile_all)


def is_filtered(field: Field) -> bool:
    return field.type.refers and bool(field.settings.get("filter")) and bool(field.target)


def offered(records: Records, root: Source, filter: LookupFilter, record: Resolver) -> ColumnElement[bool]:
    """The condition that the records of `root` may be chosen for that record.

    What a filter reads does not depend on who looks, which records are seen does: that is the query's part.
    """
    described = records.live.table(str(filter.field.target))
    table = described.table.alias("offered")
    source = Source(described.object, table.c)  # type: ignore[arg-type]
    paths = Paths(records, records.system_rights, source, table)
    moment = replace(records.moment, record=record)
    condition = compile_sql(
        filter.checked, path_columns(records, paths), "blank", moment, records.dialect, as_condition=True
    )
    within: ColumnElement[bool] = root.columns["id"].in_(
        select(table.c.id).select_from(paths.from_clause).where(condition)
    )
    return within


def _compile(live: Live, described: Object, field: Field) -> LookupFilter:
    environment = record_environment(live.blueprint, str(field.target), record=described.name)
    checked = check(parse(str(field.settings["filter"])), environment, BOOLEAN)
    evaluate = compile_python(checked, "blank")
    return LookupFilter(field, checked, evaluate, record_paths(checked.node), checked.dependencies)
