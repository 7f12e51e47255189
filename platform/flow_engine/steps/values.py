"""Field values in a step's settings: a constant, or `{"expression": …}` over the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flow_engine.subject import Subject
from metamodel import Blueprint, Field, Issue, ValueRefused, pointer
from metamodel.kinds import EXPRESSION_SCHEMA, ExpressionUse, Reference
from record_store.access.rights import WRITABLE_SYSTEM_FIELDS

EXPRESSION_VALUE = {
    "type": "object",
    "properties": {"expression": EXPRESSION_SCHEMA},
    "required": ["expression"],
    "additionalProperties": False,
}

VALUES_SCHEMA = {
    "type": "object",
    "minProperties": 1,
    "title": "Values",
    "x-label": {"en": "Values", "zh-CN": "字段值"},
}


CHECKED_TYPES = ("number", "boolean")
"""Value types that an expression must have to fill such a field; texts take anything, dates read texts too."""


def is_expression(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"expression"}


def read_values(values: Mapping[str, Any], subject: Subject) -> dict[str, Any]:
    """The values to write, every expression worked out for the subject."""
    return {
        name: subject.evaluate(value["expression"]) if is_expression(value) else value
        for name, value in values.items()
    }


def value_references(values: Mapping[str, Any], object_name: str) -> Iterable[Reference]:
    """The fields that are written."""
    for name in values:
        yield Reference(f"field/{object_name}.{name}", pointer("values", name))


def value_expressions(
    values: Mapping[str, Any], object_name: str, flow_object: str | None, blueprint: Blueprint
) -> Iterable[ExpressionUse]:
    """The expressions among the values, which read the flow's own record."""
    fields = _fields(blueprint, object_name)
    for name, value in values.items():
        if is_expression(value):
            kind = fields[name].type.value_type if name in fields else ""
            expects = kind if kind in CHECKED_TYPES else None
            place = pointer("values", name, "expression")
            yield ExpressionUse(value["expression"], place, flow_object, expects, has_prior=True)


def value_issues(values: Mapping[str, Any], object_name: str, blueprint: Blueprint) -> Iterable[Issue]:
    """Fields that nobody fills in, and constants that their fields cannot hold."""
    fields = _fields(blueprint, object_name)
    for name in values.keys() & fields.keys():
        field, place = fields[name], pointer("values", name)
        if not field.writable or (field.system and name not in WRITABLE_SYSTEM_FIELDS):
            yield Issue("computed", place, "“{field}” is filled in by itself", values={"field": field.label})
        elif not is_expression(values[name]):
            try:
                field.type.parser(field)(values[name])
            except ValueRefused as refused:
                yield refused.issue.under(place)


def _fields(blueprint: Blueprint, object_name: str) -> Mapping[str, Field]:
    described = blueprint.objects.get(object_name)
    return described.by_name if described else {}
