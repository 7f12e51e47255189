"""Releases of the blueprint: publish the draft, look back, roll back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path

from metamodel import Invalid, Issue
from web.json_bodies import JsonResponse, PlainJsonBody
from web.visit import StudioVisit

router = APIRouter(prefix="/blueprint/releases", tags=["blueprint"])
LONGEST_NOTE = 2_000
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("", name="api_releases")
def list_releases(visit: StudioVisit) -> JsonResponse:
    """Every release with its note, the newest first."""
    return JsonResponse({"data": [asdict(release) for release in visit.releases.list(visit.tenant)]})


@router.post("", name="api_publish")
def publish(visit: StudioVisit, body: PlainJsonBody) -> JsonResponse:
    """Publishes the draft: 201 with the number, or 422 with issues and nothing changed."""
    note = body.get("note", "") if isinstance(body, dict) else "" if body is None else None
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        raise Invalid(Issue("wrong_type", "/note", "The note is a text of at most 2,000 characters"))
    choices = body.get("choices", {}) if isinstance(body, dict) else {}
    number = visit.releases.publish(visit.tenant, visit.actor, note, choices)
    return JsonResponse({"release": number}, 201)


@router.post("/{number}/rollback", name="api_rollback")
def roll_back(visit: StudioVisit, number: Number) -> JsonResponse:
    """Makes an earlier release live again, as a new release: documents and columns."""
    made = visit.releases.rollback(visit.tenant, visit.actor, number)
    return JsonResponse({"release": made, "rolled_back_to": number}, 201)
