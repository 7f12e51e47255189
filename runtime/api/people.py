"""Who asks."""

from __future__ import annotations

from fastapi import APIRouter

from runtime.api.address import PREFIX
from web.json_bodies import JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX, tags=["people"])


@router.get("/me", name="api_me")
def me(visit: ApiVisit) -> JsonResponse:
    """The person whose key or session this is, with roles and locale."""
    actor = visit.actor
    return JsonResponse(
        {
            "id": actor.id,
            "email": actor.email,
            "name": actor.name,
            "roles": actor.roles,
            "locale": actor.locale,
            "tenant": visit.tenant,
        }
    )
