"""What every change of an object answers: the workspace as it is now, or what stands against the change."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from metamodel import Conflict, Invalid
from metamodel.errors import not_found
from metamodel.field_types.choice_type import COLORS
from studio.drafts import read_state
from studio.editing import Editing, editing_of
from studio.palette import palette
from studio.workspace import Workspace
from web.errors import status_of
from web.pages import render_fragment
from web.visit import Visit

NOTHING_TOLD: dict[str, Any] = {"removed": None, "removed_rule": "", "message": "", "is_new": False}
"""What an answer may tell beside the workspace: something removed, a sentence, that the selected field is new."""
TOLD = {"HX-Retarget": "#settings-told", "HX-Reswap": "innerHTML"}


def read_workspace(visit: Visit, object_name: str, field: str = "") -> Workspace:
    """Raises: NotFound."""
    state = read_state(visit)
    described = state.blueprint.objects.get(object_name)
    if described is None:
        raise not_found("object", object_name)
    known = any(entry["name"] == field for entry in described.document.body["fields"])
    return Workspace(state, described, field if known else "", visit.locale)


def object_editing(request: Request, visit: Visit, object_name: str) -> Editing:
    """The editing of the object's page. Raises: NotFound."""
    document = visit.releases.draft(visit.tenant).blueprint.documents.get(("object", object_name))
    if document is None:
        raise not_found("object", object_name)
    return editing_of(request.app, visit, document.id)


def workspace_context(request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
    """What the templates of the workspace draw."""
    history = editing_of(request.app, visit, shown.described.id).history
    return {
        "shown": shown,
        "state": shown.state,
        "described": shown.described,
        "history": history,
        "groups": palette(),
        "colors": tuple(COLORS),
        **NOTHING_TOLD,
    }


def render_workspace(
    visit: Visit, request: Request, object_name: str, field: str = "", **told: Any
) -> Response:
    """The canvas, the settings and the publish bar as they are now, for an htmx answer; `told` makes a toast."""
    shown = read_workspace(visit, object_name, field)
    context = {**workspace_context(request, visit, shown), **told}
    return render_fragment(request, visit, "studio/workspace.html", "answer", **context)


def render_refusal(visit: Visit, request: Request, refused: Invalid | Conflict, again: str = "") -> Response:
    """What stands against a change, over the settings: what was typed stays. `again` shows them as they are."""
    stale = isinstance(refused, Conflict) and any(i.code == "changed_meanwhile" for i in refused.issues)
    answer = render_fragment(
        request,
        visit,
        "studio/refusal.html",
        "refusal",
        status=status_of(refused),
        issues=refused.issues,
        stale=stale,
        again=again,
    )
    answer.headers.update(TOLD)
    return answer
