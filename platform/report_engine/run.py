"""Running a report: one aggregate for its rows, one for its totals, both under the person's rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from metamodel import Field
from metamodel.blueprint import Blueprint
from metamodel.errors import not_found
from metamodel.field_types.values import USER_OBJECT, Ref
from metamodel.labels import Label
from metamodel.paths import resolve
from record_store.queries import Aggregate, Group, Measure
from record_store.reading.source import member_fields
from record_store.records import Records
from report_engine.buckets import BUCKETS
from report_engine.drill import all_of, group_condition
from report_engine.figures import Figure, FigureColumn, FigureRow, Figures
from report_engine.measures import MEASURES
from report_engine.report import Grouping, Report, ReportMeasure

BLANK = Label({"en": "(blank)", "zh-CN": "（空）"})
COUNTING = ("count", "count_distinct")


@dataclass(frozen=True, slots=True)
class _Axis:
    """A grouping with the field it ends at."""

    grouping: Grouping
    field: Field


@dataclass(frozen=True, slots=True)
class _Counted:
    """A measure with the field it counts, if any."""

    measure: ReportMeasure
    field: Field | None


def run_report(records: Records, report: Report, locale: str, narrowed: str | None = None) -> Figures:
    """The figures of the report, over the records that also hold `narrowed`.

    Raises: NotFound for an object or field that is not there, NotAllowed where a field may not be seen.
    """
    blueprint = records.live.blueprint
    axes = tuple(_Axis(grouping, _field(blueprint, report, grouping.path)) for grouping in report.groupings)
    counted = tuple(
        _Counted(measure, _field(blueprint, report, measure.path) if measure.path else None)
        for measure in report.measures
    )
    condition = all_of((report.filter, narrowed))
    totals = _aggregate(records, report, condition, ())[0]
    rows = _aggregate(records, report, condition, axes) if axes else [totals]
    return Figures(
        report,
        _columns(axes, counted, locale),
        tuple(_row(row, axes, counted, condition, locale) for row in rows),
        _measures(totals, counted, locale),
        condition,
    )


def _field(blueprint: Blueprint, report: Report, path: str) -> Field:
    blueprint.object(report.object)
    field = resolve(blueprint, report.object, path) or _field_of_a_person(blueprint, report, path)
    if field is None:
        raise not_found("field", path)
    return field


def _field_of_a_person(blueprint: Blueprint, report: Report, path: str) -> Field | None:
    """What a path to the name or address of a person ends at: people are no object of the blueprint."""
    before, _, last = path.rpartition(".")
    person = resolve(blueprint, report.object, before) if before else None
    if person is None or person.type.targets(person) != (USER_OBJECT,):
        return None
    return member_fields().get(last)


def _aggregate(
    records: Records, report: Report, condition: str | None, axes: Sequence[_Axis]
) -> Sequence[Sequence[Any]]:
    groups = tuple(Group(axis.grouping.path, axis.grouping.bucket) for axis in axes)
    measures = tuple(Measure(measure.function, measure.path) for measure in report.measures)
    sort = () if len(axes) != 1 or _has_an_order(axes[0].field) else (-2, 1)
    asked = Aggregate(report.object, groups, measures, condition, sort=sort, limit=report.limit)
    return sorted(records.aggregate(asked), key=lambda row: bool(axes) and row[0] is None)


def _has_an_order(field: Field) -> bool:
    """Whether groups have an order of their own: options as they are set, days as they come, numbers as they grow.

    Others, such as look-ups and texts, come with the greatest figure first; blanks come last either way.
    """
    return field.type.kind == "select" or field.type.value_type in ("date", "datetime", "time", "number")


def _columns(axes: Sequence[_Axis], counted: Sequence[_Counted], locale: str) -> tuple[FigureColumn, ...]:
    groups = (
        FigureColumn(axis.grouping.path, "group", (axis.grouping.label or axis.field.label).text(locale))
        for axis in axes
    )
    measures = (
        FigureColumn(_measure_name(each.measure), "measure", _measure_heading(each, locale), _unit(each))
        for each in counted
    )
    return (*groups, *measures)


def _measure_name(measure: ReportMeasure) -> str:
    return f"{measure.function}_{measure.path.replace('.', '_')}" if measure.path else measure.function


def _unit(each: _Counted) -> str:
    if each.field is None or each.measure.function in COUNTING:
        return "records"
    return f"{each.field.type.kind} {each.field.settings.get('currency', '')}"


def _measure_heading(each: _Counted, locale: str) -> str:
    if each.measure.label:
        return each.measure.label.text(locale)
    function = MEASURES[each.measure.function].label.text(locale)
    return f"{function} · {each.field.label.text(locale)}" if each.field else function


def _row(
    row: Sequence[Any], axes: Sequence[_Axis], counted: Sequence[_Counted], condition: str | None, locale: str
) -> FigureRow:
    groups = tuple(_group(axis, value, locale) for axis, value in zip(axes, row, strict=False))
    conditions = (
        group_condition(axis.grouping, axis.field, value) for axis, value in zip(axes, row, strict=False)
    )
    return FigureRow(groups, _measures(row[len(axes) :], counted, locale), all_of((condition, *conditions)))


def _group(axis: _Axis, value: Any, locale: str) -> Figure:
    if value is None:
        return Figure(None, BLANK.text(locale))
    if axis.grouping.bucket:
        return Figure(value.isoformat(), BUCKETS[axis.grouping.bucket].show(value, locale), value.isoformat())
    field = axis.field
    shown = field.type.show(field, value, locale) or BLANK.text(locale)
    return Figure(field.type.to_json(field, value), shown, _order(field, value, shown))


def _order(field: Field, value: Any, shown: str) -> Any:
    """What groups across are sorted by: options as they are set, days and numbers as they come, the rest by name."""
    if field.type.kind == "select":
        options = [option["value"] for option in field.settings["options"]]
        return options.index(value) if value in options else len(options)
    return value if _has_an_order(field) else shown


def _measures(row: Sequence[Any], counted: Sequence[_Counted], locale: str) -> tuple[Figure, ...]:
    return tuple(_measure(each, value, locale) for each, value in zip(counted, row, strict=True))


def _measure(each: _Counted, value: Any, locale: str) -> Figure:
    if value is None:
        return Figure(None, "–")
    if each.field is None or each.measure.function in COUNTING:
        return Figure(int(value), f"{int(value):,}")
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        exact = _rounded(Decimal(value), each.field)
        return Figure(exact, each.field.type.show(each.field, exact, locale))
    if isinstance(value, dt.date | dt.time | Ref | str):
        return Figure(
            each.field.type.to_json(each.field, value), each.field.type.show(each.field, value, locale)
        )
    return Figure(value, str(value))


def _rounded(value: Decimal, field: Field) -> Decimal:
    """An average may have any number of digits; it is shown with the field's own, at least two."""
    scale = max(int(field.settings.get("scale", 2)), 2)
    return value.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP)
