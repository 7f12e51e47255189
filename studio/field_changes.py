"""One field changed as its settings form says: in the object, and in what names it or shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

from expressions import FieldRenaming
from metamodel import FIELD_TYPES, Blueprint, Document, Invalid, Issue, is_name
from metamodel.documents import Key
from metamodel.kinds.object_checks import RESERVED_FIELDS
from studio.new_objects import name_from
from studio.object_edits import Body, change_field, field_of, free_name
from studio.object_settings import field_schemas
from studio.placements import placed, placements, unplaced
from studio.renaming import followed, followed_in
from studio.settings_form import read_label, read_settings

Bodies = list[dict[str, Any]]


def changed_field(blueprint: Blueprint, body: Body, field: str, form: FormData) -> tuple[str, Bodies]:
    """The field's name then, and the documents that change: forms and views that come to show the field or not, and the object, last.

    Raises: NotFound; Invalid, when the name is taken or the type is none.
    """
    entry = entry_from(field_of(body, field), form)
    if form.get("named_by_label"):
        entry = _named_by_label(entry, body, field)
    if any(entry["name"] == other["name"] for other in body["fields"] if other["name"] != field):
        values = {"name": entry["name"]}
        raise Invalid(Issue("duplicate", "/name", "There is a field “{name}” already", values=values))
    if entry["name"] != field and entry["name"] in RESERVED_FIELDS:
        said, values = "“{name}” is a reserved name", {"name": entry["name"]}
        raise Invalid(Issue("reserved", "/name", said, "Choose another name", values))
    others: dict[Key, dict[str, Any]] = {}
    changed = change_field(body, field, entry)
    if entry["name"] != field:
        renamed = followed(blueprint, str(body["name"]), field, entry["name"])
        others = {_key(other): other for other in renamed}
        document = blueprint.document("object", str(body["name"]))
        renaming = FieldRenaming(document.name, field, entry["name"])
        changed = followed_in(blueprint, document, changed, renaming)
    for other in _shown(blueprint, body, field, entry, form, others):
        others[_key(other)] = other
    return entry["name"], [*others.values(), changed]


def entry_from(before: Mapping[str, Any], form: FormData) -> dict[str, Any]:
    """The field's settings as the form has them; another type keeps what fits it. Raises: Invalid."""
    kind = str(form.get("type") or before["type"])
    if kind not in FIELD_TYPES or (kind != before["type"] and not FIELD_TYPES[kind].palette):
        values = {"type": kind}
        raise Invalid(Issue("unknown_value", "/type", "There is no field type “{type}”", values=values))
    schemas = field_schemas(kind)
    kept = {"id", "name", "type", "label", *schemas}
    entry = {name: value for name, value in before.items() if name in kept}
    if kind == before["type"]:
        entry = read_settings(schemas, entry, form)
    label = read_label("label", form, before.get("label"))
    name = str(form.get("name") or before["name"]).strip()
    return {**entry, **({"label": label} if label else {}), "name": name, "type": kind}


def _named_by_label(entry: dict[str, Any], body: Body, field: str) -> dict[str, Any]:
    """A field that nobody has named yet is called after its label, as soon as that says something."""
    label = entry.get("label")
    wanted = name_from(str(label.get("en", ""))) if isinstance(label, Mapping) else ""
    if (
        entry["name"] != field
        or not is_name(wanted)
        or wanted == name_from(FIELD_TYPES[entry["type"]].label.text())
    ):
        return entry
    return {
        **entry,
        "name": free_name(wanted, [other["name"] for other in body["fields"] if other["name"] != field]),
    }


def placed_field(blueprint: Blueprint, object_name: str, like: str, field: str) -> Bodies:
    """The forms and views that show `like`, with the other field at their end."""
    kind = field_of(blueprint.objects[object_name].document.body, like)["type"]
    shown = (place.document for place in placements(blueprint, object_name, like) if place.shown)
    return [placed(document.body, field, kind) for document in shown]


def _shown(
    blueprint: Blueprint,
    body: Body,
    field: str,
    entry: Mapping[str, Any],
    form: FormData,
    renamed: Mapping[Key, dict[str, Any]],
) -> Bodies:
    """The forms and views that the form switched on or off; those it did not ask about stay."""
    asked, wanted = set(form.getlist("shown.asked")), set(form.getlist("shown"))
    changed = []
    for place in placements(blueprint, str(body["name"]), field):
        if place.value not in asked or place.shown == (place.value in wanted):
            continue
        current = renamed.get(place.document.key, dict(place.document.body))
        name = str(entry["name"])
        changed.append(unplaced(current, name) if place.shown else placed(current, name, entry["type"]))
    return changed


def _key(body: Mapping[str, Any]) -> Key:
    return Document.from_json(body).key
