"""What builders do with the fields of an object: add, order, change, remove, bring back."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import FIELD_TYPES, Invalid, Issue
from studio.drafts import object_body, read_state
from studio.object_edits import add_field, change_field, field_of, put_field, remove_field, sort_fields
from studio.pages.objects import common_settings, render_workspace
from studio.pages.studio_visit import BuilderVisit
from studio.settings_form import LOCALES, read_settings
from web.forms import Form
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/o/{object}/fields", include_in_schema=False)


@router.post("", name="studio_field_add")
def add(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """A field of the type `added`, at `index` when it was dropped there."""
    index = str(form.get("index", ""))
    place = int(index) if index.isdigit() else None
    changed, name = add_field(_body(visit, object), str(form.get("added", "")), place)
    _put(visit, changed)
    return render_workspace(visit, request, object, name)


@router.post("/sort", name="studio_field_sort")
def sort(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """The fields in the order they were dragged to; a type dropped from the palette becomes a field."""
    if form.get("added"):
        return add(visit, request, object, form)
    order = [str(name) for name in form.getlist("order")]
    _put(visit, sort_fields(_body(visit, object), order))
    return render_workspace(visit, request, object, str(form.get("item", "")))


@router.post("/{field}", name="studio_field_save")
def save(visit: BuilderVisit, request: Request, object: str, field: str, form: Form) -> Response:
    """The settings of a field, a new name and another type included."""
    body = _body(visit, object)
    entry = _read_entry(field_of(body, field), form)
    taken = {other["name"] for other in body["fields"]} - {field}
    if entry["name"] in taken:
        values = {"name": entry["name"]}
        raise Invalid(Issue("duplicate", "/name", "There is a field “{name}” already", values=values))
    _put(visit, change_field(body, field, entry))
    return render_workspace(visit, request, object, entry["name"])


@router.post("/{field}/remove", name="studio_field_remove")
def remove(visit: BuilderVisit, request: Request, object: str, field: str) -> Response:
    """Take the field out of the draft; the answer offers to put it back."""
    body = _body(visit, object)
    index = next((n for n, entry in enumerate(body["fields"]) if entry["name"] == field), 0)
    entry = field_of(body, field)
    _put(visit, remove_field(body, field))
    removed = {"entry": orjson.dumps(entry).decode(), "index": index, "name": field}
    return render_workspace(visit, request, object, removed=removed)


@router.post("/{field}/restore", name="studio_field_restore")
def restore(visit: BuilderVisit, request: Request, object: str, field: str, form: Form) -> Response:
    """Put a field back that was taken out a moment ago."""
    try:
        entry = orjson.loads(str(form.get("entry", "")))
    except orjson.JSONDecodeError:
        entry = None
    if not isinstance(entry, dict) or entry.get("name") != field:
        raise Invalid(Issue("malformed", "/entry", "This field cannot be brought back"))
    index = str(form.get("index", "0"))
    _put(visit, put_field(_body(visit, object), entry, int(index) if index.isdigit() else 0))
    return render_workspace(visit, request, object, field)


def _read_entry(before: dict[str, Any], form: Form) -> dict[str, Any]:
    """The field's settings as the form has them; another type keeps what fits it."""
    kind = str(form.get("type") or before["type"])
    if kind not in FIELD_TYPES:
        raise Invalid(
            Issue("unknown_value", "/type", "There is no field type “{type}”", values={"type": kind})
        )
    own = FIELD_TYPES[kind].settings_schema
    kept = {"id", "name", "type", "label", *own, *common_settings(kind)}
    entry = {name: value for name, value in before.items() if name in kept}
    if kind == before["type"]:
        entry = read_settings({**own, **common_settings(kind)}, entry, form)
    label = {locale: str(form.get(f"label.{locale}", "")).strip() for locale in LOCALES}
    entry["label"] = {locale: text for locale, text in label.items() if text} or before.get("label", kind)
    name = str(form.get("name") or before["name"]).strip()
    return {**entry, "name": name, "type": kind}


def _body(visit: Visit, object_name: str) -> dict[str, Any]:
    return object_body(read_state(visit), object_name)


def _put(visit: Visit, body: dict[str, Any]) -> None:
    visit.releases.put(visit.tenant, visit.actor, body)
