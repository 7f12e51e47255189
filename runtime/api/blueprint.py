"""The live blueprint, and the shape of the documents it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter

from metamodel import Blueprint
from record_store.access import Rights
from runtime.api.address import PREFIX
from web.json_bodies import JsonResponse
from web.kinds import KINDS
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX + "/blueprint", tags=["blueprint"])


@router.get("", name="api_blueprint")
def get_blueprint(visit: ApiVisit) -> JsonResponse:
    """The live documents with the number of their release; builders see all, others what concerns them."""
    with visit.reading() as records:
        documents = list(_visible(records.live.blueprint, records.rights))
        return JsonResponse({"release": records.live.release, "documents": documents})


@router.get("/schema", name="api_blueprint_schema")
def get_schema(visit: ApiVisit) -> JsonResponse:
    """JSON Schema (2020-12) of every kind of document."""
    return JsonResponse({kind.name: kind.schema() for kind in KINDS})


def _visible(blueprint: Blueprint, rights: Rights) -> Iterator[Mapping[str, Any]]:
    for document in blueprint.documents.values():
        if rights.can("studio") or document.kind == "app":
            yield document.body
        elif document.kind == "object" and rights.allows(document.name, "read"):
            yield _readable(document.body, rights.readable(document.name))
        elif document.kind in ("view", "form") and rights.allows(str(document.body.get("object")), "read"):
            yield document.body


def _readable(body: Mapping[str, Any], names: frozenset[str]) -> Mapping[str, Any]:
    """The object without the fields that are hidden from the person, and without its rules."""
    shown = {name: value for name, value in body.items() if name not in ("rules", "unique", "indexes")}
    return {**shown, "fields": [field for field in body["fields"] if field["name"] in names]}
