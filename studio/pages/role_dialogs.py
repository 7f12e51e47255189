"""The dialogs of the role matrix: the scope of one cell with its condition, and a new role."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Blueprint, Conflict, Invalid, Issue
from metamodel.errors import not_found
from metamodel.kinds import ExpressionUse
from metamodel.role import ACTIONS, EVERY_OBJECT
from studio.drafts import read_state
from studio.new_objects import name_from
from studio.pages.role_answers import change_roles, context_of, room, spot_of
from studio.pages.studio_visit import BuilderVisit
from studio.role_edits import new_role, with_scopes
from studio.role_matrix import CONDITION, scope_choices
from studio.settings_form import LOCALES
from web.errors import status_of
from web.expression_reading import read_expression
from web.forms import Form
from web.pages import redirect, render_fragment
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/roles", include_in_schema=False)


@router.get("/{role}/objects/{object}/{action}", name="studio_role_cell")
def ask_for_scope(visit: BuilderVisit, request: Request, role: str, object: str, action: str) -> Response:
    """The scopes to choose among, a condition with them."""
    return _scope_dialog(visit, request, role, object, action)


@router.post("/{role}/objects/{object}/{action}", name="studio_role_cell_save")
def save_scope(
    visit: BuilderVisit, request: Request, role: str, object: str, action: str, form: Form
) -> Response:
    """The scope that was chosen; a condition that is not understood is told there and nothing is changed."""
    scope, where = str(form.get("scope", "")), str(form.get("where", "")).strip()
    cells = [(object, action)]
    try:
        if scope == CONDITION:
            _check_condition(read_state(visit).blueprint, object, where)
        chosen = {"where": where} if scope == CONDITION else scope
        return change_roles(
            visit, request, [role], lambda _name, body, _draft: with_scopes(body, cells, chosen)
        )
    except (Invalid, Conflict) as refused:
        typed: dict[str, Any] = {
            "scope": scope,
            "where": where,
            "issues": refused.issues,
            "status": status_of(refused),
        }
        return _scope_dialog(visit, request, role, object, action, **typed)


@router.get("/edit/new", name="studio_role_new")
def ask_for_role(visit: BuilderVisit, request: Request, like: str = "") -> Response:
    """A role that may nothing yet; with `like` a copy of that one."""
    return _new_dialog(visit, request, like)


@router.post("/edit/new", name="studio_role_create")
def create_role(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """A new role in the draft; its name comes from the English label where none is given."""
    label = {locale: text for locale in LOCALES if (text := str(form.get(locale, "")).strip())}
    name = str(form.get("name", "")).strip() or name_from(label.get("en", ""))
    like = str(form.get("like", ""))
    try:
        room(request, visit).change(
            lambda draft: [new_role(draft.blueprint, name, label or {"en": name}, like)]
        )
    except (Invalid, Conflict) as refused:
        typed = {key: str(form.get(key, "")) for key in (*LOCALES, "name")}
        return _new_dialog(visit, request, like, typed, refused.issues, status=status_of(refused))
    return redirect(request, "studio_role", tenant=visit.tenant, role=name)


def _check_condition(blueprint: Blueprint, object_name: str, where: str) -> None:
    """Raises: Invalid, for what is no condition over the records of the object."""
    if not where:
        message, hint = "A condition says which records are meant", "For example: owner = $user"
        raise Invalid(Issue("required", "/where", message, hint))
    found = read_expression(ExpressionUse(where, "/where", object_name, "boolean"), blueprint)
    if found.issues:
        raise Invalid(found.issues)


def _scope_dialog(
    visit: Visit,
    request: Request,
    role: str,
    object: str,
    action: str,
    *,
    scope: str = "",
    where: str = "",
    issues: tuple[Issue, ...] = (),
    status: int = 200,
) -> Response:
    context: dict[str, Any] = context_of(visit, request, role=role)
    if action not in ACTIONS:
        raise not_found("action", action)
    described = None if object == EVERY_OBJECT else context["state"].blueprint.object(object)
    cell = next(one for one in context["matrix"].cells(context["role"], object) if one.action == action)
    context |= {
        "cell": cell,
        "described": described,
        "choices": scope_choices(visit.locale, with_condition=described is not None),
        "chosen": scope or cell.scope,
        "where": where or cell.condition,
        "issues": issues or (() if scope else cell.issues),
        "spot": spot_of(request),
    }
    return render_fragment(request, visit, "studio/role_scope.html", "scope", status=status, **context)


def _new_dialog(
    visit: Visit,
    request: Request,
    like: str,
    typed: dict[str, str] | None = None,
    issues: tuple[Issue, ...] = (),
    *,
    status: int = 200,
) -> Response:
    copied = read_state(visit).blueprint.roles.get(like)
    return render_fragment(
        request,
        visit,
        "studio/new_role.html",
        "new_role",
        status=status,
        copied=copied,
        values=typed or {},
        issues=issues,
    )
