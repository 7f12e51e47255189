"""What every change of a role answers: the matrix, the settings and the publish bar as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import Response

from metamodel import Blueprint
from metamodel.errors import not_found
from metamodel.role import ABILITIES, ACTIONS, EVERY_OBJECT, FIELD_RIGHTS, Role
from record_store.releases import Draft
from record_store.tenancy.members import admin_roles
from studio.designers.registry import DESIGNERS
from studio.drafts import read_state
from studio.editing import Editing, editing_in_room
from studio.role_edits import OFFERED
from studio.role_matrix import (
    ABILITY_WORDS,
    ACTION_ICONS,
    ACTION_WORDS,
    RIGHT_ICONS,
    RIGHT_WORDS,
    SCOPE_WORDS,
    RoleMatrix,
)
from web.addresses import is_fragment
from web.links import Links
from web.pages import links_of, redirect, render_fragment
from web.visit import Visit

ROOM = "roles"
"""Where the steps are kept: one history over all roles."""
SPOT = ("role", "object")
"""What the address says of the part of the matrix that is looked at."""
Body = dict[str, Any]
WORDS: Mapping[str, Any] = {
    "action_words": ACTION_WORDS,
    "action_icons": ACTION_ICONS,
    "scope_words": SCOPE_WORDS,
    "right_words": RIGHT_WORDS,
    "right_icons": RIGHT_ICONS,
    "ability_words": ABILITY_WORDS,
    "actions": ACTIONS,
    "abilities": ABILITIES,
    "scopes": OFFERED,
    "rights": FIELD_RIGHTS,
    "every": EVERY_OBJECT,
}


@dataclass(frozen=True)
class RoomAddresses:
    """Where the steps of the matrix go back and forth, and where publishing comes back to."""

    links: Links
    tenant: str
    spot: Mapping[str, str]
    back: str = ROOM

    @property
    def undo(self) -> str:
        return self.links.url("studio_roles_undo", tenant=self.tenant, **self.spot)

    @property
    def redo(self) -> str:
        return self.links.url("studio_roles_redo", tenant=self.tenant, **self.spot)


def room(request: Request, visit: Visit) -> Editing:
    """The editing of this person in the role matrix."""
    return editing_in_room(request.app, visit, ROOM)


def change_roles(
    visit: Visit, request: Request, names: Iterable[str], edit: Callable[[str, Body, Draft], Body]
) -> Response:
    """All these roles changed in one step, and what is shown after it. Raises: NotFound, Invalid, Conflict."""
    wanted = tuple(names)

    def change(draft: Draft) -> list[Body]:
        return [edit(name, dict(draft.blueprint.document("role", name).body), draft) for name in wanted]

    room(request, visit).change(change)
    return answer(visit, request)


def answer(visit: Visit, request: Request) -> Response:
    """What is looked at, as it is now; without script its page again."""
    spot = spot_of(request)
    if not is_fragment(request):
        route = "studio_role" if "role" in spot else "studio_roles"
        return redirect(request, route, tenant=visit.tenant, **spot)
    return render_fragment(
        request, visit, "studio/roles_answer.html", "answer", **context_of(visit, request, **spot)
    )


def spot_of(request: Request) -> dict[str, str]:
    sent = request.query_params
    return {name: sent[name] for name in SPOT if sent.get(name)}


def context_of(visit: Visit, request: Request, role: str = "", object: str = "") -> dict[str, Any]:
    """What the templates draw. Raises: NotFound."""
    state = read_state(visit)
    spot = {name: value for name, value in (("role", role), ("object", object)) if value}
    members = visit.composition.members.list(visit.tenant)
    admins = set(admin_roles(state.blueprint))
    return {
        "state": state,
        "matrix": RoleMatrix(state, members, visit.locale),
        "role": role_in(state.blueprint, role) if role else None,
        "described": state.blueprint.object(object) if object else None,
        "spot": spot,
        "history": room(request, visit).history,
        "here": RoomAddresses(links_of(request), visit.tenant, spot),
        "designed": tuple(DESIGNERS),
        "nobody_manages": not any(member.active and admins & set(member.roles) for member in members),
        **WORDS,
    }


def role_in(blueprint: Blueprint, name: str) -> Role:
    """Raises: NotFound."""
    if name not in blueprint.roles:
        raise not_found("role", name)
    return blueprint.roles[name]
