"""The rules of an object: added and changed in a dialog, removed with a way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid, Issue, is_name
from metamodel.issues import pointer
from record_store.releases import Draft
from studio.drafts import object_body, read_state, surroundings
from studio.object_edits import free_name, put_rule, remove_rule, rule_of
from studio.object_settings import RULE_SETTINGS
from studio.pages.object_answers import object_editing, render_object
from studio.pages.studio_visit import BuilderVisit
from studio.seen import SeenPart, check_seen, seal
from studio.settings_form import bind_settings, read_settings
from web.forms import Form
from web.pages import render_fragment
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/o/{object}/rules", include_in_schema=False)
NEEDED = ("when", "message")


@router.get("/new", name="studio_rule_new")
def ask_for_rule(visit: BuilderVisit, request: Request, object: str) -> Response:
    return _dialog(visit, request, object, {}, "")


@router.get("/{rule}", name="studio_rule")
def show_rule(visit: BuilderVisit, request: Request, object: str, rule: str) -> Response:
    body = object_body(visit.releases.draft(visit.tenant), object)
    return _dialog(visit, request, object, rule_of(body, rule), rule)


@router.post("", name="studio_rule_save")
def save_rule(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """Add a rule, or change the one called `was`; a refusal answers with the dialog as it was filled in."""
    was = str(form.get("was", ""))

    def edit(draft: Draft) -> list[dict[str, Any]]:
        body = object_body(draft, object)
        before = rule_of(body, was) if was else {}
        if was:
            label = draft.blueprint.objects[object].label
            check_seen(visit, draft, SeenPart(("object", object), before, label, RULE_SETTINGS), form)
        return [put_rule(body, _checked(_read(before, body, form)), was)]

    try:
        object_editing(request, visit, object).change(edit)
    except (Invalid, Conflict) as refused:
        return _dialog(
            visit, request, object, read_settings(RULE_SETTINGS, {}, form), was, refused.issues, form
        )
    return render_object(visit, request, object)


@router.post("/{rule}/remove", name="studio_rule_remove")
def remove(visit: BuilderVisit, request: Request, object: str, rule: str) -> Response:
    object_editing(request, visit, object).change(
        lambda draft: [remove_rule(object_body(draft, object), rule)]
    )
    return render_object(visit, request, object, removed_rule=rule)


def _read(before: Mapping[str, Any], body: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The rule as typed; one without a name is called after the field that it is told at."""
    rule = read_settings(RULE_SETTINGS, before, form)
    taken = [other["name"] for other in body.get("rules", ())]
    return (
        rule
        if rule.get("name")
        else {**rule, "name": free_name(f"{rule.get('field', 'record')}_rule", taken)}
    )


def _checked(rule: dict[str, Any]) -> dict[str, Any]:
    """Raises: Invalid, with everything that is missing."""
    missing = [Issue("required", pointer(name), "Fill this in") for name in NEEDED if not rule.get(name)]
    if not is_name(rule["name"]):
        hint = "Small English letters, digits and _, beginning with a letter"
        missing.append(Issue("malformed", "/name", "This name cannot be used", hint))
    if missing:
        raise Invalid(missing)
    return rule


def _dialog(
    visit: Visit,
    request: Request,
    object: str,
    values: Mapping[str, Any],
    was: str,
    issues: tuple[Issue, ...] = (),
    form: Form | None = None,
) -> Response:
    state = read_state(visit)
    object_body(state.draft, object)
    around = surroundings(state.blueprint, visit.locale, object)
    rules = state.blueprint.objects[object].rules
    place = next((index for index, rule in enumerate(rules) if rule.name == was), None)
    told = issues or (state.issues_under("object", object, "rules", place) if place is not None else ())
    stale = any(issue.code == "changed_meanwhile" for issue in issues)
    return render_fragment(
        request,
        visit,
        "studio/rule.html",
        "rule",
        status=422 if issues else 200,
        object=object,
        was=was,
        seen=str(form.get("seen", "")) if form is not None else seal(values),
        inputs=bind_settings(RULE_SETTINGS, NEEDED, values, around, told),
        issues=[issue for issue in issues if issue.path.split("/")[1:2] not in [[n] for n in RULE_SETTINGS]],
        stale=stale,
    )
