"""Any document of the draft as JSON: for kinds whose designer is still to come, and for those who like it so."""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid, Issue
from metamodel.errors import not_found
from metamodel.folder import dump_json
from studio.drafts import read_state
from studio.pages.studio_visit import BuilderVisit
from web.forms import Form
from web.kinds import KINDS
from web.pages import redirect, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/documents/{kind}", include_in_schema=False)


@router.get("/{name}", name="studio_document")
def show_document(visit: BuilderVisit, request: Request, kind: str, name: str) -> Response:
    draft = visit.releases.draft(visit.tenant)
    text = dump_json(draft.blueprint.document(kind, name).body).decode()
    return _render(visit, request, kind, name, text, draft.versions.get((kind, name), 0))


@router.post("/{name}", name="studio_document_save")
def save_document(visit: BuilderVisit, request: Request, kind: str, name: str, form: Form) -> Response:
    """Put the text into the draft; what is wrong is told beside it and the text stays as typed."""
    text, seen = str(form.get("body", "")), str(form.get("version", ""))
    try:
        body = _parsed(text)
        visit.releases.put(visit.tenant, visit.actor, body, int(seen) if seen.isdigit() else None)
    except (Invalid, Conflict) as refused:
        version = int(seen) if seen.isdigit() else 0
        return _render(visit, request, kind, name, text, version, refused.issues, 422)
    return redirect(
        request, "studio_document", tenant=visit.tenant, kind=kind, name=str(body["name"]), saved=1
    )


@router.post("/{name}/remove", name="studio_document_remove")
def remove_document(visit: BuilderVisit, request: Request, kind: str, name: str) -> Response:
    visit.releases.remove(visit.tenant, visit.actor, kind, name)
    return redirect(request, "studio", tenant=visit.tenant)


def _render(
    visit: Visit,
    request: Request,
    kind: str,
    name: str,
    text: str,
    version: int,
    issues: tuple[Issue, ...] = (),
    status: int = 200,
) -> Response:
    found = next((each for each in KINDS if each.name == kind), None)
    if found is None:
        raise not_found("kind", kind)
    state = read_state(visit)
    told = issues or state.issues_under(kind, name)
    context = {"kind": found, "name": name, "text": text, "version": version, "issues": told, "state": state}
    return render_page(request, visit, "studio/document.html", status=status, **context)


def _parsed(text: str) -> dict[str, object]:
    try:
        body = orjson.loads(text)
    except orjson.JSONDecodeError as reason:
        message = "This is not JSON: {reason}"
        raise Invalid(Issue("malformed", "", message, values={"reason": str(reason)})) from None
    if not isinstance(body, dict):
        raise Invalid(Issue("malformed", "", "A document is a JSON object"))
    return body
