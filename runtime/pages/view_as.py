"""Seeing everything as a role, or as a person, without changing anything: beginning it and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Invalid, Issue, NotAllowed, Role
from record_store.actor import Actor
from record_store.audit import record_event
from record_store.tenancy.members import Member
from web.forms import Form
from web.links import Links
from web.pages import links_of, redirect_to, render_page
from web.viewing import (
    Viewing,
    actor_of,
    forget_viewing,
    may_begin,
    may_view,
    read_viewing,
    remember_viewing,
)
from web.visit import OwnVisit, Visit

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role that one may look as, and its people that one may look as."""

    role: Role
    allowed: bool
    people: tuple[Member, ...]


@router.get("/{tenant}/view-as", name="view_as")
def choose_viewing(request: Request, visit: OwnVisit, role: str = "", person: str = "") -> Response:
    """The roles and people to look as."""
    _require(visit)
    return _page(request, visit, role, person)


@router.post("/{tenant}/view-as", name="view_as_begin")
def begin_viewing(request: Request, visit: OwnVisit, form: Form) -> Response:
    """From now on this browser sees what the role sees, or what the person does."""
    _require(visit)
    role, person = str(form.get("role", "")), str(form.get("person", ""))
    if not role and not person:
        raise Invalid(Issue("required", "/role", "Choose a role, or somebody who has one"))
    viewing = Viewing(visit.tenant, role, person)
    actor = actor_of(visit.composition, viewing, visit.actor)
    if not may_view(visit.live, visit.actor, actor):
        message = "This would show you more than you may see yourself"
        hint = "Ask somebody who manages people to look for you"
        raise NotAllowed(Issue("shows_more", "", message, hint))
    _audit(visit, "view_as_begun", actor, role, person)
    answer = redirect_to(request, links_of(request).url("home", tenant=visit.tenant))
    remember_viewing(request, answer, viewing)
    return answer


@router.post("/{tenant}/view-as/end", name="view_as_end")
def end_viewing(request: Request, visit: OwnVisit) -> Response:
    """The person is themselves again."""
    viewing, links = read_viewing(request), links_of(request)
    if viewing is not None and viewing.tenant == visit.tenant:
        _audit(visit, "view_as_ended", visit.actor, viewing.role, viewing.member)
    answer = redirect_to(request, _after(links, visit))
    forget_viewing(answer)
    return answer


def _after(links: Links, visit: Visit) -> str:
    """Where one goes on: to the choice, for who may make it again."""
    route = "view_as" if may_begin(visit.live, visit.actor) else "home"
    return links.url(route, tenant=visit.tenant)


def _require(visit: Visit) -> None:
    """Raises: NotAllowed."""
    if not may_begin(visit.live, visit.actor):
        visit.require("users")


def _page(request: Request, visit: Visit, role: str, person: str) -> Response:
    members = [member for member in visit.composition.members.list(visit.tenant) if member.active]
    choices = [_choice(visit, one, members) for one in visit.live.blueprint.roles.values()]
    context: dict[str, Any] = {"choices": choices, "role": role, "person": person}
    return render_page(request, visit, "runtime/view_as.html", **context)


def _choice(visit: Visit, role: Role, members: list[Member]) -> RoleChoice:
    own: Actor = visit.actor
    alone = actor_of(visit.composition, Viewing(visit.tenant, role.name), own)
    having = (member for member in members if role.name in member.roles and member.id != own.id)
    people = tuple(member for member in having if may_view(visit.live, own, member.actor))
    return RoleChoice(role, may_view(visit.live, own, alone), people)


def _audit(visit: Visit, event: str, actor: Actor, role: str, person: str) -> None:
    with visit.composition.database.writing(visit.tenant) as connection:
        now = visit.store.clock()
        details = {"role": role, "member": person, "email": actor.email if person else ""}
        record_event(connection, now, visit.actor.id, event, **details)
