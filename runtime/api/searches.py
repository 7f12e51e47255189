"""Text search over everything that the person may see."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from runtime.api.address import PREFIX
from web.json_bodies import JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX, tags=["search"])


@router.get("/search", name="api_search")
def search(
    visit: ApiVisit,
    q: Annotated[str, Query(max_length=500)],
    objects: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> JsonResponse:
    """Records whose searchable fields hold the words."""
    names = tuple(name.strip() for name in objects.split(",") if name.strip()) if objects else None
    with visit.reading() as records:
        return JsonResponse({"data": [asdict(hit) for hit in records.search(q, names, limit)]})
