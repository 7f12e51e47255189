"""A new form for an object: a copy of the one that people get without it, or an empty one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from form_engine import derive_form
from form_engine.definition import PURPOSES
from metamodel import Blueprint, Invalid, Issue
from metamodel.issues import pointer
from studio.form_edits.layout import Body
from studio.object_edits import free_name

STARTS = ("derived", "empty")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; `start` is `derived`, `empty` or the name of a form that is copied."""

    object: str
    purpose: str = "edit"
    roles: Sequence[str] = ()
    label: Mapping[str, str] = field(default_factory=dict)
    start: str = "derived"


def new_form(blueprint: Blueprint, wanted: Wanted) -> dict[str, Any]:
    """The document. Raises: Invalid, with everything that is wrong."""
    _check(blueprint, wanted)
    described = blueprint.objects[wanted.object]
    name = free_name(f"{wanted.object}_{wanted.purpose}", _names(blueprint))
    body: dict[str, Any] = {
        "kind": "form",
        "name": name,
        "label": dict(wanted.label) or dict(described.label.texts),
        "object": wanted.object,
        "purpose": wanted.purpose,
    }
    if wanted.roles:
        body["for_roles"] = list(wanted.roles)
    return {**body, "layout": _layout(blueprint, wanted)}


def form_from(blueprint: Blueprint, body: Body, label: Mapping[str, str]) -> dict[str, Any]:
    """A copy of a form under a name that is free."""
    name = free_name(str(body["name"]), _names(blueprint))
    copied = {key: value for key, value in body.items() if key != "id"}
    return {**copied, "name": name, "label": dict(label)}


def _names(blueprint: Blueprint) -> Collection[str]:
    return {document.name for document in blueprint.of_kind("form")}


def _layout(blueprint: Blueprint, wanted: Wanted) -> list[Any]:
    if wanted.start == "empty":
        return [{"sections": [{"items": []}]}]
    if wanted.start == "derived":
        derived = derive_form(blueprint, blueprint.objects[wanted.object], wanted.purpose)
        return list(derived.body["layout"])
    return list(blueprint.documents["form", wanted.start].body["layout"])


def _check(blueprint: Blueprint, wanted: Wanted) -> None:
    issues = []
    if wanted.object not in blueprint.objects:
        issues.append(Issue("required", "/object", "Choose what the form is for"))
    if wanted.purpose not in PURPOSES:
        issues.append(Issue("unknown_value", "/purpose", "Choose what the form is used for"))
    for role in wanted.roles:
        if role not in blueprint.roles:
            message = "There is no role “{role}”"
            issues.append(Issue("unknown_value", pointer("roles"), message, values={"role": role[:40]}))
    if wanted.start not in STARTS and not _is_form_of(blueprint, wanted):
        issues.append(Issue("unknown_value", "/start", "Choose what the form starts with"))
    if issues:
        raise Invalid(issues)


def _is_form_of(blueprint: Blueprint, wanted: Wanted) -> bool:
    form = blueprint.documents.get(("form", wanted.start))
    return form is not None and form.body.get("object") == wanted.object
