"""Any two releases beside each other, the draft among them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Blueprint
from metamodel.errors import not_found
from studio.comparison import compare
from studio.designers.registry import DESIGNERS
from studio.drafts import DraftState, read_state
from studio.pages.studio_visit import BuilderVisit
from web.pages import render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/releases", include_in_schema=False)
DRAFT = "draft"


@router.get("/compare", name="studio_compare")
def show_comparison(visit: BuilderVisit, request: Request, before: str = "", after: str = DRAFT) -> Response:
    """What differs between two releases, or a release and the draft; the live one and the draft unless asked."""
    state = read_state(visit)
    before = before or str(state.draft.base)
    found = compare(_blueprint(visit, state, before), _blueprint(visit, state, after))
    context: dict[str, Any] = {
        "state": state,
        "before": before,
        "after": after,
        "found": found,
        "count": sum(len(one.changes) for one in found),
        "releases": visit.releases.list(visit.tenant),
        "designed": tuple(DESIGNERS),
        "draft_name": DRAFT,
    }
    return render_page(request, visit, "studio/compare.html", **context)


def _blueprint(visit: Visit, state: DraftState, name: str) -> Blueprint:
    """Raises: NotFound."""
    if name == DRAFT:
        return state.blueprint
    if not name.isdecimal() or len(name) > 9:
        raise not_found("release", name)
    return visit.releases.blueprint(visit.tenant, int(name))
