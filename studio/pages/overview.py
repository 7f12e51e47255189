"""The studio's first page: the objects and the other documents of the draft."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Conflict, Invalid, Issue, Label, is_name
from studio.drafts import read_state
from studio.object_edits import new_object
from studio.pages.studio_visit import BuilderVisit
from web.forms import Form
from web.kinds import KINDS
from web.pages import redirect, render_fragment, render_page

router = APIRouter(prefix="/{tenant}/studio", include_in_schema=False)


@router.get("/", name="studio")
def show_overview(visit: BuilderVisit, request: Request) -> Response:
    state = read_state(visit)
    kinds = [(kind, state.blueprint.of_kind(kind.name)) for kind in KINDS if kind.name != "object"]
    objects = list(state.blueprint.objects.values())
    return render_page(request, visit, "studio/overview.html", state=state, objects=objects, kinds=kinds)


@router.get("/objects/new", name="studio_object_new")
def ask_for_object(visit: BuilderVisit, request: Request) -> Response:
    return render_fragment(request, visit, "studio/new_object.html", "new_object", issues=(), values={})


@router.post("/objects", name="studio_object_create")
def create_object(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """A new object in the draft; its name comes from the English label where none is given."""
    label = {locale: str(form.get(locale, "")).strip() for locale in ("en", "zh-CN")}
    values = {**label, "name": str(form.get("name", "")).strip()}
    name = values["name"] or _name_from(label["en"])
    try:
        _check_new(visit, name)
        texts = {locale: text for locale, text in label.items() if text} or {"en": name}
        visit.releases.put(visit.tenant, visit.actor, new_object(name, texts))
    except (Invalid, Conflict) as refused:
        return render_fragment(
            request,
            visit,
            "studio/new_object.html",
            "new_object",
            status=422,
            issues=refused.issues,
            values=values,
        )
    return redirect(request, "studio_object", tenant=visit.tenant, object=name)


@router.post("/discard", name="studio_discard")
def discard_draft(visit: BuilderVisit, request: Request) -> Response:
    """Make the draft what is live again."""
    visit.releases.discard(visit.tenant, visit.actor)
    return redirect(request, "studio", tenant=visit.tenant)


def _check_new(visit: BuilderVisit, name: str) -> None:
    if not is_name(name):
        hint = "Small English letters, digits and _, beginning with a letter"
        raise Invalid(Issue("malformed", "/name", "The object needs a name for formulas and the API", hint))
    if ("object", name) in visit.releases.draft(visit.tenant).blueprint.documents:
        label = Label.of(name)
        raise Conflict(
            Issue("duplicate", "/name", "There is an object “{name}” already", values={"name": label})
        )


def _name_from(label: str) -> str:
    """`Service visit` as `service_visit`."""
    return "".join(char if char.isalnum() and char.isascii() else "_" for char in label.lower()).strip("_")
