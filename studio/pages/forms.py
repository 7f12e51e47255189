"""Forms in the studio: the list of them, a new one, a copy of one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine.definition import PURPOSES
from metamodel import Conflict, Invalid
from studio.designers.registry import DESIGNERS
from studio.drafts import read_state
from studio.form_edits import form_from, new_form
from studio.form_edits.new_form import Wanted
from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import document_of
from studio.settings_form import LOCALES
from web.forms import Form
from web.pages import redirect, render_fragment, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio", include_in_schema=False)
TEMPLATE = "studio/form/forms.html"


@router.get("/forms", name="studio_forms")
def show_forms(visit: BuilderVisit, request: Request) -> Response:
    """Every object with its forms; where there is none for a purpose, the derived one is named."""
    state = read_state(visit)
    forms: dict[str, list[Any]] = {name: [] for name in state.blueprint.objects}
    for document in state.blueprint.of_kind("form"):
        forms.setdefault(str(document.body.get("object")), []).append(document)
    return render_page(request, visit, TEMPLATE, state=state, forms=forms, purposes=PURPOSES)


@router.get("/forms/new", name="studio_form_new")
def ask_for_form(visit: BuilderVisit, request: Request) -> Response:
    """The dialog; it is drawn anew with what is filled in when another object is chosen, for its forms to copy."""
    asked = request.query_params
    typed: dict[str, Any] = {name: asked.get(name, "") for name in ("object", *LOCALES)}
    typed |= {"purpose": asked.get("purpose", "edit"), "start": "derived", "roles": asked.getlist("roles")}
    return _dialog(visit, request, typed)


@router.post("/forms", name="studio_form_create")
def create_form(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """A new form in the draft, opened in its designer; what is wrong is told in the dialog."""
    typed: dict[str, Any] = {
        name: str(form.get(name, "")) for name in ("object", "purpose", "start", *LOCALES)
    }
    typed["roles"] = [str(role) for role in form.getlist("roles") if role]
    label = {locale: text for locale in LOCALES if (text := typed[locale].strip())}
    start = typed["start"] or "derived"
    wanted = Wanted(typed["object"], typed["purpose"], typed["roles"], label, start)
    try:
        body = new_form(visit.releases.draft(visit.tenant).blueprint, wanted)
        visit.releases.put(visit.tenant, visit.actor, body, 0)
    except (Invalid, Conflict) as refused:
        return _dialog(visit, request, typed, refused.issues, status=422)
    return redirect(request, "studio_form", tenant=visit.tenant, name=body["name"])


@router.post("/f/{name}/copy", name="studio_form_copy")
def copy_form(visit: BuilderVisit, request: Request, name: str) -> Response:
    """A copy of the form, opened in its designer."""
    document = document_of(visit, DESIGNERS["form"], name)
    label = {locale: f"{text} 2" for locale, text in document.label.texts.items()}
    body = form_from(visit.releases.draft(visit.tenant).blueprint, document.body, label)
    visit.releases.put(visit.tenant, visit.actor, body, 0)
    return redirect(request, "studio_form", tenant=visit.tenant, name=body["name"])


def _dialog(
    visit: Visit, request: Request, values: dict[str, Any], issues: tuple[Any, ...] = (), *, status: int = 200
) -> Response:
    blueprint = read_state(visit).blueprint
    context = {"values": values, "issues": issues, "purposes": PURPOSES, "blueprint": blueprint}
    return render_fragment(request, visit, "studio/form/new_form.html", "new_form", status=status, **context)
