"""Any document of the draft as JSON: for kinds whose designer is still to come, and for those who like it so."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid, Issue
from metamodel.errors import not_found
from metamodel.folder import dump_json
from metamodel.kinds import DocumentKind
from studio.designers import documents_using
from studio.designers.registry import DESIGNERS
from studio.drafts import DraftState, read_state
from studio.form_numbers import number_of
from studio.pages.studio_visit import BuilderVisit
from web.forms import Form
from web.kinds import KINDS
from web.pages import redirect, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/documents/{kind}", include_in_schema=False)


@router.get("/{name}", name="studio_document")
def show_document(visit: BuilderVisit, request: Request, kind: str, name: str) -> Response:
    state = read_state(visit)
    text = dump_json(state.blueprint.document(kind, name).body).decode()
    return _page(visit, request, state, _kind(kind), name, text)


@router.post("/{name}", name="studio_document_save")
def save_document(visit: BuilderVisit, request: Request, kind: str, name: str, form: Form) -> Response:
    """Put the text into the draft; what is wrong is told beside it and the text stays as typed."""
    found, text = _kind(kind), str(form.get("body", ""))
    try:
        body = _parsed(text, found)
        visit.releases.put(visit.tenant, visit.actor, body, number_of(form, "version"))
    except (Invalid, Conflict) as refused:
        stale = isinstance(refused, Conflict)
        seen = number_of(form, "version") or 0
        state = read_state(visit)
        return _page(visit, request, state, found, name, text, seen, refused.issues, stale=stale)
    return redirect(request, "studio_document", tenant=visit.tenant, kind=kind, name=str(body["name"]))


@router.post("/{name}/remove", name="studio_document_remove")
def remove_document(visit: BuilderVisit, request: Request, kind: str, name: str) -> Response:
    visit.releases.remove(visit.tenant, visit.actor, kind, name)
    return redirect(request, "studio", tenant=visit.tenant)


def _page(
    visit: Visit,
    request: Request,
    state: DraftState,
    kind: DocumentKind,
    name: str,
    text: str,
    seen: int | None = None,
    refused: tuple[Issue, ...] = (),
    *,
    stale: bool = False,
) -> Response:
    """The editor; a refusal keeps the text and the version that it was typed over."""
    current = state.draft.versions.get((kind.name, name), 0)
    context: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "text": text,
        "version": current if seen is None else seen,
        "current": current,
        "issues": refused or state.issues_under(kind.name, name),
        "refused": bool(refused),
        "stale": stale,
        "state": state,
        "designed": tuple(DESIGNERS),
        "label": _label(state, kind, name),
        "uses": documents_using(state.blueprint, f"{kind.name}/{name}", (kind.name, name)),
    }
    return render_page(request, visit, "studio/document.html", status=422 if refused else 200, **context)


def _label(state: DraftState, kind: DocumentKind, name: str) -> Any:
    document = state.blueprint.documents.get((kind.name, name))
    return document.label if document else name


def _kind(name: str) -> DocumentKind:
    """Raises: NotFound."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise not_found("kind", name)


def _parsed(text: str, kind: DocumentKind) -> dict[str, Any]:
    """Raises: Invalid."""
    try:
        body = orjson.loads(text)
    except orjson.JSONDecodeError as reason:
        message = "This is not JSON: {reason}"
        raise Invalid(Issue("malformed", "", message, values={"reason": str(reason)})) from None
    if not isinstance(body, dict):
        raise Invalid(Issue("malformed", "", "A document is a JSON object"))
    if body.get("kind") != kind.name:
        message = "A document does not change its kind: this one is of the kind “{kind}”"
        raise Invalid(Issue("wrong_kind", "/kind", message, values={"kind": kind.name}))
    return body
