"""The tree of an expression: small frozen nodes that know where they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Position(NamedTuple):
    """Line and column, both counted from 1; 0 where a node was not read from text."""

    line: int
    column: int


NOWHERE = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number, true, false or null."""

    value: str | Decimal | bool | None
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Path:
    """A field, a field behind look-ups, or a variable (`$user`) and what is behind it."""

    parts: tuple[str, ...]
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def dotted(self) -> str:
        return ".".join(self.parts)

    @property
    def children(self) -> tuple[Node, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Unary:
    """`-` or `NOT` before its operand."""

    operator: str
    operand: Node
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, joining or comparing: `+ - * / ^ & = <> < <= > >=`."""

    operator: str
    left: Node
    right: Node
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Logical:
    """`AND` or `OR` between two or more operands."""

    operator: str
    operands: tuple[Node, ...]
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Membership:
    """`value IN (items)`."""

    value: Node
    items: tuple[Node, ...]
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.value, *self.items)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; the name is in capitals."""

    name: str
    arguments: tuple[Node, ...]
    position: Position = field(default=NOWHERE, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


Node = Literal | Path | Unary | Binary | Logical | Membership | Call

COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
ARITHMETIC = ("+", "-", "*", "/", "^")


def walk(node: Node) -> Iterator[Node]:
    """The node and every node under it, parents first, from left to right."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.children))
