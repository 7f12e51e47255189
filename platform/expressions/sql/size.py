"""How large a compiled expression is once it is written out; what no database would read is refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Case, Cast, ColumnClause, ColumnElement
from sqlalchemy.sql.elements import BooleanClauseList, ClauseElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import ScalarSelect

from expressions.failures import NotInSql, not_in_sql

MAX_PARTS = 20_000
"""Parts of the statement; shared pieces count as often as they are written."""
MAX_LEVELS = 150
"""Levels of nesting, which SQLAlchemy walks on Python's stack."""
MAX_SQLITE_DEPTH = 85
"""Levels of nesting by the places they take on the stack of SQLite's parser, which has 100."""
_SQLITE_PLACES: tuple[tuple[type, int], ...] = (
    (FunctionElement, 3),
    (Case, 5),
    (Cast, 3),
    (BooleanClauseList, 2),
)
MAX_ARGUMENTS = 90
"""Arguments of one function; SQLite and PostgreSQL take no more than 100."""
MAX_CONJUNCTS = 500
"""Operands of one AND or OR, which SQLite reads as so many levels."""


class Size(NamedTuple):
    parts: int
    levels: int
    places: int


def refuse_monsters(expression: ColumnElement[Any], *, on_sqlite: bool) -> None:
    """Raises: NotInSql when the expression is larger than a database reads."""
    size = _Measuring().measure(expression)
    if size.parts > MAX_PARTS or size.levels > MAX_LEVELS or (on_sqlite and size.places > MAX_SQLITE_DEPTH):
        raise too_complex()


class _Measuring:
    """Measures shared pieces once, and counts them as often as they are written."""

    def __init__(self) -> None:
        self._known: dict[int, Size] = {}

    def measure(self, element: ClauseElement, level: int = 0) -> Size:
        if level > MAX_LEVELS:
            raise too_complex()
        found = self._known.get(id(element))
        if found is None:
            found = self._known[id(element)] = self._measured(element, level)
        return found

    def _measured(self, element: ClauseElement, level: int) -> Size:
        leaf = isinstance(element, ColumnClause | ScalarSelect)
        children = [] if leaf else [c for c in element.get_children() if isinstance(c, ClauseElement)]
        if isinstance(element, BooleanClauseList) and len(children) > MAX_CONJUNCTS:
            raise too_complex()
        sizes = [self.measure(child, level + 1) for child in children]
        places = next((places for kind, places in _SQLITE_PLACES if isinstance(element, kind)), 1)
        return Size(
            1 + sum(size.parts for size in sizes),
            1 + max((size.levels for size in sizes), default=0),
            places + max((size.places for size in sizes), default=0),
        )


def too_complex() -> NotInSql:
    return not_in_sql("The expression is too long for the database to compute")
