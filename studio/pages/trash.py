"""The trash of columns and tables: bring back into the draft, or remove for good."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel.errors import not_found
from record_store.releases import Trashed
from studio.pages.studio_visit import BuilderVisit
from studio.trashed import brought_back
from web.forms import Form
from web.pages import redirect
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/trash", include_in_schema=False)


@router.post("/{entry}/restore", name="studio_trash_restore")
def bring_back(visit: BuilderVisit, request: Request, entry: str) -> Response:
    """The field or the object in the draft again, shown there; publishing restores its values."""
    trashed = _find(visit, entry)
    draft = visit.releases.draft(visit.tenant)
    body = brought_back(draft.blueprint, trashed)
    version = draft.versions.get(("object", str(body["name"])), 0)
    visit.releases.put(visit.tenant, visit.actor, body, version)
    field = body["fields"][-1]["name"] if trashed.field_id else ""
    return redirect(request, "studio_object", tenant=visit.tenant, object=str(body["name"]), field=field)


@router.post("/{entry}/purge", name="studio_trash_purge")
def purge(visit: BuilderVisit, request: Request, entry: str, form: Form) -> Response:
    """Remove a column or a table for good."""
    confirmed = form.get("confirmed") == "true"
    visit.releases.purge(visit.tenant, visit.actor, _find(visit, entry).id, confirmed=confirmed)
    return redirect(request, "studio_releases", tenant=visit.tenant)


def _find(visit: Visit, entry: str) -> Trashed:
    for trashed in visit.releases.trash(visit.tenant):
        if trashed.id == entry:
            return trashed
    raise not_found("trash", entry)
