"""What every change in a designer answers: the workspace as it is now, or what stands against the change."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from metamodel import Conflict, Document, Invalid
from metamodel.field_types.choice_type import COLORS
from studio.designers import Addresses, Designer, Told, Workspace
from studio.designers.registry import DESIGNERS
from studio.drafts import read_state
from studio.editing import Editing, editing_of
from web.errors import status_of
from web.pages import links_of, render_fragment
from web.visit import Visit

NOTHING_TOLD: dict[str, Any] = {"told": None, "is_new": False, "refused": ()}
"""What an answer may tell beside the workspace: a sentence, that the selected part is new, why not."""
TOLD = {"HX-Retarget": "#settings-told", "HX-Reswap": "innerHTML"}


def read_workspace(visit: Visit, designer: Designer, name: str, keys: tuple[str, ...] = ()) -> Workspace:
    """Raises: NotFound."""
    state = read_state(visit)
    document = state.blueprint.document(designer.kind, name)
    return designer.workspace(state, document, keys, visit.locale)


def document_of(visit: Visit, designer: Designer, name: str) -> Document:
    """The document in the draft. Raises: NotFound."""
    return visit.releases.draft(visit.tenant).blueprint.document(designer.kind, name)


def editing_in(request: Request, visit: Visit, designer: Designer, name: str) -> Editing:
    """Raises: NotFound."""
    return editing_of(request.app, visit, document_of(visit, designer, name))


def addresses_in(request: Request, visit: Visit, designer: Designer, name: str) -> Addresses:
    return designer.addresses(links_of(request).url, visit.tenant, name)


def workspace_context(request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
    """What the templates of the workspace draw."""
    designer = shown.designer
    return {
        "shown": shown,
        "designer": designer,
        "state": shown.state,
        "here": addresses_in(request, visit, designer, shown.document.name),
        "history": editing_of(request.app, visit, shown.document).history,
        "tiles": designer.palette(shown),
        "colors": tuple(COLORS),
        "designed": tuple(DESIGNERS),
        **NOTHING_TOLD,
        **designer.context(request, visit, shown),
    }


def render_workspace(
    visit: Visit,
    request: Request,
    designer: Designer,
    name: str,
    keys: tuple[str, ...] = (),
    *,
    status: int = 200,
    **told: Any,
) -> Response:
    """Canvas, settings and publish bar as they are now, for an htmx answer; `told` makes a toast."""
    shown = read_workspace(visit, designer, name, keys)
    context = {**workspace_context(request, visit, shown), **told}
    return render_fragment(request, visit, "studio/workspace.html", "answer", status=status, **context)


def told(message: str, *, undoes: bool = False, **values: object) -> dict[str, Any]:
    """What `render_workspace` takes to say a sentence."""
    return {"told": Told(message, values, undoes)}


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
