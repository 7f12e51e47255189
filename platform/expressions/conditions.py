"""The simple face of a condition: chips, each a field, an operator and a value, in groups of which all or any hold."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from expressions.printing import print_expression
from expressions.syntax import parse
from expressions.temporal import write_date, write_datetime, write_time
from expressions.tree import Binary, Call, Literal, Logical, Membership, Node, Path, Unary


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is an expression of its own, such as `TODAY()`."""

    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One comparison of a field.

    `path` is dotted. `operator` is a name of `metamodel.operators`. `value` is text, number, boolean, None or
    `Written`; a tuple of them for `in`, `not_in` and `between`; None where the operator takes none. Dates are
    texts (`2026-01-31`).
    """

    path: str
    operator: str
    value: Any = None


Joiner = typing.Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """Chips and groups, of which all or any must hold; one without members holds always."""

    joiner: Joiner = "all"
    members: tuple[Chip | ChipGroup, ...] = ()


_COMPARISONS = {
    "equals": "=",
    "not_equals": "<>",
    "greater": ">",
    "greater_or_equal": ">=",
    "less": "<",
    "less_or_equal": "<=",
}
_FUNCTIONS = {"contains": "CONTAINS", "begins": "BEGINS", "ends": "ENDS", "includes": "INCLUDES"}
_OPERATOR_OF_COMPARISON = {symbol: name for name, symbol in _COMPARISONS.items()}
_DENIED_FUNCTIONS = {"CONTAINS": "not_contains", "INCLUDES": "not_includes"}
_OPERATOR_OF_FUNCTION = {function: name for name, function in _FUNCTIONS.items()}


def to_chips(node: Node) -> tuple[Chip, ...] | None:
    """The chips that say the same, or None when the condition is no plain AND of simple comparisons.

    `from_chips` gives the same tree back.
    """
    if node == Literal(True):
        return ()
    lone = _between(node)
    if lone:
        return (lone,)
    conjuncts = node.operands if isinstance(node, Logical) and node.operator == "AND" else (node,)
    chips = [_chip(each) for each in conjuncts]
    return tuple(chip for chip in chips if chip) if all(chips) else None


def from_chips(chips: Iterable[Chip]) -> Node:
    """The condition that all chips hold; without chips it is `true`.

    Raises: Invalid for a written value that is no expression; KeyError for an operator that is none.
    """
    nodes = tuple(_BUILDERS[chip.operator](chip) for chip in chips)
    if not nodes:
        return Literal(True)
    return nodes[0] if len(nodes) == 1 else Logical("AND", nodes)


def to_group(node: Node) -> ChipGroup | None:
    """The groups of chips that say the same, or None where something is no comparison of a field.

    `from_group` gives the same tree back.
    """
    if node == Literal(True):
        return ChipGroup()
    chip = _chip(node)
    if chip is not None:
        return ChipGroup("all", (chip,))
    return _group(node)


def from_group(group: ChipGroup) -> Node:
    """The condition that the groups say; groups without chips say nothing.

    Raises: Invalid for a written value that is no expression; KeyError for an operator that is none.
    """
    return _node_of(group) or Literal(True)


def _group(node: Node) -> ChipGroup | None:
    if not isinstance(node, Logical):
        return None
    members = [_chip(each) or _group(each) for each in node.operands]
    joiner: Joiner = "all" if node.operator == "AND" else "any"
    found = tuple(member for member in members if member is not None)
    return ChipGroup(joiner, found) if len(found) == len(members) else None


def _node_of(member: Chip | ChipGroup) -> Node | None:
    if isinstance(member, Chip):
        return _BUILDERS[member.operator](member)
    nodes = tuple(node for each in member.members if (node := _node_of(each)) is not None)
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    return Logical("AND" if member.joiner == "all" else "OR", nodes)


# From a node to a chip.


def _chip(node: Node) -> Chip | None:
    match node:
        case Path():
            return Chip(node.dotted, "is_true")
        case Unary("NOT", operand):
            return _denied(operand)
        case Binary(operator, Path() as path, value) if operator in _OPERATOR_OF_COMPARISON:
            return Chip(path.dotted, _OPERATOR_OF_COMPARISON[operator], _value(value))
        case Membership(Path() as path, items):
            return Chip(path.dotted, "in", tuple(_value(item) for item in items))
        case Call("ISBLANK", (Path() as path,)):
            return Chip(path.dotted, "is_blank")
        case Call(name, (Path() as path, value)) if name in _OPERATOR_OF_FUNCTION:
            return Chip(path.dotted, _OPERATOR_OF_FUNCTION[name], _value(value))
    return _between(node)


def _denied(node: Node) -> Chip | None:
    match node:
        case Path():
            return Chip(node.dotted, "is_false")
        case Membership(Path() as path, items):
            return Chip(path.dotted, "not_in", tuple(_value(item) for item in items))
        case Call("ISBLANK", (Path() as path,)):
            return Chip(path.dotted, "is_not_blank")
        case Call(name, (Path() as path, value)) if name in _DENIED_FUNCTIONS:
            return Chip(path.dotted, _DENIED_FUNCTIONS[name], _value(value))
    return None


def _between(node: Node) -> Chip | None:
    match node:
        case Logical("AND", (Binary(">=", Path() as path, low), Binary("<=", Path() as other, high))):
            return Chip(path.dotted, "between", (_value(low), _value(high))) if path == other else None
    return None


def _value(node: Node) -> Any:
    match node:
        case Literal(value):
            return value
        case Unary("-", Literal(Decimal() as value)) if value:
            return -value
    return Written(print_expression(node))


# From a chip to a node.


def _path(chip: Chip) -> Path:
    return Path(tuple(chip.path.split(".")))


def _node(value: Any) -> Node:
    if isinstance(value, Written):
        return parse(value.text)
    if isinstance(value, bool) or value is None:
        return Literal(value)
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        return Unary("-", Literal(-number)) if number < 0 else Literal(number)
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return Literal(write(value))
    return Literal(str(value))


def _nodes(values: Sequence[Any]) -> tuple[Node, ...]:
    return tuple(_node(value) for value in values)


def _comparison(chip: Chip) -> Node:
    return Binary(_COMPARISONS[chip.operator], _path(chip), _node(chip.value))


def _call(chip: Chip) -> Node:
    return Call(_FUNCTIONS[chip.operator], (_path(chip), _node(chip.value)))


def _not(node: Node) -> Node:
    return Unary("NOT", node)


def _range(chip: Chip) -> Node:
    low, high = _nodes(chip.value)
    return Logical("AND", (Binary(">=", _path(chip), low), Binary("<=", _path(chip), high)))


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (dt.datetime, write_datetime),
    (dt.date, write_date),
    (dt.time, write_time),
)
_BUILDERS: Mapping[str, Callable[[Chip], Node]] = {
    **dict.fromkeys(_COMPARISONS, _comparison),
    **dict.fromkeys(_FUNCTIONS, _call),
    "not_contains": lambda chip: _not(Call("CONTAINS", (_path(chip), _node(chip.value)))),
    "not_includes": lambda chip: _not(Call("INCLUDES", (_path(chip), _node(chip.value)))),
    "in": lambda chip: Membership(_path(chip), _nodes(chip.value)),
    "not_in": lambda chip: _not(Membership(_path(chip), _nodes(chip.value))),
    "between": _range,
    "is_blank": lambda chip: Call("ISBLANK", (_path(chip),)),
    "is_not_blank": lambda chip: _not(Call("ISBLANK", (_path(chip),))),
    "is_true": _path,
    "is_false": lambda chip: _not(_path(chip)),
}
