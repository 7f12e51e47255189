"""An object in the studio: its page, its own settings, its icon, its removal."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid
from record_store.releases import Draft
from studio.drafts import object_body
from studio.object_designer import own_settings
from studio.object_settings import OBJECT_SETTINGS
from studio.pages import steps
from studio.pages.object_answers import OBJECT, object_editing, render_object
from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import read_workspace, render_refusal, workspace_context
from studio.seen import SeenPart, check_seen
from studio.settings_form import read_settings
from web.forms import Form
from web.pages import links_of, redirect, render_page

router = APIRouter(prefix="/{tenant}/studio/o/{object}", include_in_schema=False)


@router.get("", name="studio_object")
def show_object(visit: BuilderVisit, request: Request, object: str, field: str = "") -> Response:
    shown = read_workspace(visit, OBJECT, object, (field,))
    return render_page(request, visit, OBJECT.page_template, **workspace_context(request, visit, shown))


@router.get("/field/{field}", name="studio_field")
def select_field(visit: BuilderVisit, request: Request, object: str, field: str) -> Response:
    """The workspace with the field selected; `-` is none of them, so the object's own settings are shown."""
    return render_object(visit, request, object, field)


@router.post("", name="studio_object_save")
def save_object(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """Label, icon and the other settings of the object itself."""

    def edit(draft: Draft) -> list[dict[str, Any]]:
        body = object_body(draft, object)
        label = draft.blueprint.objects[object].label
        now = SeenPart(("object", object), own_settings(body), label, OBJECT_SETTINGS)
        check_seen(visit, draft, now, form)
        return [read_settings(OBJECT_SETTINGS, body, form)]

    try:
        object_editing(request, visit, object).change(edit)
    except (Invalid, Conflict) as refused:
        again = links_of(request).url("studio_field", tenant=visit.tenant, object=object, field="-")
        return render_refusal(visit, request, refused, again)
    return render_object(visit, request, object)


@router.post("/remove", name="studio_object_remove")
def remove_object(visit: BuilderVisit, request: Request, object: str) -> Response:
    """Take the object out of the draft; publishing sends its table to the trash."""
    visit.releases.remove(visit.tenant, visit.actor, "object", object)
    return redirect(request, "studio", tenant=visit.tenant)


@router.post("/undo", name="studio_object_undo")
def undo(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    return steps.undo(visit, request, OBJECT, object, form)


@router.post("/redo", name="studio_object_redo")
def redo(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    return steps.redo(visit, request, OBJECT, object, form)
