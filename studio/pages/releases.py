"""Plan, publish, roll back: what the draft would do, and what was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid
from metamodel.changes import changes
from record_store.releases import Plan
from studio.comparison import compare
from studio.designers.registry import DESIGNERS
from studio.drafts import read_state
from studio.form_numbers import ReleaseNumber, number_of
from studio.pages.studio_visit import BuilderVisit
from web.forms import Form
from web.pages import links_of, redirect, redirect_to, render_fragment, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio", include_in_schema=False)
ROOMS: Mapping[str, str] = {"roles": "studio_roles", "diagram": "studio_diagram"}
"""Pages over many documents that publishing comes back to, by what `back` calls them."""


@router.get("/plan", name="studio_plan")
def show_plan(visit: BuilderVisit, request: Request) -> Response:
    """What publishing the draft would change, touch and do."""
    return _plan_dialog(visit, request, visit.releases.plan(visit.tenant))


@router.post("/publish", name="studio_publish")
def publish(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """Publish, with what the builder decided about values that a new type cannot hold."""
    try:
        number = visit.releases.publish(
            visit.tenant,
            visit.actor,
            str(form.get("note", "")).strip(),
            _choices(form),
            number_of(form, "base"),
        )
    except (Invalid, Conflict) as refused:
        plan = visit.releases.plan(visit.tenant)
        return _plan_dialog(visit, request, plan, status=422, refused=refused.issues, **_typed(form))
    kind, _, name = str(form.get("back", "")).rpartition("/")
    if not kind and name in ROOMS:
        return redirect(request, ROOMS[name], tenant=visit.tenant, published=number)
    designer = DESIGNERS.get(kind)
    if designer and (kind, name) in visit.releases.draft(visit.tenant).blueprint.documents:
        here = designer.addresses(links_of(request).url, visit.tenant, name)
        return redirect_to(request, here.page(published=number))
    return redirect(request, "studio_releases", tenant=visit.tenant, published=number)


@router.get("/releases", name="studio_releases")
def show_releases(visit: BuilderVisit, request: Request) -> Response:
    """What the draft changes and who changed it, then every release, the newest first."""
    releases, state = visit.releases.list(visit.tenant), read_state(visit)
    named = [release.published_by for release in releases]
    named += [entry.changed_by for entry in state.draft.changed.values()]
    with visit.reading() as records:
        people = records.labels("user", list({id for id in named if id}))
    return render_page(
        request,
        visit,
        "studio/releases.html",
        state=state,
        releases=releases,
        drafted=compare(state.draft.live, state.blueprint),
        designed=tuple(DESIGNERS),
        people=people,
        trash=visit.releases.trash(visit.tenant),
    )


@router.get("/releases/{number}/changes", name="studio_release_changes")
def show_changes(visit: BuilderVisit, request: Request, number: ReleaseNumber) -> Response:
    """What a release did differently from the one before, in words."""
    after = visit.releases.blueprint(visit.tenant, number)
    before = visit.releases.blueprint(visit.tenant, number - 1) if number > 1 else None
    found = changes(before, after) if before else ()
    return render_fragment(
        request, visit, "studio/release_changes.html", "changes", changes=found, number=number
    )


@router.get("/releases/{number}/rollback", name="studio_rollback_plan")
def ask_to_roll_back(visit: BuilderVisit, request: Request, number: ReleaseNumber) -> Response:
    """What going back to that release would do."""
    plan = visit.releases.plan_rollback(visit.tenant, number)
    return _plan_dialog(visit, request, plan, rollback=number)


@router.post("/releases/{number}/rollback", name="studio_rollback")
def roll_back(visit: BuilderVisit, request: Request, number: ReleaseNumber, form: Form) -> Response:
    note = str(form.get("note", "")).strip()
    try:
        published = visit.releases.rollback(visit.tenant, visit.actor, number, _choices(form), note)
    except (Invalid, Conflict) as refused:
        plan = visit.releases.plan_rollback(visit.tenant, number)
        typed = _typed(form)
        return _plan_dialog(
            visit, request, plan, status=422, refused=refused.issues, rollback=number, **typed
        )
    return redirect(request, "studio_releases", tenant=visit.tenant, published=published)


def _plan_dialog(
    visit: Visit, request: Request, plan: Plan, *, status: int = 200, rollback: int | None = None, **more: Any
) -> Response:
    nothing_typed = {"note": "", "answers": {}, "back": request.query_params.get("back", "")}
    context = {"refused": (), **nothing_typed, **more}
    base = visit.live.release
    return render_fragment(
        request,
        visit,
        "studio/plan.html",
        "dialog",
        status=status,
        plan=plan,
        rollback=rollback,
        base=base,
        impact={(use.kind, use.name): use for use in plan.impact}.values(),
        **context,
    )


def _typed(form: Form) -> dict[str, Any]:
    """What was filled in, for the dialog that comes back with a refusal."""
    answers = {choice["target"]: choice["answer"] for choice in _choices(form)}
    return {"note": str(form.get("note", "")), "answers": answers, "back": str(form.get("back", ""))}


def _choices(form: Form) -> list[dict[str, str]]:
    """`choice.field/deal.amount` = refuse, blank or keep."""
    return [
        {"target": name.removeprefix("choice."), "answer": str(answer)}
        for name, answer in form.multi_items()
        if name.startswith("choice.")
    ]
