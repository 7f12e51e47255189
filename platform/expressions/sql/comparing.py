"""Comparisons and membership in SQL: bare columns stay bare, blanks count as they do in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, cast, collate, false, not_, or_

from expressions.sql.operators import MIRRORED, compared
from expressions.sql.value import Sql, SqlValue, any_error
from expressions.tree import Literal, Node

if TYPE_CHECKING:
    from expressions.sql.compiler import SqlCompiler


class Comparer:
    """Compares compiled values."""

    def __init__(self, compiler: SqlCompiler) -> None:
        self.compiler = compiler

    def compare(self, operator: str, left: Node, right: Node) -> SqlValue:
        if is_null(left) or is_null(right):
            return self._null_test(operator, right if is_null(left) else left)
        one, other = self._operands(left, right)
        return self.values(operator, one, other)

    def _operands(self, left: Node, right: Node) -> tuple[SqlValue, SqlValue]:
        kinds = {self.compiler.type_of(side).kind for side in (left, right)}
        number = "number" in kinds
        return self.compiler.operand(left, number=number), self.compiler.operand(right, number=number)

    def values(self, operator: str, one: SqlValue, other: SqlValue) -> SqlValue:
        """Two values compared; NULL may stand for false."""
        error = any_error((one, other))
        if one.is_constant and not other.is_constant:
            operator, one, other = MIRRORED[operator], other, one
        kinds = {one.kind, other.kind} - {"blank"}
        if kinds == {"text"}:
            expression, nullable = self._texts(operator, one, other)
        elif one.is_null or other.is_null:
            expression, nullable = false(), False
        elif kinds == {"number"}:
            expression = self.compiler.numbers.compare(operator, one.number, other.number)
            nullable = one.nullable or other.nullable
        else:
            expression, nullable = self._others(operator, one, other), one.nullable or other.nullable
        quiet = nullable and one.quiet and other.quiet and kinds != {"text"}
        return SqlValue("boolean", expression, error=error, quiet=quiet, nullable=nullable, truth=True)

    def membership(self, value: Node, items: tuple[Node, ...]) -> SqlValue:
        kinds = {self.compiler.type_of(node).kind for node in (value, *items)}
        tested = self.compiler.operand(value, number="number" in kinds)
        if kinds <= {"text"} and all(isinstance(item, Literal) and item.value for item in items):
            listed = [item.value for item in items if isinstance(item, Literal)]
            return SqlValue("boolean", tested.sql.in_(listed), error=tested.error, quiet=False, truth=True)
        tests = [self._one_of(tested, item, number="number" in kinds) for item in items]
        error = any_error((tested, *tests))
        expression = or_(*(test.sql for test in tests))
        nullable = any(test.nullable for test in tests)
        return SqlValue("boolean", expression, error=error, quiet=False, nullable=nullable, truth=True)

    def _one_of(self, tested: SqlValue, item: Node, *, number: bool) -> SqlValue:
        if is_null(item):
            return SqlValue("boolean", self.compiler.is_blank(tested), nullable=False, truth=True)
        return self.values("=", tested, self.compiler.operand(item, number=number))

    def _null_test(self, operator: str, node: Node) -> SqlValue:
        value = self.compiler.operand(node)
        if operator not in ("=", "<>"):
            return self.compiler.boolean(false(), value)
        blank = self.compiler.is_blank(value)
        return self.compiler.boolean(blank if operator == "=" else not_(blank), value)

    def _texts(self, operator: str, one: SqlValue, other: SqlValue) -> tuple[Sql, bool]:
        """A blank text counts as "": a column beside a constant stays bare all the same."""
        if other.is_constant and one.nullable and other.constant:
            expression = compared(operator, self._ordered(operator, one.sql), other.constant)
            if operator in ("<>", "<", "<="):
                return or_(expression, one.sql.is_(None)), False
            return expression, True
        left = self._ordered(operator, self.compiler.text(one))
        return compared(operator, left, self.compiler.text(other)), False

    def _ordered(self, operator: str, text: Sql) -> Sql:
        """Texts are ordered by code points, as SQLite and Python do by themselves."""
        if operator in ("=", "<>") or self.compiler.on_sqlite:
            return text
        return collate(text, "C")

    def _others(self, operator: str, one: SqlValue, other: SqlValue) -> Sql:
        if {one.kind, other.kind} == {"record", "text"}:
            return self._ids(operator, one, other)
        return compared(operator, self._settled(one), self._settled(other))

    def _settled(self, value: SqlValue) -> Sql:
        return self.compiler.definite(value) if value.truth else value.sql

    def _ids(self, operator: str, one: SqlValue, other: SqlValue) -> Sql:
        record, text = (one, other) if one.kind == "record" else (other, one)
        if text.is_constant:
            constant = self.compiler.constant("record", text.constant)
            if constant.is_null:
                return false() if operator == "=" else record.sql.is_not(None)
            return compared(operator, record.sql, constant.sql)
        return and_(text.sql != "", compared(operator, cast(record.sql, Text()), text.sql))


def is_null(node: Any) -> bool:
    return isinstance(node, Literal) and node.value is None
