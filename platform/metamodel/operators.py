"""The comparisons that filters offer: each with its words and the operator of the expression behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from metamodel.labels import Label

Arity = Literal["none", "one", "two", "many"]


@dataclass(frozen=True, slots=True)
class Operator:
    """One comparison; `arity` is how many values a person gives."""

    name: str
    label: Label
    arity: Arity = "one"


def _operator(name: str, en: str, zh: str, arity: Arity = "one") -> Operator:
    return Operator(name, Label({"en": en, "zh-CN": zh}), arity)


EQUALS = _operator("equals", "is", "等于")
NOT_EQUALS = _operator("not_equals", "is not", "不等于")
GREATER = _operator("greater", "is more than", "大于")
GREATER_OR_EQUAL = _operator("greater_or_equal", "is at least", "大于等于")
LESS = _operator("less", "is less than", "小于")
LESS_OR_EQUAL = _operator("less_or_equal", "is at most", "小于等于")
BETWEEN = _operator("between", "is between", "介于", "two")
IN = _operator("in", "is one of", "属于", "many")
NOT_IN = _operator("not_in", "is none of", "不属于", "many")
CONTAINS = _operator("contains", "contains", "包含")
NOT_CONTAINS = _operator("not_contains", "does not contain", "不包含")
BEGINS = _operator("begins", "begins with", "开头是")
ENDS = _operator("ends", "ends with", "结尾是")
INCLUDES = _operator("includes", "includes", "包含选项")
NOT_INCLUDES = _operator("not_includes", "does not include", "不包含选项")
IS_BLANK = _operator("is_blank", "is blank", "为空", "none")
IS_NOT_BLANK = _operator("is_not_blank", "is not blank", "不为空", "none")
IS_TRUE = _operator("is_true", "is yes", "为是", "none")
IS_FALSE = _operator("is_false", "is no", "为否", "none")

PRESENCE = (IS_BLANK, IS_NOT_BLANK)
TEXT_OPERATORS = (CONTAINS, NOT_CONTAINS, EQUALS, NOT_EQUALS, BEGINS, ENDS, IN, NOT_IN, *PRESENCE)
NUMBER_OPERATORS = (
    EQUALS, NOT_EQUALS, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, BETWEEN, IN, NOT_IN, *PRESENCE,
)  # fmt: skip
DATE_OPERATORS = (EQUALS, NOT_EQUALS, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, BETWEEN, *PRESENCE)
CHOICE_OPERATORS = (EQUALS, NOT_EQUALS, IN, NOT_IN, *PRESENCE)
REFERENCE_OPERATORS = CHOICE_OPERATORS
LIST_OPERATORS = (INCLUDES, NOT_INCLUDES, *PRESENCE)
BOOLEAN_OPERATORS = (IS_TRUE, IS_FALSE, *PRESENCE)

OPERATORS: Mapping[str, Operator] = {
    operator.name: operator
    for operator in (*TEXT_OPERATORS, *NUMBER_OPERATORS, *DATE_OPERATORS, *LIST_OPERATORS, *BOOLEAN_OPERATORS)
}
