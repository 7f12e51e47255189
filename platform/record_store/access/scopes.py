"""The scopes of roles: which records of an object an action is granted on, in SQL and for a new record.

A scope that stands for itself is one entry of `SCOPES`; `{"where": EXPRESSION}` is compiled for the moment and
the person. What is not known grants nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam, false, or_, select, true

from expressions import BOOLEAN, Checked, check, compile_python, compile_sql, parse, record_environment
from expressions.moment import Moment
from metamodel.role import Action, Scope
from metamodel.storage import RECORD_ID
from record_store.reading.behind import Behind
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records

ACTOR_ID = "actor_id"
"""The bind parameter that every statement with rights inside is given."""


@dataclass(frozen=True, slots=True)
class NamedScope:
    """One scope: `sql` makes a condition of the columns of a record table, `holds` asks a new record's values."""

    name: str
    sql: Callable[[Mapping[str, Any]], ColumnElement[bool]]
    holds: Callable[[Mapping[str, Any], str], bool]


def _owned(columns: Mapping[str, Any]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = columns["owner"] == bindparam(ACTOR_ID, type_=RECORD_ID)
    return condition


def _is_owner(values: Mapping[str, Any], actor_id: str) -> bool:
    owner = values.get("owner")
    return owner is not None and owner.id == actor_id


SCOPES: Mapping[str, NamedScope] = {
    scope.name: scope
    for scope in (
        NamedScope("none", lambda _columns: false(), lambda _values, _actor: False),
        NamedScope("own", _owned, _is_owner),
        NamedScope("all", lambda _columns: true(), lambda _values, _actor: True),
    )
}


@dataclass(frozen=True, slots=True)
class Where:
    """A scope that is a condition in the expression language."""

    expression: str


Granted = frozenset[str | Where]
EVERYTHING: Granted = frozenset({"all"})
NOTHING: Granted = frozenset()


def granted(scopes: Iterable[Scope]) -> Granted:
    """The union of what roles grant, without what adds nothing: `all` swallows the others."""
    found: set[str | Where] = set()
    for scope in scopes:
        if isinstance(scope, Mapping):
            found.add(Where(str(scope.get("where", "false"))))
        elif scope in SCOPES:
            found.add(scope)
    return EVERYTHING if "all" in found else frozenset(found - {"none"})


def condition(
    scopes: Granted, source: Source, live: Live, moment: Moment | None, dialect: str
) -> ColumnElement[bool]:
    """The records of the source that one of the scopes holds."""
    parts: list[ColumnElement[bool]] = []
    for scope in sorted(scopes, key=str):
        if isinstance(scope, str):
            parts.append(SCOPES[scope].sql(source.columns))
        elif moment is not None and source.object is not None:
            checked = _checked(live, source.object.name, scope)
            behind = Behind(live, moment, dialect)
            parts.append(
                compile_sql(
                    checked, partial(behind.column, source), "blank", moment, dialect, as_condition=True
                )
            )
    return or_(false(), *parts)


def granted_on_new(
    records: Records, object_name: str, values: Mapping[str, Any], action: Action = "create"
) -> bool:
    """Whether the action is granted on a record with these values, which is not stored yet."""
    return any(
        SCOPES[scope].holds(values, records.actor.id)
        if isinstance(scope, str)
        else _holds(records, object_name, scope, values)
        for scope in records.rights.scopes(object_name, action)
    )


def _checked(live: Live, object_name: str, scope: Where) -> Checked:
    def read() -> Checked:
        return check(parse(scope.expression), record_environment(live.blueprint, object_name), BOOLEAN)

    return live.memo(("scope", object_name, scope), read)


def _holds(records: Records, object_name: str, scope: Where, values: Mapping[str, Any]) -> bool:
    evaluate = compile_python(_checked(records.live, object_name, scope), "blank")
    fields = records.live.blueprint.object(object_name).by_name

    def value(parts: tuple[str, ...]) -> Any:
        if parts[0].startswith("$"):
            return records.moment.variable(parts)
        found = values.get(parts[0])
        if found is None:
            return None
        field = fields[parts[0]]
        if len(parts) == 1:
            return field.type.expression_value(field, found)
        return _behind(records, found, parts[1:])

    return bool(evaluate(value, records.moment))


def _behind(records: Records, reference: Any, rest: tuple[str, ...]) -> Any:
    """A value behind a look-up of a record that is not stored yet."""
    behind = Behind(records.live, records.moment, records.dialect)
    source = behind.target(reference.object)
    column = behind.column(source, rest)
    rows = records.rows(select(column).where(source.columns["id"] == reference.id))
    return rows[0][0] if rows else None
