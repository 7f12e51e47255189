"""The draft of the blueprint: edited document by document, checked, planned."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from metamodel import Invalid, Issue
from record_store.releases import DraftEntry
from runtime.api.address import PREFIX
from runtime.api.conditions import etag, if_match
from web.errors import issues_json
from web.json_bodies import JsonResponse, PlainJsonBody
from web.localisation import translator
from web.plan_json import plan_json
from web.visit import StudioVisit

router = APIRouter(prefix=PREFIX + "/blueprint/draft", tags=["blueprint"])


@router.get("", name="api_draft")
def get_draft(visit: StudioVisit) -> JsonResponse:
    """All documents as they would be published, and which of them differ from the live release."""
    draft = visit.releases.draft(visit.tenant)
    changed = [
        {"kind": kind, "name": name, **_entry_json(entry)} for (kind, name), entry in draft.changed.items()
    ]
    return JsonResponse({"release": draft.base, "documents": draft.blueprint.to_json(), "changed": changed})


@router.put("/{kind}/{name}", name="api_draft_put")
def put_document(
    visit: StudioVisit, kind: str, name: str, body: PlainJsonBody, request: Request
) -> JsonResponse:
    """Writes one document into the draft; 409 when somebody else changed it since `If-Match`."""
    if not isinstance(body, dict):
        raise Invalid(Issue("wrong_type", "", "Send the document as a JSON object"))
    for part, wanted in (("kind", kind), ("name", name)):
        if body.get(part, wanted) != wanted:
            raise Invalid(
                Issue("other_address", f"/{part}", "The document and the address name different things")
            )
    entry = visit.releases.put(
        visit.tenant, visit.actor, {**body, "kind": kind, "name": name}, if_match(request)
    )
    return JsonResponse({"kind": kind, "name": name, **_entry_json(entry)}, headers=etag(entry.version))


@router.delete("/{kind}/{name}", name="api_draft_delete")
def delete_document(visit: StudioVisit, kind: str, name: str, request: Request) -> JsonResponse:
    """Removes one document from the draft; what is live stays until the draft is published."""
    visit.releases.remove(visit.tenant, visit.actor, kind, name, if_match(request))
    return JsonResponse({"kind": kind, "name": name, "removed": True})


@router.post("/check", name="api_draft_check")
def check_draft(visit: StudioVisit, request: Request) -> JsonResponse:
    """Everything that is wrong with the draft."""
    return JsonResponse({"issues": issues_json(request, visit.releases.check(visit.tenant))})


@router.post("/plan", name="api_draft_plan")
def plan_draft(visit: StudioVisit, request: Request) -> JsonResponse:
    """What publishing would change, touch and do to the database."""
    return JsonResponse(plan_json(visit.releases.plan(visit.tenant), *translator(request)))


def _entry_json(entry: DraftEntry) -> dict[str, Any]:
    return asdict(entry)
