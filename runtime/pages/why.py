"""Who sees a record and why: an explanation by the evaluator of rights, for those who manage people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Label
from metamodel.role import Scope
from record_store.access.explaining import Explanation, explain, who_sees
from record_store.tenancy.members import Member
from ui_kit.messages import N_
from web.pages import render_fragment
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/record/why.html"
SHOWN = 60
"""How many people are asked about at once; a search narrows them down."""
SCOPE_WORDS: Mapping[str, str] = {
    "none": N_("no records"),
    "own": N_("records they own"),
    "team": N_("records of their team"),
    "department": N_("records of their department"),
    "all": N_("all records"),
}
ACTION_WORDS: Mapping[str, str] = {
    "read": N_("See"),
    "update": N_("Change"),
    "delete": N_("Delete"),
    "export": N_("Export"),
}


@dataclass(frozen=True, slots=True)
class Looker:
    """A person, and whether they see the record."""

    member: Member
    roles: tuple[Label, ...]
    sees: bool


@router.get("/{tenant}/o/{object}/{id}/why", name="why")
def show_who_sees(request: Request, visit: PageVisit, object: str, id: str, q: str = "") -> Response:
    """Everybody with whether they see the record, those who do first."""
    visit.require("users")
    members = [one for one in visit.composition.members.list(visit.tenant) if one.active and _fits(one, q)]
    with visit.reading() as records:
        record = records.get(object, id, ())
        seen = who_sees(records, object, record.id, [member.actor for member in members[:SHOWN]])
        known = records.live.blueprint.roles
        people = [
            Looker(one, tuple(known[name].label for name in one.roles if name in known), seen[one.id])
            for one in members[:SHOWN]
        ]
        context: dict[str, Any] = {
            "people": sorted(people, key=lambda one: not one.sees),
            "more": max(len(members) - SHOWN, 0),
            "title": records.labels(object, [record.id]).get(record.id) or "",
            "q": q,
            "here": {"tenant": visit.tenant, "object": object, "id": record.id},
        }
    return render_fragment(request, visit, TEMPLATE, "why", **context)


@router.get("/{tenant}/o/{object}/{id}/why/{member}", name="why_person")
def show_why(request: Request, visit: PageVisit, object: str, id: str, member: str) -> Response:
    """What each of the person's roles grants on this record, and what of its fields they see."""
    visit.require("users")
    found = visit.composition.members.get(visit.tenant, member)
    with visit.reading() as records:
        record = records.get(object, id, ())
        explanation = explain(records, object, record.id, found.actor)
    context: dict[str, Any] = {"explanation": explanation, "rows": _rows(explanation), "member": found}
    return render_fragment(
        request,
        visit,
        "runtime/record/why_person.html",
        "person",
        actions=ACTION_WORDS,
        scopes=SCOPE_WORDS,
        **context,
    )


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One scope of one role with the actions that it is given for alike."""

    role: Label
    actions: tuple[str, ...]
    scope: str
    condition: str
    holds: bool


def _rows(explanation: Explanation) -> list[RoleRow]:
    """The grants, those of a role that say the same in one row; what grants nothing is left out."""
    found: dict[tuple[str, str, bool], RoleRow] = {}
    for grant in explanation.grants:
        if grant.scope == "none":
            continue
        name, condition = _words(grant.scope)
        key = (grant.role.name, name + condition, grant.holds)
        before = found[key].actions if key in found else ()
        actions = (*before, grant.action)
        found[key] = RoleRow(grant.role.label, actions, name, condition, grant.holds)
    return list(found.values())


def _words(scope: Scope) -> tuple[str, str]:
    return (scope, "") if isinstance(scope, str) else ("", str(scope.get("where", "")))


def _fits(member: Member, q: str) -> bool:
    wanted = q.strip().lower()
    return wanted in member.name.lower() or wanted in member.email.lower()
