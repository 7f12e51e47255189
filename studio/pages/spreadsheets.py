"""From a spreadsheet to an object: send a file, look at the guesses, choose, make it, take it back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from data_exchange import own_import
from metamodel import Conflict, Invalid, Issue, NotAllowed
from metamodel.field_types import FIELD_TYPES
from metamodel.labels import Label
from studio.drafts import read_state
from studio.pages.studio_visit import BuilderVisit
from studio.spreadsheets import (
    ObjectPlan,
    PlannedColumn,
    Sheet,
    guessed_plan,
    keep_file,
    make_object,
    makings_of,
    open_sheet,
    preview_rows,
    read_plan,
    undo_making,
)
from studio.spreadsheets.preview import is_number
from web.errors import status_of
from web.forms import Form
from web.pages import links_of, redirect, redirect_to, render_fragment, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/spreadsheets", include_in_schema=False)
MANY = 3
"""So many samples and misfits are shown of a column."""


@router.get("", name="studio_spreadsheets")
def ask_for_file(visit: BuilderVisit, request: Request) -> Response:
    """Where a file is chosen."""
    visit.require("import")
    return render_page(request, visit, "studio/spreadsheet_new.html", state=read_state(visit), issues=())


@router.post("", name="studio_spreadsheet_upload")
def take_file(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """Keep the file; on to its columns."""
    visit.require("import")
    sent = form.get("file")
    try:
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise Invalid(Issue("required", "/file", "Choose a file first"))
        file = keep_file(visit, sent.filename, sent.file.read())
    except Invalid as refused:
        context: dict[str, Any] = {"state": read_state(visit), "issues": refused.issues}
        return render_page(request, visit, "studio/spreadsheet_new.html", status=422, **context)
    return redirect(request, "studio_spreadsheet", tenant=visit.tenant, file=file)


@router.get("/made/{id}", name="studio_spreadsheet_made")
def show_making(visit: BuilderVisit, request: Request, id: str) -> Response:
    """How far the rows are, then what came of it."""
    with visit.reading() as records:
        entry = own_import(records, id)
        described = records.live.blueprint.objects.get(entry.object)
    making = makings_of(request.app).get(id)
    context: dict[str, Any] = {
        "entry": entry,
        "described": described,
        "making": making,
        "label": described.label if described else Label.of(entry.object),
        "is_going": entry.status == "rehearsed" and not (making and making.is_over),
        "issues": making.failed if making else (),
    }
    if request.headers.get("hx-request") and "studio-made" in request.headers.get("hx-target", ""):
        return render_fragment(request, visit, "studio/spreadsheet_made.html", "made", **context)
    return render_page(request, visit, "studio/spreadsheet_made.html", state=read_state(visit), **context)


@router.post("/made/{id}/undo", name="studio_spreadsheet_undo")
def undo(visit: BuilderVisit, request: Request, id: str) -> Response:
    """The rows to the trash, the object too, as if the file had not been brought."""
    undo_making(visit, id)
    return redirect(request, "studio", tenant=visit.tenant)


@router.get("/{file}", name="studio_spreadsheet")
def show_sheet(visit: BuilderVisit, request: Request, file: str, sheet: str = "") -> Response:
    visit.require("import")
    try:
        opened = open_sheet(visit, file, sheet or None)
    except Invalid as refused:
        context: dict[str, Any] = {"state": read_state(visit), "issues": refused.issues}
        return render_page(request, visit, "studio/spreadsheet_new.html", status=422, **context)
    return _page(visit, request, opened, _guessed(visit, opened))


@router.post("/{file}/preview", name="studio_spreadsheet_preview")
def preview(visit: BuilderVisit, request: Request, file: str, form: Form) -> Response:
    """The rows as they would be with these choices, and how the chosen types fit."""
    opened = open_sheet(visit, file, str(form.get("sheet", "")) or None)
    plan = read_plan(opened, form, _guessed(visit, opened))
    context = _context(visit, opened, plan)
    return render_fragment(request, visit, "studio/spreadsheet.html", "chosen", **context)


@router.post("/{file}", name="studio_spreadsheet_make")
def make(visit: BuilderVisit, request: Request, file: str, form: Form) -> Response:
    """Publish the object and bring the rows in."""
    opened = open_sheet(visit, file, str(form.get("sheet", "")) or None)
    plan = read_plan(opened, form, _guessed(visit, opened))
    try:
        making = make_object(request.app, visit, opened, plan)
    except (Invalid, Conflict, NotAllowed) as refused:
        return _page(visit, request, opened, plan, refused.issues, status_of(refused))
    address = links_of(request).url("studio_spreadsheet_made", tenant=visit.tenant, id=making.import_id)
    return redirect_to(request, address)


def _guessed(visit: Visit, sheet: Sheet) -> ObjectPlan:
    return guessed_plan(sheet, visit.releases.draft(visit.tenant).blueprint.objects)


def _page(
    visit: Visit,
    request: Request,
    sheet: Sheet,
    plan: ObjectPlan,
    issues: tuple[Issue, ...] = (),
    status: int = 200,
) -> Response:
    context = {**_context(visit, sheet, plan), "state": read_state(visit), "issues": issues}
    return render_page(request, visit, "studio/spreadsheet.html", status=status, **context)


def _context(visit: Visit, sheet: Sheet, plan: ObjectPlan) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "plan": plan,
        "columns": [(column, _types(column)) for column in plan.columns],
        "rows": preview_rows(sheet, plan, visit.locale),
        "is_number": is_number,
        "objects": visit.releases.draft(visit.tenant).blueprint.objects,
        "samples": _samples,
        "many": MANY,
    }


def _types(column: PlannedColumn) -> list[dict[str, Any]]:
    """The types that may be chosen, the best first; those that most values do not fit are left out."""
    found = sorted(
        column.guess.others.values(), key=lambda choice: (-choice.proposal.confidence, choice.fit.misfits)
    )
    kept = [choice for choice in found if 2 * choice.fit.misfits <= _read(column, choice.fit.is_sample)]
    return [
        {
            "value": choice.kind,
            "label": FIELD_TYPES[choice.kind].label,
            "misfits": choice.fit.misfits,
            "is_sample": choice.fit.is_sample,
        }
        for choice in kept
    ]


def _read(column: PlannedColumn, is_sample: bool) -> int:
    """How many cells were read to say how a type fits."""
    filled = column.guess.column.filled
    return min(filled, 1000) if is_sample else filled


def _samples(column: PlannedColumn) -> list[str]:
    return [text[:40] for text in column.guess.column.texts[:MANY]]
