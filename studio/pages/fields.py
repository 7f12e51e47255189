"""What builders do with the fields of an object: add, duplicate, order, change, remove, bring back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid, Issue, Label
from metamodel.field_types.common_settings import IDENTITY
from metamodel.labels import humanise
from record_store.releases import Draft
from studio.drafts import object_body
from studio.field_changes import changed_field, placed_field
from studio.form_numbers import number_of
from studio.object_edits import add_field, duplicate_field, field_of, put_field, remove_field, sort_fields
from studio.object_settings import field_schemas
from studio.pages.object_answers import object_editing, render_object
from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import render_refusal
from studio.placements import placed_at_once, unplaced_everywhere
from studio.seen import SeenPart, check_seen
from studio.steps import Bodies
from web.forms import Form
from web.pages import links_of

router = APIRouter(prefix="/{tenant}/studio/o/{object}/fields", include_in_schema=False)
Changed = list[dict[str, Any]]


@router.post("", name="studio_field_add")
def add(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """A field of the type `added`, at `index` when it was dropped there; the object's forms show it at once."""
    kind, made = str(form.get("added", "")), ""

    def edit(draft: Draft) -> Changed:
        nonlocal made
        body, made = add_field(object_body(draft, object), kind, number_of(form, "index"))
        return [body, *placed_at_once(draft.blueprint, object, made, kind)]

    object_editing(request, visit, object).change(edit)
    return render_object(visit, request, object, made, is_new=True)


@router.post("/sort", name="studio_field_sort")
def sort(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """The fields in the order they were dragged to; a type dropped from the palette becomes a field."""
    if form.get("added"):
        return add(visit, request, object, form)
    order = [str(name) for name in form.getlist("order")]
    editing = object_editing(request, visit, object)
    editing.change(lambda draft: [sort_fields(object_body(draft, object), order)])
    return render_object(visit, request, object, str(form.get("item", "")))


@router.post("/{field}", name="studio_field_save")
def save(visit: BuilderVisit, request: Request, object: str, field: str, form: Form) -> Response:
    """The settings of a field, a new name, another type and where it is shown included."""

    name = field

    def edit(draft: Draft) -> Changed:
        nonlocal name
        body = object_body(draft, object)
        entry = field_of(body, field)
        now = SeenPart(("object", object), entry, _label(entry), {**IDENTITY, **field_schemas(entry["type"])})
        check_seen(visit, draft, now, form)
        name, changed = changed_field(draft.blueprint, body, field, form)
        return changed

    try:
        object_editing(request, visit, object).change(edit)
    except (Invalid, Conflict) as refused:
        again = links_of(request).url("studio_field", tenant=visit.tenant, object=object, field=field)
        return render_refusal(visit, request, refused, again)
    return render_object(visit, request, object, name)


@router.post("/{field}/duplicate", name="studio_field_duplicate")
def duplicate(visit: BuilderVisit, request: Request, object: str, field: str) -> Response:
    """A copy of the field right below it, shown where the field is."""
    made = ""

    def edit(draft: Draft) -> Changed:
        nonlocal made
        body, made = duplicate_field(object_body(draft, object), field)
        return [body, *placed_field(draft.blueprint, object, field, made)]

    object_editing(request, visit, object).change(edit)
    return render_object(visit, request, object, made, is_new=True)


@router.post("/{field}/remove", name="studio_field_remove")
def remove(visit: BuilderVisit, request: Request, object: str, field: str) -> Response:
    """Take the field out of the draft and out of the forms and views; the answer offers to put it back."""
    removed: dict[str, Any] = {}

    def edit(draft: Draft) -> Changed:
        body = object_body(draft, object)
        index = next((n for n, entry in enumerate(body["fields"]) if entry["name"] == field), 0)
        entry = field_of(body, field)
        removed.update(name=field, entry=orjson.dumps(entry).decode(), index=index)
        removed["label"] = _label(entry)
        return [*unplaced_everywhere(draft.blueprint, object, field), remove_field(body, field)]

    object_editing(request, visit, object).change(edit)
    return render_object(visit, request, object, removed=removed)


@router.post("/{field}/restore", name="studio_field_restore")
def restore(visit: BuilderVisit, request: Request, object: str, field: str, form: Form) -> Response:
    """Put a field back that was taken out a moment ago: by undoing that step, else the field alone."""
    entry = _entry(form, field)
    editing = object_editing(request, visit, object)
    last = editing.history.done[-1:]
    if last and _has(last[0].before, object, field) and not _has(last[0].after, object, field):
        editing.undo()
    else:
        place = number_of(form, "index") or 0
        editing.change(lambda draft: [put_field(object_body(draft, object), entry, place)])
    return render_object(visit, request, object, field)


def _label(entry: Mapping[str, Any]) -> Label:
    return Label.of(entry.get("label"), humanise(str(entry["name"])))


def _has(bodies: Bodies, object_name: str, field: str) -> bool:
    """Whether the object is among the documents of a step, with the field."""
    found = (
        body for body in bodies.values() if body and (body["kind"], body["name"]) == ("object", object_name)
    )
    return any(entry["name"] == field for body in found for entry in body["fields"])


def _entry(form: Form, field: str) -> dict[str, Any]:
    try:
        entry = orjson.loads(str(form.get("entry", "")))
    except orjson.JSONDecodeError:
        entry = None
    if not isinstance(entry, dict) or entry.get("name") != field:
        raise Invalid(Issue("malformed", "/entry", "This field cannot be brought back"))
    return entry
