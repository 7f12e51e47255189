"""Functions that the language knows and nothing in this application answers yet."""

from __future__ import annotations

from collections.abc import Iterator

from expressions import Node, no_organisation, walk
from expressions.tree import Call
from metamodel import Issue

UNANSWERED = frozenset({"MANAGEROF"})


def unanswered(node: Node) -> Iterator[Issue]:
    """An issue for every call that could only fail."""
    for call in walk(node):
        if isinstance(call, Call) and call.name in UNANSWERED:
            yield no_organisation(call.name, line=call.position.line, column=call.position.column)
