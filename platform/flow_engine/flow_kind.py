"""Documents of the kind `flow`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flow_engine.flow import Flow
from flow_engine.steps import STEPS
from flow_engine.triggers import TRIGGERS
from metamodel import Blueprint, Document, Issue, Label
from metamodel.kinds import DocumentKind, ExpressionUse, Reference, document_schema
from metamodel.shape import shape_issues

MAX_STEPS = 100
_STEP_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,40}$"}


class FlowKind(DocumentKind):
    name = "flow"
    label = Label({"en": "Flow", "zh-CN": "流程"})

    def schema(self) -> dict[str, Any]:
        step = {
            "type": "object",
            "properties": {
                "id": _STEP_ID,
                "type": {"enum": list(STEPS)},
                "settings": {"type": "object"},
                "next": _STEP_ID,
            },
            "required": ["id", "type"],
            "additionalProperties": False,
        }
        properties = {
            "active": {"type": "boolean"},
            "timing": {"enum": ["before_save", "after_commit"]},
            "trigger": {
                "type": "object",
                "properties": {"type": {"enum": list(TRIGGERS)}},
                "required": ["type"],
            },
            "steps": {"type": "array", "items": step, "maxItems": MAX_STEPS},
        }
        return document_schema("flow", properties, ("trigger", "steps"))

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        flow = Flow(document)
        if not _settings_issues(flow):
            yield from TRIGGERS[flow.trigger["type"]].references(flow.trigger, blueprint)
            for place, entry in _steps(document):
                found = STEPS[entry["type"]].references(entry.get("settings", {}), flow, blueprint)
                yield from (Reference(each.target, f"{place}/settings{each.path}") for each in found)

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        flow = Flow(document)
        if not _settings_issues(flow):
            yield from TRIGGERS[flow.trigger["type"]].expressions(flow.trigger)
            for place, entry in _steps(document):
                for use in STEPS[entry["type"]].expressions(entry.get("settings", {}), flow, blueprint):
                    where = f"{place}/settings{use.path}"
                    yield ExpressionUse(use.text, where, use.object, use.expects, use.has_prior)

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        flow = Flow(document)
        yield from _settings_issues(flow)
        yield from _timing_issues(flow)
        yield from _order_issues(flow)
        shaped = not _settings_issues(flow)
        for place, entry in _steps(document):
            step = STEPS[entry["type"]]
            if flow.timing not in step.timings:
                message = "“{step}” cannot stand in a flow that runs before a record is saved"
                yield Issue("wrong_timing", f"{place}/type", message, values={"step": step.label})
            found = step.check(entry.get("settings", {}), flow, blueprint) if shaped else ()
            yield from (issue.under(f"{place}/settings") for issue in found)


def _steps(document: Document) -> Iterable[tuple[str, dict[str, Any]]]:
    for index, entry in enumerate(document.body["steps"]):
        yield f"/steps/{index}", entry


def _settings_issues(flow: Flow) -> list[Issue]:
    """What does not fit the schema of its own kind of trigger or step."""
    trigger = TRIGGERS[flow.trigger["type"]]
    own = {"type": {"const": trigger.kind}, **trigger.settings_schema}
    issues = list(shape_issues(_closed(own, trigger.required_settings), dict(flow.trigger), "/trigger"))
    for place, entry in _steps(flow.document):
        step = STEPS[entry["type"]]
        schema = _closed(dict(step.settings_schema), step.required_settings)
        issues += shape_issues(schema, entry.get("settings", {}), f"{place}/settings")
    return issues


def _closed(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _timing_issues(flow: Flow) -> Iterable[Issue]:
    """A record that goes to the trash is not saved: nothing runs before that."""
    if flow.timing == "before_save" and "deleted" in flow.trigger.get("on", ()):
        message = "A flow that runs before a record is saved cannot start when one is deleted"
        yield Issue("wrong_timing", "/trigger/on", message, "Let it run after the change instead")


def _order_issues(flow: Flow) -> Iterable[Issue]:
    """Two steps of one id, a `next` that leads nowhere or back, steps that are never reached."""
    ids = [entry["id"] for _, entry in _steps(flow.document)]
    reached = [step.id for step in flow.steps]
    for (place, entry), position in zip(_steps(flow.document), range(len(ids)), strict=True):
        name, following = entry["id"], entry.get("next")
        if name in ids[:position]:
            yield Issue("duplicate", f"{place}/id", "There are two steps “{name}”", values={"name": name})
        elif name not in reached:
            yield Issue("unreachable", place, "The step “{name}” is never reached", values={"name": name})
        if following and following not in ids:
            message = "There is no step “{name}”"
            yield Issue("unknown_step", f"{place}/next", message, values={"name": following})
        elif name in reached and following in reached[: reached.index(name) + 1]:
            message = "The step “{name}” was run already: steps cannot go in a circle"
            yield Issue("circle", f"{place}/next", message, values={"name": following})
