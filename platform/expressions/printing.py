"""From tree back to text: what `parse` reads into the same tree."""

from __future__ import annotations

from decimal import Decimal

from expressions.tree import Binary, Call, Literal, Logical, Membership, Node, Path, Unary

# How tightly each construct binds; an operand that binds less than its place asks for gets brackets.
_OR, _AND, _NOT, _EQUALITY, _RELATION, _JOIN, _SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(11)
_BINDING = {
    "=": _EQUALITY, "<>": _EQUALITY, "<": _RELATION, "<=": _RELATION, ">": _RELATION, ">=": _RELATION,
    "&": _JOIN, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER,
}  # fmt: skip
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def print_expression(node: Node) -> str:
    """The expression as text, with no more brackets than needed."""
    return _print(node, _OR)


def print_literal(value: str | Decimal | bool | None) -> str:
    """A value as the language writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def _print(node: Node, place: int) -> str:
    text, binding = _printed(node)
    return text if binding >= place else f"({text})"


def _printed(node: Node) -> tuple[str, int]:
    match node:
        case Literal(value):
            return print_literal(value), _ATOM
        case Path():
            return node.dotted, _ATOM
        case Call(name, arguments):
            return f"{name}({_listed(arguments)})", _ATOM
        case Logical(operator, operands):
            place = _AND if operator == "OR" else _NOT
            return f" {operator} ".join(_print(operand, place) for operand in operands), place - 1
        case Unary("NOT", Membership(value, items)):
            return f"{_print(value, _RELATION)} NOT IN ({_listed(items)})", _EQUALITY
        case Unary("NOT", operand):
            return f"NOT {_print(operand, _NOT)}", _NOT
        case Unary(_, operand):
            return f"-{_print(operand, _SIGN)}", _SIGN
        case Membership(value, items):
            return f"{_print(value, _RELATION)} IN ({_listed(items)})", _EQUALITY
        case Binary():
            return _binary(node)


def _binary(node: Binary) -> tuple[str, int]:
    binding = _BINDING[node.operator]
    left_place, right_place = binding, binding + 1
    if binding in (_EQUALITY, _RELATION):
        left_place = binding + 1
    left, right = _print(node.left, left_place), _print(node.right, right_place)
    if node.operator == "^" and isinstance(node.right, Unary) and node.right.operator == "-":
        right = _exponent(node.right)
    return (f"{left}^{right}" if node.operator == "^" else f"{left} {node.operator} {right}"), binding


def _exponent(node: Node) -> str:
    """A signed exponent needs no brackets around its sign, but its own operand is not a power."""
    if isinstance(node, Unary) and node.operator == "-":
        return "-" + _exponent(node.operand)
    return _print(node, _ATOM)


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(_print(node, _OR) for node in nodes)
