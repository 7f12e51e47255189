"""The rights of a set of roles in one release: the union of what the roles grant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, true

from expressions.moment import Moment
from metamodel import Field, Issue, NotAllowed, Object, Role, not_found
from metamodel.field_types.values import USER_OBJECT
from metamodel.role import ACTIONS, FIELD_RIGHTS, Action
from record_store.access.scopes import EVERYTHING, Granted, Where, condition, granted
from record_store.actor import Actor

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.reading.source import Source

WRITABLE_SYSTEM_FIELDS = frozenset({"owner"})
REFUSALS: Mapping[Action, str] = {
    "create": "You may not create a record of {object}",
    "read": "You may not see records of {object}",
    "update": "You may not change records of {object}",
    "delete": "You may not delete records of {object}",
    "export": "You may not export records of {object}",
}


class Rights:
    """What some roles together may do; `system` may do everything.

    A field is hidden only where every role that grants the action hides it: one person is never less than the
    sum of the roles given. Rights with a condition on records (`conditional`) hold for one person at one moment;
    all others hold for everybody with these roles as long as the release lives.
    """

    def __init__(
        self,
        live: Live,
        roles: tuple[str, ...],
        *,
        system: bool,
        moment: Moment | None = None,
        dialect: str = "sqlite",
    ) -> None:
        known = live.blueprint.roles
        self.system = system
        self._live, self._moment, self._dialect = live, moment, dialect
        self._objects = live.blueprint.objects
        self._roles: tuple[Role, ...] = tuple(known[name] for name in roles if name in known)
        self.scopes = cache(self._scopes)
        self.readable = cache(self._readable)
        self.writable = cache(self._writable)

    def allows(self, object_name: str, action: Action) -> bool:
        """Whether there may be any record of the object that the action is granted on."""
        return object_name == USER_OBJECT or bool(self.scopes(object_name, action))

    def require(self, object_name: str, action: Action) -> None:
        """Raises: NotAllowed, NotFound for an object that is not there."""
        described = self._objects.get(object_name)
        if described is None:
            raise not_found("object", object_name)
        if not self.allows(object_name, action):
            raise NotAllowed(refusal(described, action))

    def everything(self, object_name: str, action: Action) -> bool:
        """Whether the action is granted on all records of the object."""
        return self.scopes(object_name, action) == EVERYTHING

    def where(self, source: Source, action: Action) -> ColumnElement[bool]:
        """The records of the source that the action is granted on, as a condition with the actor's parameter."""
        if source.object is None or self.everything(source.object.name, action):
            return true()
        scopes = self.scopes(source.object.name, action)
        return condition(scopes, source, self._live, self._moment, self._dialect)

    def can(self, ability: str) -> bool:
        """Whether one of the roles has an ability beside records: `studio`, `import`, …"""
        return ability in self.abilities

    def require_ability(self, ability: str) -> None:
        """Raises: NotAllowed."""
        if not self.can(ability):
            message = "Your role does not include “{ability}”"
            raise NotAllowed(Issue("not_able", "", message, values={"ability": ability}))

    @cached_property
    def conditional(self) -> bool:
        """Whether some action is granted on the records that an expression holds for."""
        return not self.system and any(
            isinstance(scope, Where)
            for name in self._objects
            for action in ACTIONS
            for scope in self.scopes(name, action)
        )

    @cached_property
    def abilities(self) -> frozenset[str]:
        from metamodel.role import ABILITIES

        if self.system:
            return frozenset(ABILITIES)
        return frozenset[str]().union(*(role.abilities for role in self._roles))

    @property
    def object_names(self) -> tuple[str, ...]:
        return tuple(self._objects)

    def visible_objects(self) -> tuple[Object, ...]:
        """The objects that records may be seen of."""
        return tuple(described for name, described in self._objects.items() if self.allows(name, "read"))

    def _scopes(self, object_name: str, action: Action) -> Granted:
        if self.system:
            return EVERYTHING
        return granted(role.scope(object_name, action) for role in self._roles)

    def _readable(self, object_name: str) -> frozenset[str]:
        """The names of the fields that may be seen on a record that may be seen."""
        described = self._objects[object_name]
        return frozenset(
            f.name for f in described.all_fields if self._right(described, f, ("read",)) != "hidden"
        )

    def _writable(self, object_name: str) -> frozenset[str]:
        """The names of the fields that may be given a value on a record that may be written."""
        described = self._objects[object_name]
        open_fields = (f for f in described.all_fields if not f.system or f.name in WRITABLE_SYSTEM_FIELDS)
        return frozenset(
            f.name for f in open_fields if self._right(described, f, ("create", "update")) == "write"
        )

    def _right(self, described: Object, field: Field, actions: tuple[Action, ...]) -> str:
        if self.system or field.name == "id":
            return "write"
        name = described.name
        granting = (
            role for role in self._roles if any(granted([role.scope(name, action)]) for action in actions)
        )
        found = [role.field_right(name, field.name) for role in granting]
        return max(found, key=FIELD_RIGHTS.index, default="hidden")


def rights_of(live: Live, actor: Actor, moment: Moment | None = None, dialect: str = "sqlite") -> Rights:
    """The actor's rights in this release, worked out once for everybody with the same roles.

    The moment and the dialect are what conditions on records need; without them such a condition holds nothing.
    """
    roles = tuple(sorted(set(actor.roles)))
    key = ("rights", roles, actor.is_system)
    known = live.memo(key, lambda: Rights(live, roles, system=actor.is_system))
    if moment is None or not known.conditional:
        return known
    return Rights(live, roles, system=False, moment=moment, dialect=dialect)


def refusal(described: Object, action: Action, path: str = "") -> Issue:
    """The issue of an action that is not granted."""
    assert action in ACTIONS
    return Issue(f"not_allowed_{action}", path, REFUSALS[action], values={"object": described.label})
