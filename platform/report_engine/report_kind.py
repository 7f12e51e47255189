"""Documents of the kind `report`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metamodel import Blueprint, Document, Issue, Label
from metamodel.kinds import (
    EXPRESSION_SCHEMA,
    PATH_SCHEMA,
    DocumentKind,
    ExpressionUse,
    Reference,
    document_schema,
    path_references,
)
from metamodel.labels import LABEL_SCHEMA
from metamodel.paths import resolve
from report_engine.buckets import BUCKETS
from report_engine.charts import CHARTS
from report_engine.measures import MEASURES
from report_engine.report import Grouping, Report, ReportMeasure

MAX_GROUPINGS = 3
_DATES = ("date", "datetime")


class ReportKind(DocumentKind):
    name = "report"
    label = Label({"en": "Report", "zh-CN": "报表"})

    def schema(self) -> dict[str, Any]:
        groupings = {"type": "array", "maxItems": MAX_GROUPINGS, "items": _grouping_schema()}
        properties = {
            "object": {"type": "string"},
            "filter": EXPRESSION_SCHEMA,
            "group_by": {
                "type": "object",
                "properties": {"rows": groupings, "columns": groupings},
                "additionalProperties": False,
            },
            "measures": {"type": "array", "items": _measure_schema(), "minItems": 1, "maxItems": 12},
            "chart": _chart_schema(),
            "limit": {"type": "integer", "minimum": 1, "maximum": 10_000},
        }
        return document_schema("report", properties, ("object",))

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        report = Report(document)
        yield Reference(f"object/{report.object}", "/object")
        for place, path in _paths(report):
            yield from path_references(blueprint, report.object, path, place)

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        report = Report(document)
        if report.filter:
            yield ExpressionUse(report.filter, "/filter", report.object, "boolean")

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        report = Report(document)
        for index, measure in enumerate(report.measures):
            yield from _check_measure(report, measure, blueprint, f"/measures/{index}")
        for place, grouping in _placed_groupings(report):
            yield from _check_grouping(report, grouping, blueprint, place)


def _grouping_schema() -> dict[str, Any]:
    entry = {
        "type": "object",
        "properties": {"field": PATH_SCHEMA, "bucket": {"enum": list(BUCKETS)}, "label": LABEL_SCHEMA},
        "required": ["field"],
        "additionalProperties": False,
    }
    return {"oneOf": [PATH_SCHEMA, entry]}


def _measure_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"function": {"enum": list(MEASURES)}, "field": PATH_SCHEMA, "label": LABEL_SCHEMA},
        "required": ["function"],
        "additionalProperties": False,
    }


def _chart_schema() -> dict[str, Any]:
    own = {name: schema for chart in CHARTS.values() for name, schema in chart.settings_schema.items()}
    return {
        "type": "object",
        "properties": {"type": {"enum": list(CHARTS)}, **own},
        "required": ["type"],
        "additionalProperties": False,
    }


def _placed_groupings(report: Report) -> Iterable[tuple[str, Grouping]]:
    for axis, groupings in (("rows", report.rows), ("columns", report.columns)):
        for index, grouping in enumerate(groupings):
            yield f"/group_by/{axis}/{index}", grouping


def _paths(report: Report) -> Iterable[tuple[str, str]]:
    yield from ((place, grouping.path) for place, grouping in _placed_groupings(report))
    for index, measure in enumerate(report.measures):
        if measure.path:
            yield f"/measures/{index}/field", measure.path


def _check_measure(
    report: Report, measure: ReportMeasure, blueprint: Blueprint, place: str
) -> Iterable[Issue]:
    function = MEASURES[measure.function]
    if function.of and not measure.path:
        yield Issue(
            "required", place, "“{measure}” needs a field", "Choose a field", {"measure": function.label}
        )
    field = resolve(blueprint, report.object, measure.path) if measure.path else None
    if field is not None and function.of and not function.fits(field):
        values = {"measure": function.label, "field": field.label}
        yield Issue("wrong_type", f"{place}/field", "“{measure}” cannot be taken of “{field}”", values=values)


def _check_grouping(report: Report, grouping: Grouping, blueprint: Blueprint, place: str) -> Iterable[Issue]:
    field = resolve(blueprint, report.object, grouping.path)
    if field is None:
        return
    if grouping.bucket and field.type.value_type not in _DATES:
        yield Issue(
            "wrong_type", place, "“{field}” is not a date: it has no buckets", values={"field": field.label}
        )
    if not field.columns:
        yield Issue(
            "wrong_type", place, "Records cannot be grouped by “{field}”", values={"field": field.label}
        )
