"""The pages of a designer, made from what it brings: show, select, save settings, edit, undo and redo."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from metamodel import Conflict, Document, Invalid, Issue
from metamodel.errors import not_found
from record_store.releases import Draft
from studio.designers import Designer, Edited, Part, read_part
from studio.pages import steps
from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import (
    addresses_in,
    editing_in,
    read_workspace,
    render_refusal,
    render_workspace,
    workspace_context,
)
from studio.seen import SeenPart, changed_by, check_seen
from web.forms import Form
from web.pages import redirect, render_page
from web.visit import Visit

Keys = Annotated[list[str], Query(alias="part", default_factory=list)]
"""The keys of the selected parts."""


def designer_router(designer: Designer) -> APIRouter:
    """Its routes are named `studio_<kind>`, `studio_<kind>_select`, `_save`, `_edit`, `_undo`, `_redo`, `_remove`."""
    kind, segment = designer.kind, designer.segment
    router = APIRouter(prefix=f"/{{tenant}}/studio/{segment}/{{name}}", include_in_schema=False)

    @router.get("", name=f"studio_{kind}")
    def show(visit: BuilderVisit, request: Request, name: str, part: Keys) -> Response:
        shown = read_workspace(visit, designer, name, tuple(part))
        return render_page(request, visit, designer.page_template, **workspace_context(request, visit, shown))

    @router.get("/select", name=f"studio_{kind}_select")
    def select(visit: BuilderVisit, request: Request, name: str, part: Keys) -> Response:
        return render_workspace(visit, request, designer, name, tuple(part))

    @router.post("", name=f"studio_{kind}_save")
    def save(visit: BuilderVisit, request: Request, name: str, form: Form, part: str = "") -> Response:
        return save_part(visit, request, designer, name, part, form)

    @router.post("/edits/{edit}", name=f"studio_{kind}_edit")
    def make_edit(visit: BuilderVisit, request: Request, name: str, edit: str, form: Form) -> Response:
        return edit_document(visit, request, designer, name, edit, form)

    @router.post("/undo", name=f"studio_{kind}_undo")
    def undo(visit: BuilderVisit, request: Request, name: str, form: Form) -> Response:
        return steps.undo(visit, request, designer, name, form)

    @router.post("/redo", name=f"studio_{kind}_redo")
    def redo(visit: BuilderVisit, request: Request, name: str, form: Form) -> Response:
        return steps.redo(visit, request, designer, name, form)

    @router.post("/remove", name=f"studio_{kind}_remove")
    def remove(visit: BuilderVisit, request: Request, name: str) -> Response:
        visit.releases.remove(visit.tenant, visit.actor, kind, name)
        return redirect(request, "studio", tenant=visit.tenant)

    return router


def save_part(
    visit: Visit, request: Request, designer: Designer, name: str, key: str, form: Form
) -> Response:
    """Keep the settings of one part; what stands against it is told over them, and what was typed stays."""
    found = key

    def edit(draft: Draft) -> list[dict[str, Any]]:
        nonlocal found
        document, blueprint = draft.blueprint.document(designer.kind, name), draft.blueprint
        found = designer.found(document, blueprint, key, str(form.get("seen", "")))
        part = _part(designer, document, draft, found)
        now = SeenPart(document.key, part.values, part.label, part.schemas)
        check_seen(visit, draft, now, form)
        return [designer.with_part(document, blueprint, found, read_part(part, form))]

    try:
        editing_in(request, visit, designer, name).change(edit)
    except (Invalid, Conflict) as refused:
        here = addresses_in(request, visit, designer, name)
        return render_refusal(visit, request, refused, here.select(key) if key else here.select())
    return render_workspace(visit, request, designer, name, (found,) if found else ())


def edit_document(
    visit: Visit, request: Request, designer: Designer, name: str, edit_name: str, form: Form
) -> Response:
    """Make one of the designer's edits; when it is refused, everything is drawn as it is and the reason told."""
    make = designer.edits.get(edit_name)
    if make is None:
        raise not_found("edit", edit_name)
    made: list[Edited] = []

    def edit(draft: Draft) -> list[Any]:
        document = draft.blueprint.document(designer.kind, name)
        _check_drawn(visit, designer, document, draft, form)
        made[:] = [make(document, draft.blueprint, form)]
        return [*made[0].others, made[0].body]

    try:
        editing_in(request, visit, designer, name).change(edit)
    except (Invalid, Conflict) as refused:
        keys = steps.keys_of(form)
        return render_workspace(visit, request, designer, name, keys, status=422, refused=refused.issues)
    edited = made[0]
    keys = steps.keys_of(form) if edited.keys is None else edited.keys
    return render_workspace(visit, request, designer, name, keys, told=edited.told, is_new=edited.is_new)


def _check_drawn(visit: Visit, designer: Designer, document: Document, draft: Draft, form: Form) -> None:
    """Raises: Conflict, where the places that an edit speaks of are not those that were drawn."""
    drawn = str(form.get("drawn", ""))
    if not drawn or drawn == designer.drawn(document):
        return
    message = "{who} changed “{label}” meanwhile: this is how it is now"
    values = {"who": changed_by(visit, draft, document.key), "label": document.label}
    raise Conflict(Issue("changed_meanwhile", "", message, "Do again what you wanted to do", values))


def _part(designer: Designer, document: Document, draft: Draft, key: str) -> Part:
    """Raises: NotFound."""
    part = designer.part(document, draft.blueprint, key)
    if part is None:
        raise not_found("part", key)
    return part
