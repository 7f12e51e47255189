"""Field values in a step's settings: a constant, or `{"expression": …}` over the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flow_engine.subject import Subject
from metamodel import pointer
from metamodel.kinds import EXPRESSION_SCHEMA, ExpressionUse, Reference

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


def value_expressions(values: Mapping[str, Any], object_name: str | None) -> Iterable[ExpressionUse]:
    """The expressions among the values, which read the flow's own record."""
    for name, value in values.items():
        if is_expression(value):
            yield ExpressionUse(
                value["expression"], pointer("values", name, "expression"), object_name, has_prior=True
            )
