"""The diagram of objects and relations: read, arranged, and changed from card to card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Blueprint, Conflict, Invalid, Issue, Label
from metamodel.errors import not_found
from metamodel.field_types.lookup import ON_DELETE
from record_store.releases import Draft
from studio.designers import Told
from studio.diagram import (
    KINDS,
    Relation,
    Wanted,
    add_relation,
    change_relation,
    draw,
    keep_position,
    keep_positions,
    read_positions,
    relation_in,
    remove_relation,
)
from studio.diagram.layout import WIDTH
from studio.drafts import read_state
from studio.editing import Editing, editing_in_room
from studio.pages.studio_visit import BuilderVisit
from studio.settings_form import LOCALES
from ui_kit.messages import N_
from web.addresses import is_fragment
from web.errors import status_of
from web.forms import Form
from web.links import Links
from web.pages import links_of, redirect, render_fragment, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/diagram", include_in_schema=False)
ROOM = "diagram"


@dataclass(frozen=True)
class DiagramAddresses:
    """Where the steps of the diagram go back and forth, and where publishing comes back to."""

    links: Links
    tenant: str
    back: str = ROOM

    @property
    def undo(self) -> str:
        return self.links.url("studio_diagram_undo", tenant=self.tenant)

    @property
    def redo(self) -> str:
        return self.links.url("studio_diagram_redo", tenant=self.tenant)


@router.get("", name="studio_diagram")
def show_diagram(visit: BuilderVisit, request: Request) -> Response:
    return render_page(request, visit, "studio/diagram.html", **_context(visit, request))


@router.post("/positions", name="studio_diagram_place")
def place_card(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """Where a card was dragged to; it stays there for everybody."""
    described = _blueprint(visit).objects.get(str(form.get("object", "")))
    x, y = _coordinate(form, "x"), _coordinate(form, "y")
    if described is None or x is None or y is None:
        raise Invalid(Issue("malformed", "/object", "This card cannot be placed"))
    keep_position(visit, described.id, (x, y))
    return Response(status_code=204)


@router.post("/arranged", name="studio_diagram_arrange")
def arrange(visit: BuilderVisit, request: Request) -> Response:
    """All cards where the layout puts them, wherever they were dragged to."""
    keep_positions(visit, {})
    return _answer(visit, request)


@router.get("/relations/new", name="studio_relation_new")
def ask_for_relation(visit: BuilderVisit, request: Request, source: str = "", target: str = "") -> Response:
    wanted = Wanted(source, target, "lookup", {})
    return _dialog(visit, request, wanted)


@router.post("/relations", name="studio_relation_add")
def add(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """A relation from one object to another, as a step."""
    wanted = _wanted(form)

    def edit(draft: Draft) -> list[dict[str, Any]]:
        return add_relation(draft.blueprint, wanted)

    try:
        _room(request, visit).change(edit)
    except (Invalid, Conflict) as refused:
        return _dialog(visit, request, wanted, refused.issues, status_of(refused))
    return _answer(visit, request)


@router.get("/relations/{key}", name="studio_relation")
def show_relation(visit: BuilderVisit, request: Request, key: str) -> Response:
    relation = relation_in(_blueprint(visit), key)
    return _dialog(visit, request, _as_wanted(relation), relation=relation)


@router.post("/relations/{key}", name="studio_relation_save")
def save(visit: BuilderVisit, request: Request, key: str, form: Form) -> Response:
    """The relation with other words, another fate of those that refer, needed or not."""
    relation, wanted = relation_in(_blueprint(visit), key), _wanted(form)

    def edit(draft: Draft) -> list[dict[str, Any]]:
        return change_relation(draft.blueprint, key, wanted)

    try:
        _room(request, visit).change(edit)
    except (Invalid, Conflict) as refused:
        return _dialog(visit, request, wanted, refused.issues, status_of(refused), relation)
    return _answer(visit, request)


@router.post("/relations/{key}/remove", name="studio_relation_remove")
def remove(visit: BuilderVisit, request: Request, key: str) -> Response:
    """The field out of the draft; the answer offers to put it back."""
    relation = relation_in(_blueprint(visit), key)
    _room(request, visit).change(lambda draft: remove_relation(draft.blueprint, key))
    message = N_("The field {label} is out of the draft; publishing sends its values to the trash")
    return _answer(visit, request, Told(message, {"label": relation.label.text(visit.locale)}, undoes=True))


@router.post("/undo", name="studio_diagram_undo")
def undo(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """Take back the last step of this person; only if it is `step`, where that is said."""
    editing = _room(request, visit)
    meant = str(form.get("step", ""))
    if meant and meant not in [step.id for step in editing.history.done[-1:]]:
        return _answer(visit, request, Told(N_("There were more steps since; take them back one by one")))
    editing.undo()
    return _answer(visit, request)


@router.post("/redo", name="studio_diagram_redo")
def redo(visit: BuilderVisit, request: Request) -> Response:
    """Make the step again that was taken back last."""
    _room(request, visit).redo()
    return _answer(visit, request)


def _coordinate(form: Form, name: str) -> int | None:
    text = str(form.get(name, "")).strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else None


def _room(request: Request, visit: Visit) -> Editing:
    return editing_in_room(request.app, visit, ROOM)


def _blueprint(visit: Visit) -> Blueprint:
    return visit.releases.draft(visit.tenant).blueprint


def _wanted(form: Form) -> Wanted:
    label = {locale: text for locale in LOCALES if (text := str(form.get(locale, "")).strip())}
    return Wanted(
        str(form.get("source", "")),
        str(form.get("target", "")),
        str(form.get("kind", "lookup")),
        label,
        str(form.get("on_delete") or "restrict"),
        form.get("required") == "true",
    )


def _as_wanted(relation: Relation) -> Wanted:
    return Wanted(
        relation.source,
        relation.target,
        relation.kind,
        relation.label.texts,
        relation.on_delete or "restrict",
        relation.field.required,
    )


def _context(visit: Visit, request: Request) -> dict[str, Any]:
    state = read_state(visit)
    return {
        "state": state,
        "diagram": draw(state.blueprint, read_positions(visit)),
        "objects": state.blueprint.objects,
        "kinds": KINDS,
        "card_width": WIDTH,
        "here": DiagramAddresses(links_of(request), visit.tenant),
        "history": _room(request, visit).history,
        "told": None,
    }


def _answer(visit: Visit, request: Request, told: Told | None = None) -> Response:
    """The picture, the list and the publish bar as they are now; without script the page again."""
    if not is_fragment(request):
        return redirect(request, "studio_diagram", tenant=visit.tenant)
    context = {**_context(visit, request), "told": told}
    return render_fragment(request, visit, "studio/diagram_answer.html", "answer", **context)


def _dialog(
    visit: Visit,
    request: Request,
    wanted: Wanted,
    issues: tuple[Issue, ...] = (),
    status: int = 200,
    relation: Relation | None = None,
) -> Response:
    blueprint = _blueprint(visit)
    for name in (wanted.source, wanted.target):
        if name and name not in blueprint.objects and not issues:
            raise not_found("object", name)
    choices = [{"value": name, "label": one.label} for name, one in blueprint.objects.items()]
    fates = [{"value": one, "label": Label(ON_DELETE["x-enum-labels"][one])} for one in ON_DELETE["enum"]]
    return render_fragment(
        request,
        visit,
        "studio/relation.html",
        "relation",
        status=status,
        wanted=wanted,
        relation=relation,
        issues=issues,
        choices=choices,
        fates=fates,
        kinds=KINDS,
        objects=blueprint.objects,
    )
