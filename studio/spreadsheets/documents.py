"""The documents that a sheet becomes: an object, a list of its records, a way to it, and the rights to use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data_exchange.guessing import singular
from metamodel.documents import Key
from metamodel.role import EVERY_OBJECT
from record_store.releases import Draft
from studio.object_edits import free_name, list_view, navigated
from studio.spreadsheets.choices import ObjectPlan

EVERYTHING = dict.fromkeys(("create", "read", "update", "delete", "export"), "all")
MOST_COLUMNS = 8


def documents_of_plan(
    draft: Draft, plan: ObjectPlan, roles: Iterable[str]
) -> tuple[list[dict[str, Any]], set[Key]]:
    """The documents for the draft, and which of them are published at once.

    An app or a role that somebody is changing gets its entry in the draft and waits there with the other changes.
    """
    object = _object(plan)
    view = free_name(f"all_{plan.name}", [view.name for view in draft.blueprint.of_kind("view")])
    columns = [
        plan.title_field,
        *(c.name for c in plan.taken if c.name != plan.title_field and c.kind != "long_text"),
    ]
    made: list[dict[str, Any]] = [
        object,
        {**list_view(view, plan.name, plan.label), "columns": columns[:MOST_COLUMNS]},
    ]
    if plan.found:
        made += [navigated(app.body, plan.name) for app in draft.blueprint.of_kind("app")[:1]]
    made += [_allowed(draft.blueprint.document("role", role).body, plan.name) for role in roles]
    keys = {(str(body["kind"]), str(body["name"])) for body in made}
    return made, {key for key in keys if key not in draft.changed}


def _object(plan: ObjectPlan) -> dict[str, Any]:
    return {
        "kind": "object",
        "name": plan.name,
        "label": dict(plan.label),
        **_plural(plan),
        "icon": "table",
        "title_field": plan.title_field,
        "fields": [column.entry for column in plan.taken],
        "history": True,
    }


def _plural(plan: ObjectPlan) -> dict[str, Any]:
    """What several are called, while the label still is what the file said of one."""
    english = plan.label.get("en", "")
    if not plan.plural or plan.plural == english or singular(plan.plural) != english:
        return {}
    return {"plural_label": {**plan.label, "en": plan.plural}}


def _allowed(role: Mapping[str, Any], object_name: str) -> dict[str, Any]:
    """The role with every right on the object."""
    return {**role, "objects": {**role.get("objects", {}), object_name: dict(EVERYTHING)}}


def closed_roles(draft: Draft, roles: Iterable[str]) -> list[str]:
    """Those roles of the builder that would not see a new object: they name every object that they see."""
    known = draft.blueprint.roles
    return [
        name
        for name in roles
        if name in known and EVERY_OBJECT not in known[name].document.body.get("objects", {})
    ]
