"""`GET /openapi.json` of a tenant."""

from __future__ import annotations

from fastapi import APIRouter, Request

from record_store.access import rights_of
from runtime.api.address import PREFIX
from runtime.api.openapi.document import openapi_document
from web.json_bodies import JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX, tags=["reference"])


@router.get("/openapi.json", name="api_openapi")
def get_openapi(visit: ApiVisit, request: Request) -> JsonResponse:
    """OpenAPI 3.1 of this tenant, as far as the person's rights go."""
    live, rights = visit.live, rights_of(visit.live, visit.actor)
    server = visit.composition.settings.public_url
    key = ("openapi", tuple(sorted(visit.actor.roles)), visit.actor.is_system)
    return JsonResponse(live.memo(key, lambda: openapi_document(request.app, live, rights, server)))
