"""The first use of a tree: a Python function of nested closures, made once and called for every record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal

from expressions.bounds import MAX_TEXT
from expressions.checking import Checked
from expressions.comparing import comparison, is_blank
from expressions.failures import too_long_text
from expressions.functions.registry import FUNCTIONS
from expressions.moment import Moment
from expressions.numbers import (
    ARITHMETIC_ERRORS,
    ZERO,
    add,
    divide,
    multiply,
    negate,
    power,
    settled,
    subtract,
    too_large,
)
from expressions.ports import NO_PORTS, Ports
from expressions.record_paths import RECORD
from expressions.sums import add_values, subtract_values
from expressions.temporal import out_of_range, read
from expressions.tree import ARITHMETIC, COMPARISONS, Binary, Call, Logical, Membership, Node, Path, Unary
from expressions.tree import Literal as LiteralNode
from expressions.value_types import Type, Value

Blanks = Literal["zero", "blank"]
Resolver = Callable[[tuple[str, ...]], Value]
Source = Resolver | Mapping[str, Value]
"""Where values come from: a function of a path, or a mapping by dotted path."""
Closure = Callable[["Scope"], Value]
_MILLISECOND = dt.timedelta(milliseconds=1)
Evaluate = Callable[..., Value]

_NUMBER_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "^": power,
}  # fmt: skip


class Scope:
    """What closures see: where values come from, the moment and the ports."""

    __slots__ = ("moment", "ports", "value")

    def __init__(self, value: Resolver, moment: Moment, ports: Ports) -> None:
        self.value = value
        self.moment = moment
        self.ports = ports


def compile_python(checked: Checked, blanks: Blanks = "zero") -> Evaluate:
    """A function `(source, moment, ports=…) -> value` for the expression.

    A blank is None; numbers are Decimals without trailing zeros. Calling it raises EvaluationFailed.
    """
    run = PythonCompiler(checked, blanks).compile(checked.node)
    settle = _SETTLE.get(checked.type.kind, _unchanged)

    def evaluate(source: Source, moment: Moment, ports: Ports = NO_PORTS) -> Value:
        value = source if callable(source) else _from_mapping(source)
        try:
            return settle(run(Scope(value, moment, ports)))
        except OverflowError:
            raise out_of_range() from None
        except ARITHMETIC_ERRORS:
            raise too_large() from None

    return evaluate


class PythonCompiler:
    """Makes a closure for every node; functions that evaluate on demand use it for their arguments."""

    def __init__(self, checked: Checked, blanks: Blanks) -> None:
        self.checked = checked
        self.blanks = blanks
        self.zero = blanks == "zero"

    def type_of(self, node: Node) -> Type:
        return self.checked.type_of(node)

    def compile(self, node: Node) -> Closure:
        match node:
            case LiteralNode():
                return _constant(self._literal(node))
            case Path():
                return self._path(node)
            case Unary("NOT", operand):
                denied = self.compile(operand)
                return lambda scope: not denied(scope)
            case Unary(_, operand):
                return _negation(self.number(operand))
            case Logical(operator, operands):
                return _logical(operator, [self.compile(operand) for operand in operands])
            case Membership(value, items):
                return self._membership(value, items)
            case Binary():
                return self._binary(node)
            case Call():
                return self._call(node)

    def operand(self, node: Node) -> Closure:
        """A value that is used, not given back: where a blank number counts as 0 it does so here."""
        return self.number(node) if self.type_of(node).kind == "number" else self.compile(node)

    def number(self, node: Node) -> Closure:
        run = self.compile(node)
        if not self.zero or isinstance(node, Path) or self.is_arithmetic(node):
            return run

        def counted(scope: Scope) -> Value:
            value = run(scope)
            return ZERO if value is None else value

        return counted

    def constant(self, value: Value) -> Closure:
        return _constant(value)

    def condition(self, node: Node) -> Closure:
        """A boolean; blank counts as false where Python asks."""
        return self.compile(node)

    def compare(self, operator: str, left: Node, right: Node) -> Closure:
        """Comparing with a written `null` asks for blankness; everything else compares values."""
        if _is_null(left) or _is_null(right):
            tested = self.operand(left if _is_null(right) else right)
            if operator not in ("=", "<>"):
                return _constant(False)
            wanted = operator == "="
            return lambda scope: is_blank(tested(scope)) is wanted
        compared = comparison(operator, self.type_of(left), self.type_of(right))
        one, other = self.operand(left), self.operand(right)
        return lambda scope: compared(one(scope), other(scope))

    def _literal(self, node: LiteralNode) -> Value:
        kind = self.type_of(node)
        if isinstance(node.value, str) and kind.is_temporal:
            return read(node.value, kind.kind)
        return node.value

    def _path(self, node: Path) -> Closure:
        parts, kind = node.parts, self.type_of(node).kind
        if parts[0] in ("$now", "$today", "$user", RECORD):
            read: Closure = lambda scope: scope.moment.variable(parts)  # noqa: E731
        else:
            read = lambda scope: scope.value(parts)  # noqa: E731
        if kind != "number":
            return read
        blank = ZERO if self.zero else None

        def number(scope: Scope) -> Value:
            value = read(scope)
            if value is None:
                return blank
            return value if type(value) is Decimal else _as_number(value)

        return number

    def _binary(self, node: Binary) -> Closure:
        if node.operator in COMPARISONS:
            return self.compare(node.operator, node.left, node.right)
        if node.operator == "&":
            return _joined(self.compile(node.left), self.compile(node.right))
        if self.type_of(node).kind == "number" and self._plain_numbers(node):
            return _arithmetic(
                _NUMBER_OPERATIONS[node.operator], self.number(node.left), self.number(node.right)
            )
        if self.type_of(node).kind == "text":
            return _joined(self.compile(node.left), self.compile(node.right))
        operation = add_values if node.operator == "+" else subtract_values
        return _arithmetic(operation, self.operand(node.left), self.operand(node.right))

    def is_arithmetic(self, node: Node) -> bool:
        """Whether a node computes with numbers alone: it is blank only where one of them is."""
        if isinstance(node, Unary):
            return node.operator == "-"
        return isinstance(node, Binary) and node.operator in ARITHMETIC and self._plain_numbers(node)

    def _plain_numbers(self, node: Binary) -> bool:
        return all(self.type_of(side).kind in ("number", "blank") for side in (node.left, node.right))

    def _membership(self, value: Node, items: tuple[Node, ...]) -> Closure:
        tested = self.operand(value)
        tests: list[tuple[Callable[[Any, Any], bool], Closure]] = []
        for item in items:
            if _is_null(item):
                tests.append((lambda left, _: is_blank(left), _constant(None)))
            else:
                tests.append((comparison("=", self.type_of(value), self.type_of(item)), self.operand(item)))

        def belongs(scope: Scope) -> bool:
            found = tested(scope)
            answers = [compare(found, run(scope)) for compare, run in tests]
            return any(answers)

        return belongs

    def _call(self, node: Call) -> Closure:
        function = FUNCTIONS[node.name]
        if function.closure:
            return function.closure(self, node)
        arguments = []
        for index, argument in enumerate(node.arguments):
            parameter = function.parameter(index)
            run = self.number(argument) if parameter.kinds == ("number",) else self.operand(argument)
            if not parameter.sees_blanks:
                as_text = self.type_of(argument).kind == "text" or parameter.kinds == ("text",)
                run = _filled(run, "" if as_text else _STOP)
            arguments.append(run)
        return _strict(function.python, arguments, function.needs)


class _Stop:
    """Stands for a blank argument that makes the result blank."""


_STOP = _Stop()


def _filled(run: Closure, blank: object) -> Closure:
    def filled(scope: Scope) -> Value:
        value = run(scope)
        return blank if value is None else value

    return filled


def _strict(python: Callable[..., Value] | None, arguments: list[Closure], needs: str) -> Closure:
    assert python is not None
    call = python

    def run(scope: Scope) -> Value:
        values = [argument(scope) for argument in arguments]
        if _STOP in values:
            return None
        if needs == "nothing":
            return call(*values)
        return call(scope.moment.zone if needs == "zone" else scope.moment, *values)

    return run


def _arithmetic(operation: Callable[[Any, Any], Value], left: Closure, right: Closure) -> Closure:
    def run(scope: Scope) -> Value:
        one, other = left(scope), right(scope)
        return None if one is None or other is None else operation(one, other)

    return run


def _negation(operand: Closure) -> Closure:
    def run(scope: Scope) -> Value:
        value = operand(scope)
        return None if value is None else negate(value)

    return run


def _joined(left: Closure, right: Closure) -> Closure:
    def run(scope: Scope) -> str:
        text = (left(scope) or "") + (right(scope) or "")
        if len(text) > MAX_TEXT:
            raise too_long_text()
        return text

    return run


def _logical(operator: str, operands: list[Closure]) -> Closure:
    decides = operator == "OR"

    def run(scope: Scope) -> bool:
        for operand in operands:
            if bool(operand(scope)) is decides:
                return decides
        return not decides

    return run


def _as_number(value: Value) -> Decimal:
    """A duration is its number of seconds."""
    return Decimal(value // _MILLISECOND) / 1000 if isinstance(value, dt.timedelta) else Decimal(value)


def _constant(value: Value) -> Closure:
    return lambda _: value


def _is_null(node: Node) -> bool:
    return isinstance(node, LiteralNode) and node.value is None


def _from_mapping(values: Mapping[str, Value]) -> Resolver:
    def value(parts: tuple[str, ...]) -> Value:
        return values.get(parts[0] if len(parts) == 1 else ".".join(parts))

    return value


def _unchanged(value: Value) -> Value:
    return value


def _settle_number(value: Value) -> Value:
    return None if value is None else settled(value)


def _settle_any(value: Value) -> Value:
    if isinstance(value, Decimal):
        return settled(value)
    return None if value == "" else value


_SETTLE: Mapping[str, Callable[[Value], Value]] = {
    "number": _settle_number,
    "text": lambda value: value or None,
    "boolean": bool,
    "any": _settle_any,
}
