"""What a new object brings into the draft: itself, and where people find it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Blueprint, Conflict, Invalid, Issue, is_name
from studio.object_edits import free_name, list_view, navigated, new_object


def documents_of_new(
    blueprint: Blueprint, name: str, label: Mapping[str, str], *, found: bool
) -> list[dict[str, Any]]:
    """The object; with `found` a list of its records and an entry in the first app, where there is one.

    Raises: Invalid, Conflict.
    """
    check_name(blueprint, name)
    made = [new_object(name, label)]
    if not found:
        return made
    view = free_name(f"all_{name}", [view.name for view in blueprint.of_kind("view")])
    apps = [navigated(app.body, name) for app in blueprint.of_kind("app")[:1]]
    return [*made, list_view(view, name, label), *apps]


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
