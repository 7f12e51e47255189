"""Types and names are right, or every issue is told; what an expression depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from expressions.environment import Environment, UnknownName, nearest
from expressions.functions.function import Function
from expressions.functions.registry import FUNCTIONS
from expressions.temporal import reads_as
from expressions.tree import COMPARISONS, Binary, Call, Literal, Logical, Membership, Node, Path, Unary
from expressions.type_words import kinds_label, type_label
from expressions.value_types import (
    ANY,
    BLANK,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    TIME,
    Type,
    common_type,
    goes_with,
)
from metamodel import Invalid, Issue

_ORDERED = ("number", "text", "date", "datetime", "time", "any", "blank")
_SUMS: Mapping[tuple[str, str, str], Type] = {
    ("number", "+", "number"): NUMBER,
    ("text", "+", "text"): TEXT,
    ("date", "+", "number"): DATE,
    ("number", "+", "date"): DATE,
    ("datetime", "+", "number"): DATETIME,
    ("number", "+", "datetime"): DATETIME,
    ("time", "+", "number"): TIME,
    ("number", "+", "time"): TIME,
    ("number", "-", "number"): NUMBER,
    ("date", "-", "number"): DATE,
    ("datetime", "-", "number"): DATETIME,
    ("time", "-", "number"): TIME,
    ("date", "-", "date"): NUMBER,
    ("datetime", "-", "datetime"): NUMBER,
    ("time", "-", "time"): NUMBER,
}


@dataclass(frozen=True)
class Checked:
    """An expression known to be right; `dependencies` are dotted paths of fields, variables left out."""

    node: Node
    type: Type
    dependencies: frozenset[str]
    functions: frozenset[str]
    types: Mapping[int, Type] = field(repr=False, compare=False, default_factory=dict)

    def type_of(self, node: Node) -> Type:
        """The type of a node of this tree."""
        return self.types[id(node)]


def check(node: Node, environment: Environment, expects: Type | None = None) -> Checked:
    """The expression with its types and dependencies.

    Raises: Invalid with every issue: unknown names (with a near one), wrong types, wrong arguments.
    """
    checker = Checker(environment)
    found = checker.visit(node)
    if expects is not None and not checker.issues and not goes_with(found, expects):
        checker.refuse(node, "wrong_type", "the expression gives {found}; {expected} is needed",
                       found=type_label(found), expected=type_label(expects))  # fmt: skip
    if checker.issues:
        raise Invalid(checker.issues, "The expression is not right")
    return Checked(node, found, frozenset(checker.dependencies), frozenset(checker.functions), checker.types)


class Checker:
    """Walks a tree once; functions with rules of their own use it to tell issues."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.issues: list[Issue] = []
        self.types: dict[int, Type] = {}
        self.dependencies: set[str] = set()
        self.functions: set[str] = set()

    def visit(self, node: Node) -> Type:
        found = self._visit(node)
        self.types[id(node)] = found
        return found

    def refuse(self, node: Node, code: str, message: str, hint: str = "", **values: Any) -> Type:
        """Tells an issue at a node; the type of what is wrong goes with everything."""
        line, column = node.position
        if line:
            message = "Line {line}, column {column}: " + message
        values |= {"line": line, "column": column}
        self.issues.append(Issue(code, "", message, hint, values))
        return ANY

    def expect(self, node: Node, found: Type, *kinds: str) -> None:
        if found.kind not in (*kinds, "any", "blank"):
            self.refuse(node, "wrong_type", "{found} stands where {expected} is expected",
                        found=type_label(found), expected=kinds_label(kinds))  # fmt: skip

    def _visit(self, node: Node) -> Type:
        match node:
            case Literal(value):
                return _literal_type(value)
            case Path():
                return self._path(node)
            case Unary(operator, operand):
                wanted = BOOLEAN if operator == "NOT" else NUMBER
                self.expect(operand, self.visit(operand), wanted.kind)
                return wanted
            case Logical(_, operands):
                for operand in operands:
                    self.expect(operand, self.visit(operand), "boolean")
                return BOOLEAN
            case Membership(value, items):
                for item in items:
                    self.comparable(node, "=", value, item)
                return BOOLEAN
            case Binary():
                return self._binary(node)
            case Call():
                return self._call(node)

    def _path(self, node: Path) -> Type:
        try:
            found = self.environment.path_type(node.parts)
        except UnknownName as unknown:
            hint = "Did you mean “{near}”?" if unknown.near else ""
            message = "there is no “{name}” in {inside}" if unknown.inside else "there is no “{name}”"
            return self.refuse(node, "unknown_name", message, hint,
                               name=unknown.name, near=unknown.near, inside=unknown.inside)  # fmt: skip
        if not node.parts[0].startswith("$"):
            self.dependencies.add(node.dotted)
        return found

    def _binary(self, node: Binary) -> Type:
        if node.operator in COMPARISONS:
            self.comparable(node, node.operator, node.left, node.right)
            return BOOLEAN
        left, right = self.visit(node.left), self.visit(node.right)
        if node.operator in ("+", "-"):
            return self._sum(node, left, right)
        wanted = TEXT if node.operator == "&" else NUMBER
        hint = "Turn it into text with TEXT()" if wanted is TEXT else ""
        for operand, found in ((node.left, left), (node.right, right)):
            if found.kind not in (wanted.kind, "any", "blank"):
                self.refuse(operand, "wrong_type", "{operator} takes {expected}, not {found}", hint,
                            operator=node.operator, expected=type_label(wanted), found=type_label(found))  # fmt: skip
        return wanted

    def _sum(self, node: Binary, left: Type, right: Type) -> Type:
        if "any" in (left.kind, right.kind):
            return ANY
        left_kind = NUMBER.kind if left is BLANK else left.kind
        right_kind = NUMBER.kind if right is BLANK else right.kind
        found = _SUMS.get((left_kind, node.operator, right_kind))
        if found is None:
            return self.refuse(node, "wrong_type", "{left} {operator} {right} has no meaning",
                               left=type_label(left), operator=node.operator, right=type_label(right))  # fmt: skip
        return found

    def comparable(self, node: Node, operator: str, left: Node, right: Node) -> None:
        one, other = self._type(left), self._type(right)
        one, other = self._read_as(left, one, other), self._read_as(right, other, one)
        by_id = {one.kind, other.kind} == {"record", "text"} and operator in ("=", "<>")
        opaque = one.kind == other.kind == "opaque"
        if opaque or not (goes_with(one, other) or by_id):
            hint = "Take its day with DATEVALUE()" if {one.kind, other.kind} == {"date", "datetime"} else ""
            self.refuse(node, "wrong_type", "{left} cannot be compared with {right}", hint,
                        left=type_label(one), right=type_label(other))  # fmt: skip
        elif operator in ("=", "<>"):
            if "list" in (one.kind, other.kind) and "blank" not in (one.kind, other.kind):
                self.refuse(node, "wrong_type", "a list cannot be compared", "Use INCLUDES()")
        elif one.kind not in _ORDERED or other.kind not in _ORDERED:
            self.refuse(node, "wrong_type", "{left} has no order: {operator} cannot compare it",
                        left=type_label(one), operator=operator)  # fmt: skip

    def _type(self, node: Node) -> Type:
        """The type of a node that may have been visited before."""
        return self.types.get(id(node)) or self.visit(node)

    def _read_as(self, node: Node, found: Type, other: Type) -> Type:
        """A text written beside a date, as in `close_date > "2026-01-31"`, is read as a date."""
        if not (found is TEXT and other.is_temporal and isinstance(node, Literal)):
            return found
        if not reads_as(str(node.value), other.kind):
            return self.refuse(node, "wrong_type", "“{text}” is not a {expected}",
                               text=node.value, expected=type_label(other))  # fmt: skip
        self.types[id(node)] = other
        return other

    def _call(self, node: Call) -> Type:
        function = FUNCTIONS.get(node.name)
        types = [self.visit(argument) for argument in node.arguments]
        if function is None:
            near = nearest(node.name, FUNCTIONS)
            hint = "Did you mean “{near}”?" if near else ""
            return self.refuse(node, "unknown_function", "there is no function “{name}”", hint,
                               name=node.name, near=near)  # fmt: skip
        self.functions.add(function.name)
        if not self._counted(node, function):
            return ANY
        for index, (argument, found) in enumerate(zip(node.arguments, types, strict=True)):
            self._argument(node, function, index, argument, found)
        if function.check:
            function.check(self, node, types)
        return function.result(types)

    def _counted(self, node: Call, function: Function) -> bool:
        given, most = len(node.arguments), function.most
        partly = function.repeats > 1 and given > len(function.parameters) and function.check is None
        partly = partly and (given - len(function.parameters)) % function.repeats != 0
        if given >= function.fewest and (most is None or given <= most) and not partly:
            return True
        self.refuse(node, "wrong_arguments", "{function} is written {signature}, not with {given} arguments",
                    function=function.name, signature=function.signature, given=given)  # fmt: skip
        return False

    def _argument(self, node: Call, function: Function, index: int, argument: Node, found: Type) -> None:
        parameter = function.parameter(index)
        if "any" in parameter.kinds or found.kind in (*parameter.kinds, "any", "blank"):
            return
        for kind in parameter.kinds:
            if found is TEXT and isinstance(argument, Literal) and reads_as(str(argument.value), kind):
                self.types[id(argument)] = Type(kind)
                return
        self.refuse(argument, "wrong_type", "{function} takes {expected} as {parameter}, not {found}",
                    function=node.name, expected=kinds_label(parameter.kinds),
                    parameter=parameter.name, found=type_label(found))  # fmt: skip

    def same_type(self, node: Node, nodes: Sequence[Node]) -> Type:
        """The one type of several already visited nodes; an issue where they differ."""
        shared = BLANK
        for each in nodes:
            found = self.types[id(each)]
            if not goes_with(shared, found):
                return self.refuse(each, "wrong_type", "{found} stands where {expected} is expected",
                                   found=type_label(found), expected=type_label(shared))  # fmt: skip
            shared = common_type(shared, found)
        return shared


def _literal_type(value: object) -> Type:
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return BOOLEAN
    return TEXT if isinstance(value, str) else NUMBER
