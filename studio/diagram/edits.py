"""Relations made, changed and taken away: pure functions from the draft to the documents that change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metamodel import Blueprint, Invalid, Issue
from metamodel.errors import not_found
from metamodel.field_types.lookup import ON_DELETE
from studio.diagram.relations import KINDS, Relation, relations_of
from studio.new_objects import name_from
from studio.object_edits import field_of, free_name, put_field, remove_field
from studio.placements import placed_at_once, unplaced_everywhere

Body = dict[str, Any]
ON_DELETES: tuple[str, ...] = tuple(ON_DELETE["enum"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A relation as it was asked for."""

    source: str
    target: str
    kind: str
    label: Mapping[str, str]
    on_delete: str = "restrict"
    required: bool = False


def relation_in(blueprint: Blueprint, key: str) -> Relation:
    """Raises: NotFound."""
    found = next((relation for relation in relations_of(blueprint) if relation.key == key), None)
    if found is None:
        raise not_found("relation", key)
    return found


def add_relation(blueprint: Blueprint, wanted: Wanted) -> list[Body]:
    """The documents with the relation, shown in the forms of its object at once. Raises: Invalid, NotFound."""
    _check(blueprint, wanted)
    if wanted.kind == "lines":
        return _with_lines(blueprint, wanted)
    settings: Body = {"type": wanted.kind, "object": wanted.target}
    if wanted.kind == "lookup":
        settings["on_delete"] = wanted.on_delete
    if wanted.required:
        settings["required"] = True
    return _with_field(blueprint, wanted.source, wanted.target, wanted.label, settings)


def change_relation(blueprint: Blueprint, key: str, wanted: Wanted) -> list[Body]:
    """The object with other words and settings of the field. Raises: NotFound, Invalid."""
    relation = relation_in(blueprint, key)
    body = dict(blueprint.document("object", relation.source).body)
    entry = field_of(body, relation.field.name)
    changed = {**entry, **({"label": dict(wanted.label)} if wanted.label else {})}
    if relation.field.type.kind in ("lookup", "lookup_any"):
        _check_on_delete(wanted)
        changed["on_delete"] = wanted.on_delete
    changed.pop("required", None)
    if wanted.required and relation.kind != "lines":
        changed["required"] = True
    fields = [changed if one["name"] == entry["name"] else one for one in body["fields"]]
    return [{**body, "fields": fields}]


def remove_relation(blueprint: Blueprint, key: str) -> list[Body]:
    """The documents without the field; publishing sends its column to the trash. Raises: NotFound, Invalid."""
    relation = relation_in(blueprint, key)
    body = blueprint.document("object", relation.source).body
    shown = unplaced_everywhere(blueprint, relation.source, relation.field.name)
    return [*shown, remove_field(body, relation.field.name)]


def _with_field(
    blueprint: Blueprint, source: str, target: str, label: Mapping[str, str], settings: Mapping[str, Any]
) -> list[Body]:
    body = blueprint.document("object", source).body
    words = dict(label) or dict(blueprint.objects[target].label.texts)
    name = free_name(name_from(words.get("en", "")) or target, [one["name"] for one in body["fields"]])
    made = put_field(body, {"name": name, "label": words, **settings}, len(body["fields"]))
    return [made, *placed_at_once(blueprint, source, name, str(settings["type"]))]


def _with_lines(blueprint: Blueprint, wanted: Wanted) -> list[Body]:
    """Line items: the field of the head, and the look-up of the lines where they have none to it yet."""
    lines = blueprint.objects[wanted.target]
    taken = {
        one.settings.get("via") for one in blueprint.objects[wanted.source].fields if one.type.kind == "lines"
    }
    ties = (f for f in lines.fields if f.target == wanted.source and f.settings.get("on_delete") == "cascade")
    via = next((field.name for field in ties if field.name not in taken), None)
    changed: list[Body] = []
    if via is None:
        head = blueprint.objects[wanted.source].label.texts
        via_name = free_name(wanted.source, [field.name for field in lines.fields])
        entry = {"name": via_name, "type": "lookup", "label": dict(head), "object": wanted.source,
                 "on_delete": "cascade", "required": True}  # fmt: skip
        changed.append(put_field(lines.document.body, entry, 0))
        via = via_name
    settings = {"type": "lines", "object": wanted.target, "via": via}
    return [*changed, *_with_field(blueprint, wanted.source, wanted.target, wanted.label, settings)]


def _check(blueprint: Blueprint, wanted: Wanted) -> None:
    for name in (wanted.source, wanted.target):
        if name not in blueprint.objects:
            raise not_found("object", name)
    if wanted.kind not in KINDS:
        raise Invalid(Issue("unknown_kind", "/kind", "Choose how the two belong together"))
    if wanted.kind == "lines" and wanted.source == wanted.target:
        raise Invalid(Issue("unfit", "/kind", "An object cannot be made of lines of itself"))
    _check_on_delete(wanted)


def _check_on_delete(wanted: Wanted) -> None:
    if wanted.on_delete not in ON_DELETES:
        raise Invalid(Issue("malformed", "/on_delete", "Say what becomes of the records that refer"))
    if wanted.on_delete == "clear" and wanted.required and wanted.kind == "lookup":
        message = "A field that every record needs cannot be emptied when the other record is deleted"
        raise Invalid(Issue("unfit", "/on_delete", message, "Refuse the deletion, or delete both"))
