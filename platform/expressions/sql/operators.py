"""The comparisons of the language as SQL operators."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from expressions.sql.value import Sql

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compared(symbol: str, one: Sql, other: Any) -> Sql:
    return _OPERATORS[symbol](one, other)  # type: ignore[no-any-return]
