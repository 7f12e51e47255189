"""The step that creates a record of any object."""

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


class CreateRecord(Step):
    kind = "create_record"
    label = Label({"en": "Create a record", "zh-CN": "新建记录"})
    icon = "plus"
    timings = ("after_commit",)
    settings_schema = {
        "object": {"type": "string", "title": "Object", "x-label": {"en": "Object", "zh-CN": "对象"}},
        "values": VALUES_SCHEMA,
    }
    required_settings = ("object", "values")

    def run(self, settings: Mapping[str, Any], subject: Subject) -> StepResult:
        values = read_values(settings["values"], subject)
        created = subject.records.create(settings["object"], values)
        return StepResult({"object": settings["object"]}, {"object": created.object, "id": created.id})

    def references(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[Reference]:
        yield Reference(f"object/{settings.get('object')}", "/object")
        yield from value_references(settings.get("values", {}), settings.get("object", ""))

    def expressions(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[ExpressionUse]:
        return value_expressions(
            settings.get("values", {}), settings.get("object", ""), flow.object, blueprint
        )

    def check(self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint) -> Iterable[Issue]:
        return value_issues(settings.get("values", {}), settings.get("object", ""), blueprint)
