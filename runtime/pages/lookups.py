"""Searching a record to refer to: what the look-up boxes of forms ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel.field_types.values import USER_OBJECT
from record_store.queries import Offer, Query
from record_store.records import Records
from runtime.pages.offers import FOR, RECORD, fitting_values, read_offer
from web.pages import render_fragment
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
FEW = 12
TEMPLATE = "runtime/records/lookup.html"


@dataclass(frozen=True, slots=True)
class Choice:
    """One record that may be chosen."""

    value: str
    label: str
    note: str = ""
    avatar: bool = False


@router.get("/{tenant}/lookup/{object}", name="lookup")
def search_lookup(request: Request, visit: PageVisit, object: str, q: str = "") -> Response:
    """The records of the object that fit the words, the newest where nothing was typed."""
    words = " ".join(q[:200].split())
    with visit.reading() as records:
        asked = request.query_params
        offer = read_offer(records, object, asked.get(FOR, ""), asked.get(RECORD, ""))
        found = people(visit, words) if object == USER_OBJECT else _records(records, object, words, offer)
        described = records.live.blueprint.objects.get(object)
        may_create = described is not None and records.rights.allows(object, "create")
        context: dict[str, Any] = {"choices": found[:FEW], "more": len(found) > FEW, "q": words}
        context["given"] = fitting_values(records, offer)
        return render_fragment(
            request, visit, TEMPLATE, "choices", described=described, may_create=may_create, **context
        )


def _records(records: Records, object_name: str, words: str, offer: Offer | None) -> list[Choice]:
    """By text search; without words the newest. Only those that the field may refer to are offered."""
    records.rights.require(object_name, "read")
    described = records.live.blueprint.object(object_name)
    order = () if words else ("-updated_at",)
    page = records.page(
        Query(
            object_name,
            q=words or None,
            sort=order,
            fields=(described.title_field,),
            limit=FEW + 1,
            offer=offer,
        )
    )
    labels = records.labels(object_name, [record.id for record in page.records])
    return [Choice(record.id, labels.get(record.id, "")) for record in page.records]


def people(visit: Visit, words: str) -> list[Choice]:
    """The members whose name or address holds the words."""
    wanted = words.lower().split()
    members = [member for member in visit.composition.members.list(visit.tenant) if member.active]
    fitting = [one for one in members if all(word in f"{one.name} {one.email}".lower() for word in wanted)]
    return [Choice(member.id, member.name, member.email, avatar=True) for member in fitting]
