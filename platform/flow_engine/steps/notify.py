"""The step that tells people something in their inbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flow_engine.flow import Flow
from flow_engine.steps.step import Step, StepResult
from flow_engine.subject import Subject
from metamodel import Blueprint, Issue, Label
from metamodel.field_types.values import USER_OBJECT, Ref
from metamodel.kinds import EXPRESSION_SCHEMA, ExpressionUse, Reference
from record_store.ids import new_id
from record_store.notifications import Notification, notify


class Notify(Step):
    """`to` names a field that holds a person, by default the owner; title and body are expressions giving text."""

    kind = "notify"
    label = Label({"en": "Notify in the inbox", "zh-CN": "站内通知"})
    icon = "bell"
    timings = ("after_commit",)
    settings_schema = {
        "to": {
            "type": "string",
            "title": "To the person in",
            "x-label": {"en": "To the person in", "zh-CN": "通知人字段"},
        },
        "title": {**EXPRESSION_SCHEMA, "title": "Title", "x-label": {"en": "Title", "zh-CN": "标题"}},
        "body": {**EXPRESSION_SCHEMA, "title": "Text", "x-label": {"en": "Text", "zh-CN": "内容"}},
    }
    required_settings = ("title",)

    def run(self, settings: Mapping[str, Any], subject: Subject) -> StepResult:
        person = subject.value(settings.get("to", "owner"))
        if not isinstance(person, Ref):
            return StepResult({}, {"sent": 0})
        title = str(subject.evaluate(settings["title"]) or "")
        body = str(subject.evaluate(settings["body"]) or "") if settings.get("body") else ""
        message = Notification(
            new_id(), person.id, "flow", title, body, subject.object_name, subject.id, subject.now
        )
        notify(subject.records.connection, message)
        return StepResult({"to": person.id}, {"sent": 1, "title": title})

    def references(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[Reference]:
        yield Reference(f"field/{flow.object}.{settings.get('to', 'owner')}", "/to")

    def expressions(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[ExpressionUse]:
        for name in ("title", "body"):
            if settings.get(name):
                yield ExpressionUse(settings[name], f"/{name}", flow.object, "text", has_prior=True)

    def check(self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint) -> Iterable[Issue]:
        described = blueprint.objects.get(flow.object or "")
        field = described.by_name.get(settings.get("to", "owner")) if described else None
        if field is not None and field.type.targets(field) != (USER_OBJECT,):
            message = "“{field}” holds no person"
            yield Issue("wrong_type", "/to", message, "Choose a field for a person", {"field": field.label})
