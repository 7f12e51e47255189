"""The fields of an object: added, duplicated, changed, ordered, removed, put back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import count
from typing import Any

from metamodel import FIELD_TYPES, Conflict, Issue, Label
from metamodel.errors import not_found
from metamodel.labels import humanise
from metamodel.system_fields import SYSTEM_FIELD_NAMES

Body = Mapping[str, Any]
LONGEST_STEM = 55
"""Letters of a made name, so that a number still fits behind it."""


def field_of(body: Body, name: str) -> dict[str, Any]:
    """Raises: NotFound."""
    for entry in body["fields"]:
        if entry["name"] == name:
            return dict(entry)
    raise not_found("field", name)


def add_field(body: Body, kind: str, index: int | None = None) -> tuple[dict[str, Any], str]:
    """The object with a field of that type at that place, the last one else; and the field's name.

    Raises: NotFound for a type there is not.
    """
    field_type = FIELD_TYPES.get(kind)
    if field_type is None or not field_type.palette:
        raise not_found("field type", kind)
    name = free_name(kind, [entry["name"] for entry in body["fields"]])
    entry = {
        "name": name,
        "type": kind,
        "label": dict(field_type.label.texts),
        **_starting_settings(body, kind),
    }
    fields = list(body["fields"])
    fields.insert(len(fields) if index is None else max(0, index), entry)
    return {**body, "fields": fields}, name


def duplicate_field(body: Body, name: str) -> tuple[dict[str, Any], str]:
    """The object with a copy of the field right below it; and the copy's name. Raises: NotFound."""
    entry = field_of(body, name)
    copy_name = free_name(name, [other["name"] for other in body["fields"]])
    copied = {key: value for key, value in entry.items() if key != "id"} | {"name": copy_name}
    label = Label.of(entry.get("label"), humanise(name))
    copied["label"] = {locale: f"{text} 2" for locale, text in label.texts.items()}
    place = next(n for n, other in enumerate(body["fields"]) if other["name"] == name)
    return put_field(body, copied, place + 1), copy_name


def put_field(body: Body, entry: Mapping[str, Any], index: int) -> dict[str, Any]:
    """The object with a field that was taken out before, back in its place. Raises: Conflict."""
    if any(other["name"] == entry["name"] for other in body["fields"]):
        values = {"name": entry["name"]}
        raise Conflict(Issue("duplicate", "/name", "There is a field “{name}” already", values=values))
    fields = list(body["fields"])
    fields.insert(max(0, index), dict(entry))
    return {**body, "fields": fields}


def change_field(body: Body, name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The object with the field as `entry` says; what names the field inside the object follows a new name."""
    field_of(body, name)
    fields = [dict(entry) if other["name"] == name else other for other in body["fields"]]
    changed = {**body, "fields": fields}
    return changed if entry["name"] == name else _rename_uses(changed, name, str(entry["name"]))


def remove_field(body: Body, name: str) -> dict[str, Any]:
    """The object without the field, and without the sets and indexes that it was part of. Raises: NotFound."""
    field_of(body, name)
    fields = [entry for entry in body["fields"] if entry["name"] != name]
    changed = {**body, "fields": fields}
    for key in ("unique", "indexes", "duplicates"):
        if key in body:
            changed[key] = [names for names in body[key] if name not in names]
    if body.get("title_field") == name:
        changed.pop("title_field")
    return changed


def sort_fields(body: Body, order: Sequence[str]) -> dict[str, Any]:
    """The object with its fields in that order; a field that is not named stays in its place."""
    entries = {entry["name"]: entry for entry in body["fields"]}
    named = dict.fromkeys(name for name in order if name in entries)
    following = iter(named)
    fields = [entries[next(following)] if name in named else entry for name, entry in entries.items()]
    return {**body, "fields": fields}


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken."""
    stem = wanted[:LONGEST_STEM]
    names = (stem if number == 1 else f"{stem}_{number}" for number in count(1))
    return next(name for name in names if name not in taken and name not in SYSTEM_FIELD_NAMES)


def _starting_settings(body: Body, kind: str) -> dict[str, Any]:
    """What a field of the type needs before anybody has chosen anything."""
    needed = FIELD_TYPES[kind].required_settings
    settings: dict[str, Any] = dict(FIELD_TYPES[kind].starting_settings)
    if "options" in needed:
        settings["options"] = [
            {"value": f"option_{number}", "label": {"en": f"Option {number}", "zh-CN": f"选项 {number}"}}
            for number in (1, 2)
        ]
    if "object" in needed:
        settings["object"] = body["name"]
    if "objects" in needed:
        settings["objects"] = [body["name"]]
    if "pattern" in needed:
        settings["pattern"] = f"{str(body['name'])[:1].upper()}-{{YYYY}}-{{00000}}"
    return settings


def _rename_uses(body: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    changed = dict(body)
    if changed.get("title_field") == old:
        changed["title_field"] = new
    for key in ("unique", "indexes", "duplicates"):
        if key in changed:
            changed[key] = [[new if name == old else name for name in names] for names in changed[key]]
    changed["fields"] = [_depending_on(new, old, entry) for entry in changed["fields"]]
    if "rules" in changed:
        changed["rules"] = [
            {**rule, "field": new} if rule.get("field") == old else rule for rule in changed["rules"]
        ]
    return changed


def _depending_on(new: str, old: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry, whose options go by the renamed field under its new name."""
    rule = entry.get("options_when")
    if not isinstance(rule, Mapping) or rule.get("field") != old:
        return dict(entry)
    return {**entry, "options_when": {**rule, "field": new}}
