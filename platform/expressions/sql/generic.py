"""A function's own Python inside SQLite: the arguments go in tagged with their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, Text, func, literal

from expressions.sql.value import Sql, SqlValue

if TYPE_CHECKING:
    from expressions.functions.function import Function
    from expressions.sql.call import SqlCall

TAGS = {
    "text": "t",
    "number": "n",
    "boolean": "b",
    "date": "d",
    "datetime": "D",
    "time": "T",
    "record": "r",
    "list": "l",
    "blank": "0",
}


def generic_call(function: Function, call: SqlCall) -> Sql:
    """The function's Python called by SQLite; NULL where it fails."""
    expression = generic_expression(call, zoned=function.needs != "nothing", whole=function.whole)
    if function.can_fail:
        call.fails_when(expression.is_(None))
    return expression


def generic_expression(call: SqlCall, *, zoned: bool = False, whole: bool = False) -> Sql:
    """`trellis_left('tn', zone, text, count)`."""
    tags = "".join(TAGS[value.kind] for value in call.values)
    arguments = [_argument(call, value) for value in call.values]
    zone = call.zone if zoned else literal("", Text())
    compute = getattr(func, f"trellis_{call.node.name.lower()}")
    expression: Sql = compute(tags, zone, *arguments, type_=Integer() if whole else Text())
    return expression


def _argument(call: SqlCall, value: SqlValue) -> Sql:
    if value.kind == "number":
        return call.compiler.numbers.argument(value.number)  # type: ignore[no-any-return]
    return call.compiler.text(value) if value.kind == "text" else value.sql
