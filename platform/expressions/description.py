"""The third use of a tree: what it says, in a sentence for people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Protocol

from babel.dates import format_date
from babel.numbers import format_decimal

from expressions import sentences
from expressions.checking import Checked
from expressions.printing import print_expression
from expressions.sentences import sentence
from expressions.temporal import read, write_datetime
from expressions.tree import COMPARISONS, Binary, Call, Literal, Logical, Membership, Node, Path, Unary


class Labels(Protocol):
    """What fields and their values are called."""

    def field(self, path: tuple[str, ...], locale: str) -> str:
        """The label of a field, reached through look-ups."""

    def value(self, path: tuple[str, ...], value: str, locale: str) -> str:
        """How a text value of a field reads, the label of an option for instance."""


def describe(checked: Checked, locale: str, labels: Labels) -> str:
    """The expression in words: `Amount is more than 10,000 and Stage is Won`, `金额大于10,000且阶段为赢单`."""
    return _Description(checked, locale, labels).of(checked.node)


class _Description:
    """Words for one tree in one locale."""

    def __init__(self, checked: Checked, locale: str, labels: Labels) -> None:
        self.checked = checked
        self.locale = locale
        self.labels = labels

    def say(self, template: str, *values: str, **named: str) -> str:
        return sentence(template, self.locale).format(*values, **named)

    def of(self, node: Node) -> str:
        match node:
            case Path():
                return self._condition_or_field(node)
            case Unary("NOT", operand):
                return self._denied(operand)
            case Logical(operator, operands):
                word = sentence(sentences.AND if operator == "AND" else sentences.OR, self.locale)
                return word.join(self._part(operator, operand) for operand in operands)
            case Membership(value, items):
                return self._belongs(sentences.ONE_OF, value, items)
            case Binary(operator, left, right) if operator in COMPARISONS:
                return self._compared(operator, left, right)
            case Binary(operator, left, right):
                return self._computed(operator, left, right)
            case Call():
                return self._call(node)
            case Unary(_, operand):
                return "-" + self._value(operand)
            case Literal():
                return self._value(node)

    def _part(self, operator: str, node: Node) -> str:
        text = self.of(node)
        return f"({text})" if isinstance(node, Logical) and node.operator != operator else text

    def _condition_or_field(self, node: Path) -> str:
        if self.checked.type_of(node).kind == "boolean":
            return self.say(sentences.IS_TRUE, value=self._field(node))
        return self._field(node)

    def _denied(self, node: Node) -> str:
        match node:
            case Path():
                return self.say(sentences.IS_FALSE, value=self._field(node))
            case Call("ISBLANK" | "ISNULL", (value,)):
                return self.say(sentences.NOT_BLANK, value=self._value(value))
            case Call(name, arguments) if name in sentences.DENIED_CALLS:
                return self.say(sentences.DENIED_CALLS[name], *self._arguments(arguments))
            case Membership(value, items):
                return self._belongs(sentences.NONE_OF, value, items)
        return self.say(sentences.NOT, condition=self.of(node))

    def _belongs(self, template: str, value: Node, items: tuple[Node, ...]) -> str:
        choices = sentence(sentences.LIST, self.locale).join(self._value(item, value) for item in items)
        return self.say(template, value=self._value(value), choices=choices)

    def _compared(self, operator: str, left: Node, right: Node) -> str:
        for one, other in ((left, right), (right, left)):
            if isinstance(other, Literal) and other.value is None and operator in ("=", "<>"):
                template = sentences.BLANK if operator == "=" else sentences.NOT_BLANK
                return self.say(template, value=self._value(one))
        temporal = self.checked.type_of(left).is_temporal
        templates = sentences.COMPARED_IN_TIME if temporal else sentences.COMPARED
        return self.say(templates[operator], left=self._value(left, right), right=self._value(right, left))

    def _computed(self, operator: str, left: Node, right: Node) -> str:
        today = isinstance(left, Call) and left.name == "TODAY"
        if today and isinstance(right, Literal) and operator in "+-":
            template = sentences.IN_THE_FUTURE if operator == "+" else sentences.IN_THE_PAST
            return self.say(template, days=self._value(right))
        sides = [
            f"({self.of(side)})" if isinstance(side, Binary) else self._value(side) for side in (left, right)
        ]
        sign = {"*": "×", "/": "÷", "-": "−"}.get(operator, operator)
        return f" {sign} ".join(sides)

    def _call(self, node: Call) -> str:
        template = sentences.CALLS.get(node.name)
        arguments = self._arguments(node.arguments)
        if template is None:
            return f"{node.name}({', '.join(arguments)})"
        if "{value}" in template:
            return self.say(template, value=arguments[0])
        return self.say(template, *arguments)

    def _arguments(self, nodes: tuple[Node, ...]) -> list[str]:
        return [self._value(node, nodes[0]) for node in nodes]

    def _value(self, node: Node, beside: Node | None = None) -> str:
        """A value; a text beside a field reads as that field shows it."""
        match node:
            case Path():
                return self._field(node)
            case Literal(str() as text) if isinstance(beside, Path) and not self._is_temporal(node):
                return self.labels.value(beside.parts, text, self.locale)
            case Literal(value):
                return self._literal(node, value)
        return self.of(node)

    def _is_temporal(self, node: Node) -> bool:
        return self.checked.type_of(node).is_temporal

    def _literal(self, node: Literal, value: Any) -> str:
        if isinstance(value, Decimal):
            return str(format_decimal(value, locale=self._babel_locale, decimal_quantization=False))
        if isinstance(value, str) and self._is_temporal(node):
            found = read(value, self.checked.type_of(node).kind)
            if isinstance(found, dt.datetime):
                return write_datetime(found)
            return str(format_date(found, locale=self._babel_locale)) if isinstance(found, dt.date) else value
        if isinstance(value, str):
            return f"“{value}”"
        return sentence(sentences.WORDS[print_expression(node)], self.locale)

    @property
    def _babel_locale(self) -> str:
        return self.locale.replace("-", "_")

    def _field(self, node: Path) -> str:
        first = node.parts[0]
        if first in sentences.VARIABLES:
            word = sentence(sentences.VARIABLES[first], self.locale)
            behind = ".".join(node.parts[1:])
            return self.say(sentences.BEHIND, field=behind, record=word) if behind else word
        if first == "$prior":
            return self.say(sentences.CALLS["PRIORVALUE"], self.labels.field(node.parts[1:], self.locale))
        return self.labels.field(node.parts, self.locale)
