"""What happened to a record, and what lies in the trash."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from record_store.queries import Query
from runtime.api.address import PREFIX
from runtime.api.record_json import entry_json, record_json
from web.json_bodies import JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX, tags=["records"])


@router.get("/records/{object}/{id}/history", name="api_record_history")
def list_history(visit: ApiVisit, object: str, id: str) -> JsonResponse:
    """Every change of the record: when, by whom, before and after."""
    with visit.reading() as records:
        entries = records.history(object, id)
        return JsonResponse({"data": [entry_json(records.live, object, entry) for entry in entries]})


@router.get("/trash", name="api_trash")
def list_trash(visit: ApiVisit, object: str | None = None) -> JsonResponse:
    """The records in the trash that the person may see, of one object or of all."""
    answer: list[dict[str, Any]] = []
    with visit.reading() as records:
        for described in records.rights.visible_objects():
            if object in (None, described.name):
                page = records.page(Query(described.name, trashed=True))
                answer += [
                    {"object": described.name, **record_json(records.live, found)} for found in page.records
                ]
    return JsonResponse({"data": answer})
