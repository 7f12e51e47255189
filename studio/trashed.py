"""What comes back from the trash into the draft; publishing then brings its column or table back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Blueprint, Conflict, Issue
from metamodel.errors import not_found
from record_store.releases import Trashed
from studio.object_edits import free_name, put_field


def brought_back(blueprint: Blueprint, entry: Trashed) -> dict[str, Any]:
    """The object with the field or the whole object again; its id says which column or table is meant.

    Raises: Conflict, when it is in the draft already or has no object to come back to; NotFound.
    """
    here = next((found for found in blueprint.objects.values() if found.id == entry.object_id), None)
    if entry.field_id is None:
        if here is not None:
            raise _already(entry)
        return dict(entry.body)
    if here is None:
        message = "“{object}” is in the trash too"
        hint = "Bring the object back first"
        raise Conflict(Issue("no_object", "", message, hint, {"object": entry.object.label}))
    return _with_field(here.document.body, entry)


def _with_field(body: Mapping[str, Any], entry: Trashed) -> dict[str, Any]:
    was = next((found for found in entry.body["fields"] if _id_of(found) == entry.field_id), None)
    if was is None:
        raise not_found("field", str(entry.field_id))
    if any(_id_of(found) == entry.field_id for found in body["fields"]):
        raise _already(entry)
    name = free_name(was["name"], [found["name"] for found in body["fields"]])
    return put_field(body, {**was, "id": entry.field_id, "name": name}, len(body["fields"]))


def _id_of(entry: Mapping[str, Any]) -> str:
    return str(entry.get("id") or entry["name"])


def _already(entry: Trashed) -> Conflict:
    label = entry.field.label if entry.field else entry.object.label
    message = "“{label}” is in the draft already"
    return Conflict(Issue("already_there", "", message, "Publish to get its values", {"label": label}))
