"""Plus, minus, times, divided, power and joining in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, func

from expressions.sql import postgres
from expressions.sql.value import Sql, SqlValue, any_error, either
from expressions.tree import Binary

if TYPE_CHECKING:
    from expressions.sql.compiler import SqlCompiler

_TAGS = {"number": "n", "date": "d", "datetime": "D", "time": "T"}


class Arithmetic:
    """Computes with compiled values."""

    def __init__(self, compiler: SqlCompiler) -> None:
        self.compiler = compiler

    def negate(self, one: SqlValue) -> SqlValue:
        return self._number(self.compiler.numbers.negate(one.number), one)

    def binary(self, node: Binary) -> SqlValue:
        kinds = {self.compiler.type_of(side).kind for side in (node.left, node.right)}
        kind = self.compiler.type_of(node).kind
        numeric = kinds <= {"number", "blank"} or node.operator in "*/^"
        left = self.compiler.operand(node.left, number=numeric or self._is_blank(node.left))
        right = self.compiler.operand(node.right, number=numeric or self._is_blank(node.right))
        if kind == "text":
            return self._joined(left, right)
        if not numeric:
            return self._temporal(node.operator, kind, left, right)
        return self._numbers(node.operator, left, right)

    def _is_blank(self, node: Any) -> bool:
        return self.compiler.type_of(node).kind == "blank"

    def _numbers(self, operator: str, left: SqlValue, right: SqlValue) -> SqlValue:
        numbers = self.compiler.numbers
        if operator == "+":
            return self._number(numbers.add(left.number, right.number), left, right)
        if operator == "-":
            return self._number(numbers.subtract(left.number, right.number), left, right)
        if operator == "*":
            return self._number(numbers.multiply(left.number, right.number), left, right)
        if operator == "/":
            return self._divided(left, right)
        return self.power(left, right)

    def _divided(self, left: SqlValue, right: SqlValue) -> SqlValue:
        value = self._number(self.compiler.numbers.divide(left.number, right.number), left, right)
        if right.is_constant and right.constant:
            return value
        zero = self.compiler.constant("number", 0)
        by_zero = self.compiler.numbers.compare("=", right.number, zero.number)
        if left.nullable:
            by_zero = and_(by_zero, ~self.compiler.numbers.is_null(left.number))
        return SqlValue("number", number=value.number, error=either(value.error, by_zero), quiet=value.quiet,
                        nullable=True)  # fmt: skip

    def power(self, left: SqlValue, right: SqlValue) -> SqlValue:
        numbers = self.compiler.numbers
        base, exponent = numbers.argument(left.number), numbers.argument(right.number)
        expression: Sql
        if self.compiler.on_sqlite:
            expression = func.trellis_number_power_of(base, exponent, type_=Text())
            failing = and_(base.is_not(None), exponent.is_not(None), expression.is_(None))
        else:
            expression, failing = postgres.power(base, exponent)
        value = self._number(numbers.computed(expression), left, right)
        return SqlValue("number", number=value.number, error=either(value.error, failing), quiet=value.quiet)

    def _number(self, number: Any, *operands: SqlValue) -> SqlValue:
        nullable = any(operand.nullable for operand in operands)
        quiet = all(operand.quiet for operand in operands)
        return SqlValue("number", number=number, error=any_error(operands), quiet=quiet, nullable=nullable)

    def _joined(self, left: SqlValue, right: SqlValue) -> SqlValue:
        joined: Sql = self.compiler.text(left).concat(self.compiler.text(right))
        error = any_error((left, right))
        return SqlValue("text", joined, error=error, quiet=error is None, nullable=False)

    def _temporal(self, operator: str, kind: str, left: SqlValue, right: SqlValue) -> SqlValue:
        compiler = self.compiler
        sides = [self._argument(side) for side in (left, right)]
        if compiler.on_sqlite:
            tags = _TAGS[left.kind] + _TAGS[right.kind]
            compute = func.trellis_value_add if operator == "+" else func.trellis_value_subtract
            expression: Sql = compute(tags, *sides, type_=Text())
            present = and_(*(side.is_not(None) for side in sides))
            failing: Sql | None = (
                and_(present, expression.is_(None)) if "number" in (left.kind, right.kind) else None
            )
        else:
            expression, failing = postgres.moved(operator, left.kind, right.kind, *sides)
        error = either(any_error((left, right)), failing)
        quiet = left.quiet and right.quiet
        if kind == "number":
            return SqlValue("number", number=compiler.numbers.computed(expression), error=error, quiet=quiet)
        return SqlValue(kind, compiler.typed(expression, kind), error=error, quiet=quiet)

    def _argument(self, value: SqlValue) -> Sql:
        if value.kind == "number":
            return self.compiler.numbers.argument(value.number)  # type: ignore[no-any-return]
        return value.sql
