"""Edits of a role's document: scopes, field rights, abilities, a copy under another name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel import Blueprint, Conflict, Invalid, Issue, is_name
from metamodel.role import ABILITIES, ACTIONS, EVERY_OBJECT, FIELD_RIGHTS, SCOPES, Scope
from record_store.access.scopes import SCOPES as EVALUATED

Body = Mapping[str, Any]
OFFERED: tuple[str, ...] = tuple(scope for scope in SCOPES if scope in EVALUATED)
"""The scopes that the evaluator of rights knows, from the narrowest to the widest."""


def next_of(choices: tuple[str, ...], now: object) -> str:
    """The choice that follows; after the last one, and after anything else such as a condition, the first."""
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]


def scope_in(body: Body, object_name: str, action: str) -> Scope:
    """The scope as the role means it: an object without an entry of its own is like every other one."""
    scope: Scope = _grants(body, object_name).get(action, "none")
    return scope


def with_scopes(body: Body, cells: Iterable[tuple[str, str]], scope: Scope) -> dict[str, Any]:
    """The role with the scope for these objects and actions. Raises: Invalid."""
    _check_scope(scope)
    objects = dict(body.get("objects", {}))
    for object_name, action in cells:
        _check_among(action, ACTIONS)
        written = _grants({"objects": objects}, object_name)
        if object_name == EVERY_OBJECT and not isinstance(scope, str):
            message = "A condition is about the records of one object"
            raise Invalid(Issue("misplaced", "/where", message, "Set it in the row of the object"))
        objects[object_name] = _whole(written) | {action: scope}
        if object_name != EVERY_OBJECT and objects[object_name] == _whole(objects.get(EVERY_OBJECT, {})):
            del objects[object_name]
    return {**body, "objects": objects}


def as_every_other(body: Body, object_name: str) -> dict[str, Any]:
    """The role without an entry of its own for the object."""
    kept = {name: grants for name, grants in body.get("objects", {}).items() if name != object_name}
    return {**body, "objects": kept}


def with_field_rights(body: Body, fields: Iterable[tuple[str, str]], right: str) -> dict[str, Any]:
    """The role with the right for these fields of objects; `write` is what a field has unsaid. Raises: Invalid."""
    _check_among(right, FIELD_RIGHTS)
    said = {name: dict(rights) for name, rights in body.get("fields", {}).items()}
    for object_name, field in fields:
        rights = said.setdefault(object_name, {})
        rights.pop(field, None)
        if right != "write":
            rights[field] = right
    left = {name: rights for name, rights in said.items() if rights}
    rest = {name: value for name, value in body.items() if name != "fields"}
    return {**rest, "fields": left} if left else rest


def with_ability(body: Body, ability: str, *, able: bool) -> dict[str, Any]:
    """The role that can do it, or no more. Raises: Invalid."""
    _check_among(ability, ABILITIES)
    now = set(body.get("can", ()))
    wanted = now | {ability} if able else now - {ability}
    return {**body, "can": [name for name in ABILITIES if name in wanted]}


def new_role(blueprint: Blueprint, name: str, label: Mapping[str, str], like: str = "") -> dict[str, Any]:
    """A role that may nothing yet, or as much as the one it is a copy of. Raises: Invalid, Conflict, NotFound."""
    if not is_name(name):
        hint = "Small English letters, digits and _, beginning with a letter"
        raise Invalid(Issue("malformed", "/name", "The role needs a name for formulas and the API", hint))
    if ("role", name) in blueprint.documents:
        message = "There is a role “{name}” already"
        raise Conflict(Issue("duplicate", "/name", message, values={"name": name}))
    copied = blueprint.document("role", like).body if like else {"objects": {}}
    rest = {key: value for key, value in copied.items() if key not in ("kind", "name", "id", "label")}
    return {"kind": "role", "name": name, "label": dict(label), **rest}


def _grants(body: Body, object_name: str) -> Body:
    objects: Body = body.get("objects", {})
    found: Body = objects.get(object_name, objects.get(EVERY_OBJECT, {}))
    return found


def _whole(grants: Body) -> dict[str, Any]:
    """With every action said."""
    return {action: grants.get(action, "none") for action in ACTIONS}


def _check_scope(scope: Scope) -> None:
    if isinstance(scope, str):
        _check_among(scope, OFFERED)
    elif not str(scope.get("where", "")).strip():
        message = "A condition says which records are meant"
        raise Invalid(Issue("required", "/where", message, "For example: owner = $user"))


def _check_among(given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        values = {"given": given[:60], "known": ", ".join(known)}
        raise Invalid(
            Issue("unknown_value", "", "“{given}” is not one of the choices", "Known are: {known}", values)
        )
