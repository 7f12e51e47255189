"""The studio's first page: the objects and the other documents of the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Blueprint, Conflict, Invalid, Label
from studio.designers.registry import DESIGNERS
from studio.drafts import read_state
from studio.new_objects import documents_of_new, named
from studio.pages.studio_visit import BuilderVisit
from studio.settings_form import LOCALES
from studio.starters import STARTERS
from ui_kit.icons import icon_names
from web.forms import Form
from web.kinds import KINDS
from web.pages import redirect, render_fragment, render_page
from web.visit import Visit

KIND_WORDS: Mapping[str, Label] = {
    "view": Label({"en": "Views", "zh-CN": "视图"}),
    "form": Label({"en": "Forms", "zh-CN": "表单"}),
    "flow": Label({"en": "Flows", "zh-CN": "流程"}),
    "approval": Label({"en": "Approvals", "zh-CN": "审批"}),
    "report": Label({"en": "Reports", "zh-CN": "报表"}),
    "dashboard": Label({"en": "Dashboards", "zh-CN": "仪表盘"}),
    "role": Label({"en": "Roles", "zh-CN": "角色"}),
    "app": Label({"en": "Apps", "zh-CN": "应用"}),
}
"""What several documents of a kind are called."""

router = APIRouter(prefix="/{tenant}/studio", include_in_schema=False)


@router.get("/", name="studio")
def show_overview(visit: BuilderVisit, request: Request) -> Response:
    state = read_state(visit)
    kinds = [(kind, state.blueprint.of_kind(kind.name)) for kind in KINDS if kind.name != "object"]
    objects = list(state.blueprint.objects.values())
    context: dict[str, Any] = {
        "state": state,
        "objects": objects,
        "kinds": kinds,
        "designed": tuple(DESIGNERS),
        "counts": _counts(state.blueprint),
        "kind_words": KIND_WORDS,
    }
    return render_page(request, visit, "studio/overview.html", **context)


@router.get("/objects/new", name="studio_object_new")
def ask_for_object(visit: BuilderVisit, request: Request) -> Response:
    return _dialog(visit, request, values={"found": "true", "starter": "empty"})


@router.post("/objects", name="studio_object_create")
def create_object(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """A new object in the draft, begun with what a starter brings; its name comes from the English label."""
    label: Mapping[str, str] = {
        locale: text for locale in LOCALES if (text := str(form.get(locale, "")).strip())
    }
    starter = STARTERS.get(str(form.get("starter", "")), STARTERS["empty"])
    draft = visit.releases.draft(visit.tenant)
    name, label = named(draft.blueprint, starter, str(form.get("name", "")).strip(), label)
    try:
        found = form.get("found") == "true"
        for body in documents_of_new(draft.blueprint, name, label, starter, found=found):
            version = draft.versions.get((body["kind"], body["name"]), 0)
            visit.releases.put(visit.tenant, visit.actor, body, version)
    except (Invalid, Conflict) as refused:
        values = {key: str(form.get(key, "")) for key in (*LOCALES, "name", "found", "starter")}
        return _dialog(visit, request, status=422, issues=refused.issues, values=values)
    return redirect(request, "studio_object", tenant=visit.tenant, object=name)


@router.get("/icons", name="studio_icons")
def choose_icon(visit: BuilderVisit, request: Request) -> Response:
    """All icons, to pick one of."""
    return render_fragment(request, visit, "studio/icons.html", "icons", names=sorted(icon_names()))


@router.post("/discard", name="studio_discard")
def discard_draft(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """Make the draft, or the one document that is named, what is live again."""
    kind, name = str(form.get("kind", "")), str(form.get("name", ""))
    visit.releases.discard(visit.tenant, visit.actor, (kind, name) if kind and name else None)
    back = "studio_releases" if form.get("back") == "releases" else "studio"
    return redirect(request, back, tenant=visit.tenant)


def _counts(blueprint: Blueprint) -> dict[str, Counter[str]]:
    """How many views, forms and the like each object has, by the kind of document."""
    found: dict[str, Counter[str]] = {}
    for document in blueprint.documents.values():
        if isinstance(owner := document.body.get("object"), str):
            found.setdefault(owner, Counter())[document.kind] += 1
    return found


def _dialog(visit: Visit, request: Request, *, status: int = 200, **context: object) -> Response:
    values = {"issues": (), "starters": STARTERS.values(), **context}
    return render_fragment(request, visit, "studio/new_object.html", "new_object", status=status, **values)
