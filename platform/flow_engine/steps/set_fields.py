"""The step that sets fields of the record the flow is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flow_engine.flow import Flow
from flow_engine.steps.step import Step, StepResult
from flow_engine.steps.values import (
    VALUES_SCHEMA,
    read_values,
    value_expressions,
    value_issues,
    value_references,
)
from flow_engine.subject import Subject
from metamodel import Blueprint, Issue, Label
from metamodel.kinds import ExpressionUse, Reference


class SetFields(Step):
    kind = "set_fields"
    label = Label({"en": "Set fields", "zh-CN": "设置字段"})
    icon = "pencil"
    settings_schema = {"values": VALUES_SCHEMA}
    required_settings = ("values",)

    def run(self, settings: Mapping[str, Any], subject: Subject) -> StepResult:
        values = read_values(settings["values"], subject)
        subject.set(values)
        return StepResult({}, subject.to_json(values))

    def references(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[Reference]:
        return value_references(settings.get("values", {}), flow.object or "")

    def expressions(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[ExpressionUse]:
        return value_expressions(settings.get("values", {}), flow.object or "", flow.object, blueprint)

    def check(self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint) -> Iterable[Issue]:
        return value_issues(settings.get("values", {}), flow.object or "", blueprint)
