"""Documents of the kind `approval`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flow_engine.approvals.approvers import approver_expressions, approver_references, approver_schema
from metamodel import Blueprint, Document, Issue, Label
from metamodel.kinds import EXPRESSION_SCHEMA, DocumentKind, ExpressionUse, Reference, document_schema
from metamodel.labels import LABEL_SCHEMA
from metamodel.role import FIELD_RIGHTS

MODES = ("any", "all", "in_turn", "share")
WHEN_EMPTY = ("skip", "admin", "refuse")
WHEN_LATE = ("remind", "escalate", "pass", "return")
OUTCOMES = ("submit", "approve", "reject", "withdraw")


class ApprovalKind(DocumentKind):
    name = "approval"
    label = Label({"en": "Approval", "zh-CN": "审批"})

    def schema(self) -> dict[str, Any]:
        start = {
            "type": "object",
            "properties": {"when": EXPRESSION_SCHEMA, "by": {"type": "array", "items": {"type": "string"}}},
            "additionalProperties": False,
        }
        outcome = {
            "type": "object",
            "properties": {"flow": {"type": "string"}},
            "additionalProperties": False,
        }
        properties = {
            "object": {"type": "string"},
            "start": start,
            "steps": {"type": "array", "items": _step_schema(), "minItems": 1, "maxItems": 50},
            "on": {
                "type": "object",
                "properties": dict.fromkeys(OUTCOMES, outcome),
                "additionalProperties": False,
            },
        }
        return document_schema("approval", properties, ("object", "steps"))

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        body = document.body
        yield Reference(f"object/{body['object']}", "/object")
        for index, role in enumerate(body.get("start", {}).get("by", ())):
            yield Reference(f"role/{role}", f"/start/by/{index}")
        for index, step in enumerate(body["steps"]):
            yield from approver_references(step["approvers"], body["object"], f"/steps/{index}/approvers")
            for field in step.get("fields", {}):
                yield Reference(f"field/{body['object']}.{field}", f"/steps/{index}/fields/{field}")
        for outcome, action in body.get("on", {}).items():
            if "flow" in action:
                yield Reference(f"flow/{action['flow']}", f"/on/{outcome}/flow")

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        body = document.body
        if body.get("start", {}).get("when"):
            yield ExpressionUse(body["start"]["when"], "/start/when", body["object"], "boolean")
        for index, step in enumerate(body["steps"]):
            place = f"/steps/{index}"
            yield from approver_expressions(step["approvers"], body["object"], f"{place}/approvers")
            if step.get("when"):
                yield ExpressionUse(step["when"], f"{place}/when", body["object"], "boolean")

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        ids = [step["id"] for step in document.body["steps"]]
        for index, step in enumerate(document.body["steps"]):
            if step["id"] in ids[:index]:
                message = "There are two steps “{name}”"
                yield Issue("duplicate", f"/steps/{index}/id", message, values={"name": step["id"]})
            if step.get("mode") == "share" and "percent" not in step:
                message = "A vote by share needs a percentage"
                yield Issue(
                    "required", f"/steps/{index}/percent", message, "Say how many must agree, 1 to 100"
                )


def _step_schema() -> dict[str, Any]:
    deadline = {
        "type": "object",
        "properties": {
            "hours": {"type": "number", "exclusiveMinimum": 0, "maximum": 10_000},
            "then": {"enum": list(WHEN_LATE)},
        },
        "required": ["hours", "then"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,40}$"},
            "label": LABEL_SCHEMA,
            "approvers": approver_schema(),
            "mode": {"enum": list(MODES)},
            "percent": {"type": "integer", "minimum": 1, "maximum": 100},
            "when": EXPRESSION_SCHEMA,
            "empty": {"enum": list(WHEN_EMPTY)},
            "deadline": deadline,
            "fields": {"type": "object", "additionalProperties": {"enum": list(FIELD_RIGHTS)}},
        },
        "required": ["id", "approvers"],
        "additionalProperties": False,
    }
