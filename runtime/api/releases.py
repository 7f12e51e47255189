"""Releases of the blueprint: publish the draft, look back, roll back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path

from metamodel import Invalid
from metamodel.shape import shape_issues
from record_store.releases.choices import Answer
from runtime.api.address import PREFIX
from web.json_bodies import JsonResponse, PlainJsonBody
from web.visit import StudioVisit

router = APIRouter(prefix=PREFIX + "/blueprint/releases", tags=["blueprint"])
PUBLICATION_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "note": {"type": "string", "maxLength": 2_000},
        "choices": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"target": {"type": "string"}, "answer": {"enum": list(get_args(Answer))}},
                "required": ["target", "answer"],
                "additionalProperties": False,
            },
        },
        "base": {"type": "integer", "minimum": 0},
    },
    "additionalProperties": False,
}
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("", name="api_releases")
def list_releases(visit: StudioVisit) -> JsonResponse:
    """Every release with its note, the newest first."""
    return JsonResponse({"data": [asdict(release) for release in visit.releases.list(visit.tenant)]})


@router.post("", name="api_publish")
def publish(visit: StudioVisit, body: PlainJsonBody) -> JsonResponse:
    """Publishes the draft: 201 with the number, or 422 with issues and nothing changed."""
    wanted = read_publication(body)
    number = visit.releases.publish(visit.tenant, visit.actor, **wanted)
    return JsonResponse({"release": number}, 201)


@router.post("/{number}/rollback", name="api_rollback")
def roll_back(visit: StudioVisit, number: Number, body: PlainJsonBody) -> JsonResponse:
    """Makes an earlier release live again, as a new release: documents and columns."""
    wanted = read_publication(body)
    wanted.pop("base", None)
    made = visit.releases.rollback(visit.tenant, visit.actor, number, **wanted)
    return JsonResponse({"release": made, "rolled_back_to": number}, 201)


def read_publication(body: Any) -> dict[str, Any]:
    """The note, the choices and the release that the publisher has seen. Raises: Invalid."""
    given = {} if body is None else body
    if wrong := shape_issues(PUBLICATION_SCHEMA, given):
        raise Invalid(wrong)
    return dict(given)
