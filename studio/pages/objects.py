"""An object in the studio: its page, its own settings, its icon, its removal."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid
from record_store.releases import Draft
from studio.drafts import object_body
from studio.object_settings import OBJECT_SETTINGS
from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import (
    object_editing,
    read_workspace,
    render_refusal,
    render_workspace,
    workspace_context,
)
from studio.seen import SeenPart, check_seen
from studio.settings_form import read_settings
from studio.workspace import own_settings
from ui_kit.icons import icon_names
from web.forms import Form
from web.pages import links_of, redirect, render_fragment, render_page

router = APIRouter(prefix="/{tenant}/studio/o/{object}", include_in_schema=False)


@router.get("", name="studio_object")
def show_object(visit: BuilderVisit, request: Request, object: str, field: str = "") -> Response:
    context = workspace_context(request, visit, read_workspace(visit, object, field))
    return render_page(request, visit, "studio/object.html", **context)


@router.get("/field/{field}", name="studio_field")
def select_field(visit: BuilderVisit, request: Request, object: str, field: str) -> Response:
    """The workspace with the field selected; `-` is none of them, so the object's own settings are shown."""
    return render_workspace(visit, request, object, field)


@router.post("", name="studio_object_save")
def save_object(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """Label, icon and the other settings of the object itself."""

    def edit(draft: Draft) -> list[dict[str, Any]]:
        body = object_body(draft, object)
        label = draft.blueprint.objects[object].label
        check_seen(visit, draft, SeenPart(object, own_settings(body), label, OBJECT_SETTINGS), form)
        return [read_settings(OBJECT_SETTINGS, body, form)]

    try:
        object_editing(request, visit, object).change(edit)
    except (Invalid, Conflict) as refused:
        again = links_of(request).url("studio_field", tenant=visit.tenant, object=object, field="-")
        return render_refusal(visit, request, refused, again)
    return render_workspace(visit, request, object)


@router.post("/remove", name="studio_object_remove")
def remove_object(visit: BuilderVisit, request: Request, object: str) -> Response:
    """Take the object out of the draft; publishing sends its table to the trash."""
    visit.releases.remove(visit.tenant, visit.actor, "object", object)
    return redirect(request, "studio", tenant=visit.tenant)


@router.get("/icons", name="studio_icons")
def choose_icon(visit: BuilderVisit, request: Request, object: str) -> Response:
    """All icons, to pick one of."""
    return render_fragment(request, visit, "studio/icons.html", "icons", names=sorted(icon_names()))
