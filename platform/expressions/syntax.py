"""From text to tree: the only place that knows the parser."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from expressions.bounds import FRACTION_DIGITS, INTEGER_DIGITS, MAX_DEPTH, MAX_NODES, refuse_long_text
from expressions.syntax_errors import refusal, refused_token
from expressions.tree import (
    Binary,
    Call,
    Literal,
    Logical,
    Membership,
    Node,
    Path,
    Position,
    Unary,
)
from metamodel import Invalid, Issue

_ESCAPE = {quote: re.compile(rf"\\(.)|{quote}({quote})", re.DOTALL) for quote in "\"'"}
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'"}
_COMPARISON = {"==": "=", "!=": "<>"}


def parse(text: str) -> Node:
    """The tree of an expression.

    Raises: Invalid with one issue that says line, column and what was expected.
    """
    refuse_long_text(text)
    return _parse(text)


@cache
def _parser() -> Lark:
    """Made with the first expression: working out its tables takes a tenth of a second of every start."""
    grammar = (FilePath(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=False, transformer=_TreeBuilder())


@lru_cache(maxsize=4096)
def _parse(text: str) -> Node:
    try:
        built = _parser().parse(text)
    except UnexpectedToken as error:
        raise refused_token(error, text) from None
    except UnexpectedCharacters as error:
        raise refusal(text, error.line, error.column, error.char) from None
    except VisitError as error:
        raise error.orig_exc from None
    except UnexpectedInput as error:
        raise refusal(text, error.line, error.column, "") from None
    return built.node  # type: ignore[attr-defined, no-any-return]


class _Built:
    """A node while it is read, with its measures."""

    __slots__ = ("depth", "node", "size")

    def __init__(self, node: Node, children: tuple[_Built, ...] = ()) -> None:
        self.node = node
        self.depth: int = 1 + max((child.depth for child in children), default=0)
        self.size: int = 1 + sum(child.size for child in children)
        if self.depth > MAX_DEPTH:
            raise _too_large("too_deep", "The expression is nested deeper than {limit} levels", MAX_DEPTH)
        if self.size > MAX_NODES:
            raise _too_large("too_large", "The expression has more than {limit} parts", MAX_NODES)


class _TreeBuilder(Transformer[Token, _Built]):
    """Builds nodes while the parser reduces, so no depth of nesting reaches Python's stack."""

    def text(self, items: list[Any]) -> _Built:
        value = _unquoted(items[0])
        if "\x00" in value:
            raise _at(items[0], "A text cannot hold the character NUL")
        return _Built(Literal(value, _position(items[0])))

    def number(self, items: list[Any]) -> _Built:
        whole, _, fraction = items[0].partition(".")
        if len(whole.lstrip("0")) > INTEGER_DIGITS or len(fraction) > FRACTION_DIGITS:
            raise _at(items[0], "A number has at most 36 digits before and 32 after the point")
        return _Built(Literal(Decimal(str(items[0])), _position(items[0])))

    def true(self, items: list[Any]) -> _Built:
        return _Built(Literal(True, _position(items[0])))

    def false(self, items: list[Any]) -> _Built:
        return _Built(Literal(False, _position(items[0])))

    def null(self, items: list[Any]) -> _Built:
        return _Built(Literal(None, _position(items[0])))

    def path(self, items: list[Any]) -> _Built:
        return _Built(Path(tuple(str(part) for part in items), _position(items[0])))

    def call(self, items: list[Any]) -> _Built:
        name, *arguments = items
        nodes = tuple(argument.node for argument in arguments)
        return _Built(Call(name.upper(), nodes, _position(name)), tuple(arguments))

    def minus(self, items: list[Any]) -> _Built:
        token, operand = items
        return _Built(Unary("-", operand.node, _position(token)), (operand,))

    def negation(self, items: list[Any]) -> _Built:
        token, operand = items
        return _Built(Unary("NOT", operand.node, _position(token)), (operand,))

    def binary(self, items: list[Any]) -> _Built:
        left, operator, right = items
        return _Built(Binary(str(operator), left.node, right.node, left.node.position), (left, right))

    def comparison(self, items: list[Any]) -> _Built:
        left, token, right = items
        operator = _COMPARISON.get(token, str(token))
        return _Built(Binary(operator, left.node, right.node, left.node.position), (left, right))

    def membership(self, items: list[Any]) -> _Built:
        value, *choices = items
        node = Membership(value.node, tuple(choice.node for choice in choices), value.node.position)
        return _Built(node, (value, *choices))

    def exclusion(self, items: list[Any]) -> _Built:
        value, _, *choices = items
        inner = self.membership([value, *choices])
        return _Built(Unary("NOT", inner.node, value.node.position), (inner,))

    def disjunction(self, items: list[Any]) -> _Built:
        return self._logical("OR", items)

    def conjunction(self, items: list[Any]) -> _Built:
        return self._logical("AND", items)

    def _logical(self, operator: str, items: list[_Built]) -> _Built:
        nodes = tuple(item.node for item in items)
        return _Built(Logical(operator, nodes, nodes[0].position), tuple(items))


def _position(token: Token) -> Position:
    return Position(token.line or 0, token.column or 0)


def _unquoted(token: str) -> str:
    return _ESCAPE[token[0]].sub(_unescaped, token[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    """A doubled quote is one; an unknown escape keeps its backslash, as patterns such as `\\d` need it."""
    return match.group(2) or _ESCAPED.get(match.group(1), match.group(0))


def _at(token: Token, message: str) -> Invalid:
    values = {"line": token.line, "column": token.column}
    return Invalid(Issue("syntax", "", "Line {line}, column {column}: " + message, values=values))


def _too_large(code: str, message: str, limit: int) -> Invalid:
    return Invalid(Issue(code, "", message, values={"limit": limit}))
