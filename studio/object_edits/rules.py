"""The rules of an object: what must not be, and what is said then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Conflict, Issue
from metamodel.errors import not_found
from studio.object_edits.fields import Body


def rule_of(body: Body, name: str) -> dict[str, Any]:
    """Raises: NotFound."""
    for rule in body.get("rules", ()):
        if rule["name"] == name:
            return dict(rule)
    raise not_found("rule", name)


def put_rule(body: Body, rule: Mapping[str, Any], was: str = "") -> dict[str, Any]:
    """The object with the rule in the place of the one it was, a new one at the end.

    Raises: NotFound; Conflict, when another rule has the name.
    """
    rules = list(body.get("rules", ()))
    if any(other["name"] == rule["name"] for other in rules if other["name"] != was):
        message = "There is a rule “{name}” already"
        raise Conflict(Issue("duplicate", "/name", message, values={"name": rule["name"]}))
    if was:
        rule_of(body, was)
        changed = [dict(rule) if other["name"] == was else other for other in rules]
    else:
        changed = [*rules, dict(rule)]
    return {**body, "rules": changed}


def remove_rule(body: Body, name: str) -> dict[str, Any]:
    """Raises: NotFound."""
    rule_of(body, name)
    return {**body, "rules": [rule for rule in body["rules"] if rule["name"] != name]}
