"""The scopes of roles as SQL: which records of an object an action is granted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam, false, or_, true

from metamodel.role import Scope
from metamodel.storage import RECORD_ID

if TYPE_CHECKING:
    from record_store.reading.source import Source

ACTOR_ID = "actor_id"
"""The bind parameter that every statement with rights inside is given."""

Condition = Callable[[Mapping[str, Any]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class ScopeSql:
    """One scope: `condition` makes SQL of the columns of a record table."""

    name: str
    condition: Condition


def _own(columns: Mapping[str, Any]) -> ColumnElement[bool]:
    owned: ColumnElement[bool] = columns["owner"] == bindparam(ACTOR_ID, type_=RECORD_ID)
    return owned


SCOPES: Mapping[str, ScopeSql] = {
    scope.name: scope
    for scope in (
        ScopeSql("none", lambda _columns: false()),
        ScopeSql("own", _own),
        ScopeSql("all", lambda _columns: true()),
    )
}
"""The scopes that stand for themselves. A scope that is not here grants nothing."""


def named(scopes: Iterable[Scope]) -> frozenset[str]:
    """The union of what roles grant, without what adds nothing: `all` swallows the others."""
    granted = frozenset(scope for scope in scopes if isinstance(scope, str) and scope in SCOPES)
    return frozenset({"all"}) if "all" in granted else granted - {"none"}


def named_condition(scopes: frozenset[str], source: Source) -> ColumnElement[bool]:
    """The records that one of the scopes holds."""
    return or_(false(), *(SCOPES[name].condition(source.columns) for name in sorted(scopes)))
