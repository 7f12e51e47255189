"""What a person makes of a view for themselves: kept as a view of their own, shared, begun with, given up."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Document, Invalid, Issue
from metamodel.checks import check_shape
from metamodel.kinds import ViewKind
from record_store.personal_views import (
    add_personal_view,
    change_personal_view,
    choose_default,
    own_view,
    remove_personal_view,
)
from record_store.records import Records
from runtime.pages.list_state import UNGROUPED, ListState, state_of
from runtime.pages.preferences import chosen_columns
from runtime.pages.table_columns import columns_of
from web.forms import Form
from web.pages import redirect, render_fragment
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
LONGEST_LABEL = 100
TEMPLATE = "runtime/records/own_view.html"
SHARERS = ("studio", "users")
"""Who may share: those who build, and those who manage people."""


@router.get("/{tenant}/o/{object}/views/new", name="own_view_new")
def ask_for_label(request: Request, visit: PageVisit, object: str) -> Response:
    """The dialog that keeps what is looked at as a view."""
    with visit.reading() as records:
        records.rights.require(object, "read")
        state = state_of(records, object, request.query_params)
        return _dialog(request, visit, records, state, label="")


@router.post("/{tenant}/o/{object}/views", name="own_view_create")
def keep_view(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """A new view of the person's own, as the list is looked at now."""
    label = " ".join(str(form.get("label", "")).split())
    with visit.writing() as records:
        records.rights.require(object, "read")
        state = state_of(records, object, request.query_params)
        try:
            body = {**_body_of(visit, records, state), **_words(visit, records, form, label)}
            made = add_personal_view(records, _checked(records, state, body))
        except Invalid as refused:
            return _dialog(request, visit, records, state, label=label, issues=refused.issues)
    return redirect(request, "records", tenant=visit.tenant, object=object, view=made.name)


@router.get("/{tenant}/o/{object}/views/{view}/edit", name="own_view_edit")
def ask_for_change(request: Request, visit: PageVisit, object: str, view: str) -> Response:
    """The dialog of a view that the person has."""
    with visit.reading() as records:
        own = own_view(records, object, view)
        state = state_of(records, object, request.query_params)
        return _dialog(request, visit, records, state, own.name, own.view.label.text(visit.locale), own.body)


@router.post("/{tenant}/o/{object}/views/{view}", name="own_view_save")
def change_view(request: Request, visit: PageVisit, form: Form, object: str, view: str) -> Response:
    """Other words or other people for the view; with `content` also what is looked at now."""
    with visit.writing() as records:
        own = own_view(records, object, view)
        state = state_of(records, object, request.query_params)
        body = dict(own.body)
        try:
            if form.get("content"):
                body = {
                    **{k: body[k] for k in ("label", "share") if k in body},
                    **_body_of(visit, records, state),
                }
            if "label" in form:
                label = " ".join(str(form.get("label", "")).split())
                kept = {k: v for k, v in body.items() if k not in ("label", "share")}
                body = {**kept, **_words(visit, records, form, label)}
            change_personal_view(records, own, _checked(records, state, body))
        except Invalid as refused:
            label = str(form.get("label", ""))
            return _dialog(request, visit, records, state, own.name, label, own.body, refused.issues)
    return redirect(request, "records", tenant=visit.tenant, object=object, view=view)


@router.post("/{tenant}/o/{object}/views/{view}/default", name="own_view_default")
def begin_with(request: Request, visit: PageVisit, form: Form, object: str, view: str) -> Response:
    """The person begins with this view from now on; with the first one again when it is taken back."""
    with visit.writing() as records:
        state = state_of(records, object, request.query_params)
        known = any(one.name == view for one in state.views)
        choose_default(records, object, "" if form.get("none") or not known else view)
    return redirect(request, "records", tenant=visit.tenant, object=object, view=view if known else None)


@router.post("/{tenant}/o/{object}/views/{view}/remove", name="own_view_remove")
def remove_view(request: Request, visit: PageVisit, object: str, view: str) -> Response:
    """The view is given up; the records stay."""
    with visit.writing() as records:
        remove_personal_view(records, own_view(records, object, view))
    return redirect(request, "records", tenant=visit.tenant, object=object)


def may_share(records: Records) -> bool:
    return any(records.rights.can(ability) for ability in SHARERS)


def _body_of(visit: Visit, records: Records, state: ListState) -> dict[str, Any]:
    """The view that is looked at with the person's own filter, order, groups and columns in it."""
    rest = {
        k: v for k, v in state.view.document.body.items() if k not in ("id", "label", "description", "share")
    }
    chosen = chosen_columns(visit, state.described.name, state.view.name)
    blueprint, rights = records.live.blueprint, records.rights
    columns = columns_of(blueprint, rights, state.view, state.described, chosen, visit.locale)
    own = {
        "object": state.described.name,
        "type": state.view.type.kind,
        "filter": state.whole_filter,
        "sort": list(state.order),
        "columns": [{"field": column.key, "width": column.width} for column in columns],
    }
    if state.group:
        own["group_by"] = None if state.group == UNGROUPED else state.group
    return {name: value for name, value in {**rest, **own}.items() if value}


def _words(visit: Visit, records: Records, form: Form, label: str) -> dict[str, Any]:
    """What the view is called, and the roles it is shared with. Raises: Invalid."""
    if not label:
        raise Invalid(Issue("required", "/label", "The view needs a name"))
    if len(label) > LONGEST_LABEL:
        message = "This is longer than {limit} characters"
        raise Invalid(Issue("out_of_range", "/label", message, values={"limit": LONGEST_LABEL}))
    known = records.live.blueprint.roles
    roles = [str(role) for role in form.getlist("share") if role in known] if may_share(records) else []
    return {"label": label, **({"share": roles} if roles else {})}


def _checked(records: Records, state: ListState, body: dict[str, Any]) -> dict[str, Any]:
    """The body, when it is one of a view and its records can be read. Raises: Invalid."""
    whole = {**body, "kind": "view", "name": "my_view"}
    issues = check_shape(Document.from_json(whole), ViewKind())
    if issues:
        raise Invalid(issues)
    records.count(state.query(()))
    return body


def _dialog(
    request: Request,
    visit: Visit,
    records: Records,
    state: ListState,
    name: str = "",
    label: str = "",
    body: Any = None,
    issues: tuple[Issue, ...] = (),
) -> Response:
    roles = [{"value": key, "label": role.label} for key, role in records.live.blueprint.roles.items()]
    context: dict[str, Any] = {
        "state": state,
        "name": name,
        "label": label,
        "issues": issues,
        "roles": roles if may_share(records) else [],
        "shared": list((body or {}).get("share", ())),
    }
    return render_fragment(request, visit, TEMPLATE, "dialog", status=422 if issues else 200, **context)
