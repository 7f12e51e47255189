"""Comparing values: texts with a blank counting as "", everything else false beside a blank."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from expressions.value_types import Type

Comparison = Callable[[Any, Any], bool]

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def comparison(symbol: str, one: Type, other: Type) -> Comparison:
    """What compares two values of these types; blanks included."""
    kinds = {one.kind, other.kind} - {"blank"}
    compare = _OPERATORS[symbol]
    if kinds == {"text"}:
        return lambda left, right: compare(left or "", right or "")
    if kinds <= {"number", "date", "datetime", "time", "boolean"}:
        return lambda left, right: left is not None and right is not None and compare(left, right)
    return lambda left, right: (
        left is not None and right is not None and compare(identity(left), identity(right))
    )


def identity(value: Any) -> Any:
    """What a value is compared by: a record by its id, everything else by itself."""
    return getattr(value, "id", value)


def is_blank(value: Any) -> bool:
    """Whether a value is nothing at all, an empty text or an empty list."""
    return value is None or value == "" or value == ()
