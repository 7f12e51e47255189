"""What a new object brings into the draft: itself, and where people find it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Blueprint, Conflict, Invalid, Issue, is_name
from studio.object_edits import free_name, navigated
from studio.starters import STARTERS, Starter, documents_of


def documents_of_new(
    blueprint: Blueprint, name: str, label: Mapping[str, str], starter: Starter, *, found: bool
) -> list[dict[str, Any]]:
    """What the starter brings; with `found` an entry in the first app, where there is one.

    The empty one brings its list only when it is to be found. Raises: Invalid, Conflict.
    """
    check_name(blueprint, name)
    made = documents_of(starter, blueprint, name, label)
    if not found:
        return made[:1] if starter is STARTERS["empty"] else made
    return [*made, *(navigated(app.body, name) for app in blueprint.of_kind("app")[:1])]


def named(
    blueprint: Blueprint, starter: Starter, name: str, label: Mapping[str, str]
) -> tuple[str, Mapping[str, str]]:
    """Name and words of the new object: where nothing is said, those of the starter with a free name."""
    if not name and not label and starter is not STARTERS["empty"]:
        return free_name(name_from(starter.called.text("en")), list(blueprint.objects)), starter.called.texts
    return name or name_from(label.get("en", "")), label or {"en": name}


def check_name(blueprint: Blueprint, name: str) -> None:
    """Raises: Invalid, Conflict."""
    if not is_name(name):
        hint = "Small English letters, digits and _, beginning with a letter"
        message = "The object needs a name for formulas and the API"
        raise Invalid(Issue("malformed", "/name", message, hint))
    if ("object", name) in blueprint.documents:
        message = "There is an object “{name}” already"
        raise Conflict(Issue("duplicate", "/name", message, values={"name": name}))


def name_from(label: str) -> str:
    """`Service visit` as `service_visit`."""
    letters = "".join(char if char.isalnum() and char.isascii() else " " for char in label.lower())
    return "_".join(letters.split())
