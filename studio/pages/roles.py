"""The role matrix: every role over objects and fields, one role by itself, and every change of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Blueprint, Invalid, Issue, pointer
from metamodel.errors import not_found
from metamodel.role import ABILITIES, EVERY_OBJECT, FIELD_RIGHTS
from record_store.releases import Draft
from studio.drafts import read_state
from studio.pages.role_answers import Body, answer, change_roles, context_of, role_in, room, spot_of
from studio.pages.studio_visit import BuilderVisit
from studio.role_edits import (
    OFFERED,
    as_every_other,
    next_of,
    scope_in,
    with_ability,
    with_field_rights,
    with_scopes,
)
from studio.settings_form.reading import read_label
from web.forms import Form
from web.pages import redirect, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/roles", include_in_schema=False)
NEXT = "next"
"""Whatever follows what the first of the cells says now."""
MOST_CELLS = 5_000
Cell = tuple[str, str, str]
"""Role, object, and the action or the field."""


@router.get("", name="studio_roles")
def show_roles(visit: BuilderVisit, request: Request, object: str = "") -> Response:
    """All roles over all objects; over the fields of one object when it is named."""
    return render_page(request, visit, "studio/roles.html", **context_of(visit, request, object=object))


@router.get("/{role}", name="studio_role")
def show_role(visit: BuilderVisit, request: Request, role: str) -> Response:
    """One role: what it may do, who has it, what names it."""
    return render_page(request, visit, "studio/roles.html", **context_of(visit, request, role=role))


@router.post("/edit/scopes", name="studio_role_scopes")
def set_scopes(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """One scope for all cells that are named `role/object/action`."""
    cells, wanted = _cells(form), str(form.get("scope", NEXT))

    def edit(name: str, body: Body, draft: Draft) -> Body:
        _check_objects(draft.blueprint, cells)
        first = cells[0]
        now = scope_in(role_in(draft.blueprint, first[0]).document.body, *first[1:])
        scope = next_of(OFFERED, now) if wanted == NEXT else wanted
        return with_scopes(body, [cell[1:] for cell in cells if cell[0] == name], scope)

    return change_roles(visit, request, dict.fromkeys(cell[0] for cell in cells), edit)


@router.post("/edit/rights", name="studio_role_rights")
def set_rights(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """One right for all cells that are named `role/object/field`."""
    cells, wanted = _cells(form), str(form.get("right", NEXT))

    def edit(name: str, body: Body, draft: Draft) -> Body:
        _check_fields(draft.blueprint, cells)
        first = cells[0]
        now = role_in(draft.blueprint, first[0]).field_right(*first[1:])
        right = next_of(FIELD_RIGHTS, now) if wanted == NEXT else wanted
        return with_field_rights(body, [cell[1:] for cell in cells if cell[0] == name], right)

    return change_roles(visit, request, dict.fromkeys(cell[0] for cell in cells), edit)


@router.post("/{role}/inherit", name="studio_role_inherit")
def inherit(visit: BuilderVisit, request: Request, role: str, form: Form) -> Response:
    """The object is for this role like every other one."""
    object_name = str(form.get("object", ""))
    return change_roles(visit, request, [role], lambda _name, body, _draft: as_every_other(body, object_name))


@router.post("/{role}/settings", name="studio_role_save")
def save_role(visit: BuilderVisit, request: Request, role: str, form: Form) -> Response:
    """The role's words, and what it can do beside records."""

    def edit(_name: str, body: Body, _draft: Draft) -> Body:
        label = read_label("label", form, body.get("label"))
        changed = {**body, "label": label} if label else body
        for ability in ABILITIES:
            able = form.get(f"can.{ability}") == "true"
            if able != (ability in changed.get("can", ())):
                changed = with_ability(changed, ability, able=able)
        return changed

    return change_roles(visit, request, [role], edit)


@router.post("/{role}/remove", name="studio_role_remove")
def remove_role(visit: BuilderVisit, request: Request, role: str) -> Response:
    room(request, visit).remove("role", role)
    return redirect(request, "studio_roles", tenant=visit.tenant)


@router.post("/edit/undo", name="studio_roles_undo")
def undo(visit: BuilderVisit, request: Request) -> Response:
    """Take back the last step of this person in the matrix."""
    return _stepped(visit, request, room(request, visit).undo)


@router.post("/edit/redo", name="studio_roles_redo")
def redo(visit: BuilderVisit, request: Request) -> Response:
    """Make the step again that was taken back last."""
    return _stepped(visit, request, room(request, visit).redo)


def _stepped(visit: Visit, request: Request, step: Callable[[], Any]) -> Response:
    """To the overview, when the role that was looked at is no more."""
    step()
    role = spot_of(request).get("role", "")
    if role and role not in read_state(visit).blueprint.roles:
        return redirect(request, "studio_roles", tenant=visit.tenant)
    return answer(visit, request)


def _cells(form: Form) -> list[Cell]:
    """One field for each cell, or many in one with commas between, as htmx sends a list. Raises: Invalid."""
    sent = (cell for field in form.getlist("cell") for cell in str(field).split(","))
    found = [cell.split("/") for cell in sent if cell]
    if not 0 < len(found) <= MOST_CELLS or any(len(cell) != 3 for cell in found):
        raise Invalid(Issue("malformed", "/cell", "Say which cells are meant"))
    return [(cell[0], cell[1], cell[2]) for cell in found]


def _check_objects(blueprint: Blueprint, cells: list[Cell]) -> None:
    """Raises: NotFound."""
    for _, name, _ in cells:
        if name != EVERY_OBJECT:
            blueprint.object(name)


def _check_fields(blueprint: Blueprint, cells: list[Cell]) -> None:
    """Raises: NotFound."""
    for _, name, field in cells:
        if field not in blueprint.object(name).by_name:
            raise not_found("field", pointer(name, field))
