"""A form of the draft as people will have it: as a role, on a device, over a record; nothing is ever saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from form_engine import BoundField, BoundForm, Entries, FormDefinition, bind, compile_form, read_form
from metamodel import Document, Field, Invalid, Issue, Object
from metamodel.issues import pointer
from record_store.records import Records
from studio.designers.registry import DESIGNERS
from studio.drafts import DraftState, read_state
from studio.form_circumstances import Sample, rights_of_role, sample_record
from studio.form_edits import places
from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import addresses_in
from web.addresses import is_fragment
from web.forms import Form
from web.pages import links_of, render_fragment, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/f/{name}/preview", include_in_schema=False)
DEVICES = ("desktop", "tablet", "phone")
THEMES = ("light", "dark")
PAGE, SHEET = "studio/form/preview.html", "studio/form/preview_sheet.html"


@dataclass(frozen=True)
class Looks:
    """As which role, on what, in which light and over which record the form is looked at."""

    role: str = ""
    device: str = DEVICES[0]
    theme: str = THEMES[0]
    record: str = ""


def looks_of(role: str = "", device: str = "", theme: str = "", record: str = "") -> Looks:
    """From the address; what there is not counts as nothing said."""
    known_device = device if device in DEVICES else DEVICES[0]
    return Looks(role, known_device, theme if theme in THEMES else THEMES[0], record)


Asked = Annotated[Looks, Depends(looks_of)]


@router.get("", name="studio_form_preview")
def show_preview(visit: BuilderVisit, request: Request, name: str, looks: Asked) -> Response:
    """The bar that says that nothing is saved, the choices, and the form in a window of its own."""
    state = read_state(visit)
    preview = Preview(visit, state, state.blueprint.document("form", name), looks)
    with visit.reading() as records:
        record = sample_record(records, preview.object_name, looks.record)
        label = records.labels(preview.object_name, [record.id]).get(record.id, "") if record else ""
    context: dict[str, Any] = {
        "state": state,
        "preview": preview,
        "looks": looks,
        "record_label": label,
        "devices": DEVICES,
        "themes": THEMES,
        "here": addresses_in(request, visit, DESIGNERS["form"], name),
        "sheet": links_of(request).url(
            "studio_form_sheet", tenant=visit.tenant, name=name, **vars_of(looks, record is not None)
        ),
    }
    return render_page(request, visit, PAGE, **context)


@router.get("/sheet", name="studio_form_sheet")
def show_sheet(visit: BuilderVisit, request: Request, name: str, looks: Asked) -> Response:
    """The form alone, alive."""
    return _sheet(visit, request, name, looks, Entries.of(()))


@router.post("/sheet", name="studio_form_try")
def try_sheet(visit: BuilderVisit, request: Request, name: str, looks: Asked, form: Form) -> Response:
    """The form as it is after what was typed; saving tells what would be missing and saves nothing."""
    texts = ((field, value) for field, value in form.multi_items() if isinstance(value, str))
    return _sheet(visit, request, name, looks, Entries.of(texts))


@dataclass(frozen=True)
class Preview:
    """A form of the draft under these looks."""

    visit: Visit
    state: DraftState
    document: Document
    looks: Looks

    @property
    def object_name(self) -> str:
        return str(self.document.body["object"])

    @cached_property
    def described(self) -> Object | None:
        return self.state.blueprint.objects.get(self.object_name)

    @property
    def role(self) -> str:
        """The role, where there is one of that name."""
        return self.looks.role if self.looks.role in self.state.blueprint.roles else ""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What stands against showing it."""
        return self.state.issues_under("form", self.document.name)

    @property
    def definition(self) -> FormDefinition:
        """Raises: Invalid, NotFound."""
        if self.issues:
            raise Invalid(self.issues)
        return compile_form(self.document, self.state.blueprint)

    @property
    def fields(self) -> Iterator[Field]:
        """The fields on the form."""
        names = [str(part.get("field")) for _, part in places(self.document.body) if part.get("field")]
        known = self.described.by_name if self.described else {}
        return (known[name] for name in names if name in known)

    def sample(self, request: Request, records: Records) -> Sample:
        record = sample_record(records, self.object_name, self.looks.record)
        blueprint = self.state.blueprint
        return Sample(request, self.visit, records, blueprint, self.object_name, self.role, record)

    @cached_property
    def withheld(self) -> tuple[list[Field], list[Field]]:
        """The fields on the form that the role may not see, and those that it may not change."""
        of_role, of_all = (
            rights_of_role(self.visit.tenant, self.state.blueprint, role) for role in (self.role, "")
        )
        readable, writable = of_role.readable(self.object_name), of_role.writable(self.object_name)
        hidden = [field for field in self.fields if field.name not in readable]
        open_fields = readable & of_all.writable(self.object_name) - writable
        return hidden, [f for f in self.fields if f.name in open_fields and f.writable]


def vars_of(looks: Looks, has_record: bool) -> dict[str, str]:
    return {"role": looks.role, "theme": looks.theme, "record": looks.record if has_record else ""}


def _sheet(visit: Visit, request: Request, name: str, looks: Looks, entries: Entries) -> Response:
    state = read_state(visit)
    preview = Preview(visit, state, state.blueprint.document("form", name), looks)
    action = links_of(request).url("studio_form_try", tenant=visit.tenant, name=name, **vars_of(looks, True))
    context: dict[str, Any] = {
        "preview": preview,
        "looks": looks,
        "action": action,
        "form": None,
        "tried": False,
    }
    if preview.described is None or preview.issues:
        return render_page(request, visit, SHEET, **context)
    with visit.reading() as records:
        bound, tried = _bind(preview, request, records, entries)
    context |= {"form": bound, "tried": tried}
    if is_fragment(request):
        status = 422 if tried and bound.issues else 200
        return render_fragment(request, visit, SHEET, "fields", status=status, **context)
    return render_page(request, visit, SHEET, **context)


def _bind(preview: Preview, request: Request, records: Records, entries: Entries) -> tuple[BoundForm, bool]:
    """The form with what was typed, and whether somebody tried to save it."""
    definition, sample = preview.definition, preview.sample(request, records)
    reading = read_form(definition, preview.state.blueprint, entries)
    own = {"prefix": "form", "tab": entries.text("_tab"), "reading": definition.purpose == "detail"}
    bound = bind(definition, sample.circumstances(typed=reading.values, **own))
    tried = "_action" in entries and reading.action.saves
    missing = tuple(_missing(bound)) if tried else ()
    if missing:
        bound = bind(definition, sample.circumstances(typed=reading.values, issues=missing, **own))
    return bound, tried


def _missing(bound: BoundForm) -> Iterator[Issue]:
    """What would be asked for before it could be saved."""
    for tab in bound.shown_tabs:
        for section in tab.sections:
            for item in section.items:
                if isinstance(item, BoundField) and section.visible and item.visible and _lacks(item):
                    label = item.field.label
                    yield Issue(
                        "required", pointer(item.field.name), "{field} is needed", values={"field": label}
                    )


def _lacks(item: BoundField) -> bool:
    return item.required and not item.readonly and item.shown.blank
