"""Who decides in a step of an approval: one explicit list of ways to say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from metamodel.kinds import EXPRESSION_SCHEMA, ExpressionUse, Reference
from metamodel.labels import Label


@dataclass(frozen=True, slots=True)
class ApproverKind:
    """One way to name approvers; `value_schema` is the JSON Schema of what is written under its name."""

    kind: str
    label: Label
    value_schema: Mapping[str, Any]


def _kind(kind: str, en: str, zh: str, schema: Mapping[str, Any]) -> ApproverKind:
    return ApproverKind(kind, Label({"en": en, "zh-CN": zh}), schema)


_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1}

APPROVERS: Mapping[str, ApproverKind] = {
    kind.kind: kind
    for kind in (
        _kind("users", "People", "指定成员", _NAMES),
        _kind("roles", "Everybody of a role", "指定角色", _NAMES),
        _kind(
            "manager_chain",
            "Managers, so many levels up",
            "逐级上级",
            {"type": "integer", "minimum": 1, "maximum": 10},
        ),
        _kind("department_head", "Head of the department", "部门负责人", {"const": True}),
        _kind("field", "The person in a field", "记录中的成员字段", {"type": "string"}),
        _kind("expression", "By an expression", "表达式", EXPRESSION_SCHEMA),
    )
}


def approver_schema() -> dict[str, Any]:
    """A step's `approvers`: an object with exactly one of the ways."""
    return {
        "type": "object",
        "properties": {kind.kind: kind.value_schema for kind in APPROVERS.values()},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def approver_references(approvers: Mapping[str, Any], object_name: str, place: str) -> Iterable[Reference]:
    for index, role in enumerate(approvers.get("roles", ())):
        yield Reference(f"role/{role}", f"{place}/roles/{index}")
    if "field" in approvers:
        yield Reference(f"field/{object_name}.{approvers['field']}", f"{place}/field")


def approver_expressions(
    approvers: Mapping[str, Any], object_name: str, place: str
) -> Iterable[ExpressionUse]:
    if "expression" in approvers:
        yield ExpressionUse(approvers["expression"], f"{place}/expression", object_name)
