"""Many changes of an object's records in one request, all or nothing."""

from __future__ import annotations

from fastapi import APIRouter

from runtime.api.address import PREFIX
from runtime.api.batch_json import read_batch
from web.json_bodies import JsonBody, JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX + "/records/{object}", tags=["records"])


@router.post("/batch", name="api_batch")
def write_batch(visit: ApiVisit, object: str, body: JsonBody) -> JsonResponse:
    """Creates, updates, upserts and deletes; the same rules as for one record."""
    with visit.writing() as records:
        result = records.batch(object, read_batch(body))
    return JsonResponse(
        {"created": result.created, "updated": result.updated, "deleted": result.deleted, "ids": result.ids}
    )
