"""Why a person may or may not see and change a record: what each of their roles grants, asked of the rights themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from metamodel import Field, Role
from metamodel.role import ACTIONS, Action, FieldRight, Scope
from record_store.access.rights import Rights
from record_store.actor import Actor
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.records import Records

ON_A_RECORD: tuple[Action, ...] = tuple(action for action in ACTIONS if action != "create")
"""The actions that are about a record which is there."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role's scope for one action, and whether this record is in it."""

    role: Role
    action: Action
    scope: Scope
    holds: bool


@dataclass(frozen=True, slots=True)
class FieldGrant:
    """What the person may do with one field, and the roles that let them."""

    field: Field
    right: FieldRight
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one person may do with one record, role by role."""

    actor: Actor
    grants: tuple[Grant, ...]
    fields: tuple[FieldGrant, ...]

    def allows(self, action: Action) -> bool:
        return any(grant.holds for grant in self.grants if grant.action == action)

    def because(self, action: Action) -> tuple[Grant, ...]:
        """The grants that let the person do it."""
        return tuple(grant for grant in self.grants if grant.action == action and grant.holds)


def explain(records: Records, object_name: str, id: str, actor: Actor) -> Explanation:
    """Why the actor may do what with that record; trashed records count as they would outside the trash."""
    theirs = records.seen_by(actor)
    roles = [theirs.live.blueprint.roles[name] for name in actor.roles if name in theirs.live.blueprint.roles]
    grants = tuple(
        Grant(role, action, role.scope(object_name, action), _holds(theirs, object_name, id, role, action))
        for role in roles
        for action in ON_A_RECORD
    )
    return Explanation(actor, grants, _fields(theirs, object_name, roles))


def who_sees(records: Records, object_name: str, id: str, actors: Iterable[Actor]) -> dict[str, bool]:
    """For each of these people, by id, whether they may see the record."""
    return {actor.id: _within(records.seen_by(actor), object_name, id, "read") for actor in actors}


def _holds(records: Records, object_name: str, id: str, role: Role, action: Action) -> bool:
    alone = Rights(records.live, (role.name,), system=False, moment=records.moment, dialect=records.dialect)
    return _within(records, object_name, id, action, alone)


def _within(
    records: Records, object_name: str, id: str, action: Action, rights: Rights | None = None
) -> bool:
    """Whether the record is among those that the action is granted on: the statement that every page asks."""
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    allowed = (rights or records.rights).where(source, action)
    return bool(records.rows(select(described.table.c.id).where(described.table.c.id == id, allowed)))


def _fields(records: Records, object_name: str, roles: list[Role]) -> tuple[FieldGrant, ...]:
    described = records.live.blueprint.object(object_name)
    readable, writable = records.rights.readable(object_name), records.rights.writable(object_name)
    found = []
    for field in described.fields:
        right: FieldRight = (
            "write" if field.name in writable else "read" if field.name in readable else "hidden"
        )
        reading = [role for role in roles if role.scope(object_name, "read") != "none"]
        opening = tuple(role for role in reading if role.field_right(object_name, field.name) != "hidden")
        found.append(FieldGrant(field, right, opening))
    return tuple(found)
