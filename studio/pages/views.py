"""Views in the studio: a new one, a copy of one; their designer is made from `ViewDesigner`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid, Issue, NotFound
from metamodel.view_types import VIEW_TYPES
from studio.drafts import read_state
from studio.pages.studio_visit import BuilderVisit
from studio.settings_form import LOCALES
from studio.view_edits import copy_of, new_view
from web.forms import Form
from web.pages import redirect, render_fragment
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio", include_in_schema=False)


@router.get("/views/new", name="studio_view_new")
def ask_for_view(visit: BuilderVisit, request: Request, object: str = "", type: str = "list") -> Response:
    return _dialog(visit, request, {"object": object, "type": type})


@router.post("/views", name="studio_view_create")
def create_view(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """A new view in the draft, opened in its designer; what is wrong is told in the dialog."""
    typed = {name: str(form.get(name, "")) for name in ("object", "type", *LOCALES)}
    label = {locale: text for locale in LOCALES if (text := typed[locale].strip())}
    try:
        body = new_view(visit.releases.draft(visit.tenant).blueprint, typed["object"], typed["type"], label)
        visit.releases.put(visit.tenant, visit.actor, body, 0)
    except (Invalid, Conflict, NotFound) as refused:
        return _dialog(visit, request, typed, refused.issues, status=422)
    return redirect(request, "studio_view", tenant=visit.tenant, name=body["name"])


@router.post("/v/{name}/copy", name="studio_view_copy")
def copy_view(visit: BuilderVisit, request: Request, name: str) -> Response:
    blueprint = visit.releases.draft(visit.tenant).blueprint
    body = copy_of(blueprint, blueprint.document("view", name))
    visit.releases.put(visit.tenant, visit.actor, body, 0)
    return redirect(request, "studio_view", tenant=visit.tenant, name=body["name"])


def _dialog(
    visit: Visit,
    request: Request,
    typed: dict[str, str],
    issues: tuple[Issue, ...] = (),
    *,
    status: int = 200,
) -> Response:
    objects = read_state(visit).blueprint.objects
    context: dict[str, Any] = {
        "objects": [{"value": name, "label": one.label} for name, one in objects.items()],
        "types": tuple(VIEW_TYPES.values()),
        "typed": {"en": "", "zh-CN": "", **typed},
        "issues": issues,
    }
    return render_fragment(request, visit, "studio/view/new.html", "new_view", status=status, **context)
