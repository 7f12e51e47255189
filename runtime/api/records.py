"""Records of an object: list, make, read, change, remove, bring back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from runtime.api.address import PREFIX
from runtime.api.batch_json import read_values
from runtime.api.conditions import etag, if_match
from runtime.api.record_json import record_json, records_json
from runtime.api.record_queries import read_query, wants_count
from web.json_bodies import JsonBody, JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX + "/records/{object}", tags=["records"])


@router.get("", name="api_records")
def list_records(visit: ApiVisit, object: str, request: Request) -> JsonResponse:
    """A page of records, as the person may see them."""
    counted = wants_count(request.query_params)
    with visit.reading() as records:
        query = read_query(records.live.blueprint, object, request.query_params)
        page = records.page(query)
        answer: dict[str, Any] = {
            "data": records_json(records.live, page.records),
            "next": page.next,
        }
        if counted:
            answer["total"] = records.count(query)
    return JsonResponse(answer)


@router.post("", name="api_record_create")
def create_record(visit: ApiVisit, object: str, body: JsonBody) -> JsonResponse:
    """A new record; 201 with it."""
    with visit.writing() as records:
        record = records.create(object, read_values(body))
        answer = record_json(records.live, record)
    return JsonResponse(answer, 201, headers=etag(record.version))


@router.get("/{id}", name="api_record")
def get_record(visit: ApiVisit, object: str, id: str, request: Request) -> JsonResponse:
    """One record; `fields` chooses among its fields and paths."""
    fields = request.query_params.get("fields")
    names = tuple(name.strip() for name in fields.split(",") if name.strip()) if fields else None
    with visit.reading() as records:
        record = records.get(object, id, names)
        return JsonResponse(record_json(records.live, record), headers=etag(record.version))


@router.patch("/{id}", name="api_record_update")
def update_record(visit: ApiVisit, object: str, id: str, body: JsonBody, request: Request) -> JsonResponse:
    """Changes the fields that are sent; `If-Match` makes it conditional on the version."""
    with visit.writing() as records:
        record = records.update(object, id, read_values(body), if_match(request))
        answer = record_json(records.live, record)
    return JsonResponse(answer, headers=etag(record.version))


@router.delete("/{id}", name="api_record_delete")
def delete_record(visit: ApiVisit, object: str, id: str, request: Request) -> JsonResponse:
    """Sends a record to the trash, from which it can be restored."""
    with visit.writing() as records:
        records.trash(object, id, if_match(request))
    return JsonResponse({"id": id, "trashed": True})


@router.post("/{id}/restore", name="api_record_restore")
def restore_record(visit: ApiVisit, object: str, id: str) -> JsonResponse:
    """Takes a record out of the trash."""
    with visit.writing() as records:
        record = records.restore(object, id)
        answer = record_json(records.live, record)
    return JsonResponse(answer, headers=etag(record.version))
