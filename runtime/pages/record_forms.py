"""Making and changing a record by its form, on a page of its own or in a drawer over another page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from form_engine import number_in, widget_of
from metamodel import Conflict, Field, Invalid, Issue, NotAllowed, NotFound
from record_store.form_drafts import FormDraft
from record_store.history import HistoryEntry, entries_since
from record_store.records import Records
from runtime.pages.conflict import Difference, read_differences, settled
from runtime.pages.drafts import CONTINUE, forget_draft, typed_again, waiting_draft
from runtime.pages.events import telling_of_made
from runtime.pages.form_sheet import TAB, FormSheet
from runtime.pages.screens import PURPOSE, drawn_purpose, form_purpose
from runtime.pages.uploads import store_uploads
from ui_kit.dom_ids import MAIN, dom_id
from web.addresses import is_fragment, safe_next
from web.forms import Form
from web.pages import links_of, redirect, redirect_to, render_fragment, render_page
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/record/form.html"
QUICK = "runtime/record/quick.html"
CONFLICT = "runtime/record/conflict.html"
NEXT = "_next"
REFUSALS = (Invalid, NotAllowed, NotFound, Conflict)


@router.get("/{tenant}/o/{object}/new", name="new_record")
def new_record(request: Request, visit: PageVisit, object: str) -> Response:
    """The form of a new record; parameters of the address are its first values."""
    with visit.reading() as records:
        records.rights.require(object, "create")
        return _begin(
            FormSheet(
                request, visit, records, object, form_purpose(request), given=_given(request, records, object)
            )
        )


@router.post("/{tenant}/o/{object}/new", name="create_record")
def create_record(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """To the new record; the form again where something is wrong or only a part of it is to be drawn anew."""
    uploads = store_uploads(visit, object, form)
    with visit.reading() as records:
        records.rights.require(object, "create")
        sheet = FormSheet(request, visit, records, object, drawn_purpose(form))
        reading = sheet.read(form, uploads.entries)
        issues = uploads.issues + sheet.missing(reading)
        if not reading.action.saves or issues:
            return _draw(sheet, reading.values, issues, _tab(form))
        values = sheet.kept(reading)
    try:
        with visit.writing() as records:
            made = records.create(object, values)
            forget_draft(records, visit, object)
    except REFUSALS as refused:
        with visit.reading() as records:
            sheet = FormSheet(request, visit, records, object, drawn_purpose(form))
            return _draw(sheet, reading.values, refused.issues, _tab(form))
    if reading.action.name == "save_and_new":
        return redirect(request, "new_record", tenant=visit.tenant, object=object, done=made.id)
    return _leave(request, visit, form, object, made.id)


@router.get("/{tenant}/o/{object}/quick", name="quick_record")
def quick_record(request: Request, visit: PageVisit, object: str) -> Response:
    """The short form of a new record in a drawer; without script the whole form."""
    if not is_fragment(request):
        return redirect_to(
            request,
            f"{links_of(request).url('new_record', tenant=visit.tenant, object=object)}?{request.url.query}",
        )
    with visit.reading() as records:
        records.rights.require(object, "create")
        sheet = _quick_sheet(request, visit, records, object)
        draft = waiting_draft(visit, records, object, purpose="quick")
        if draft is None or CONTINUE not in request.query_params:
            return _draw_quick(sheet, draft=draft)
        return _draw_quick(sheet, sheet.read(typed_again(draft)).values, block="drawer")


@router.post("/{tenant}/o/{object}/quick", name="create_quick")
def create_quick(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """The new record in a toast, and the page behind told of it; the drawer again where something is wrong."""
    uploads = store_uploads(visit, object, form)
    with visit.reading() as records:
        sheet = _quick_sheet(request, visit, records, object)
        reading = sheet.read(form, uploads.entries)
        issues = uploads.issues + sheet.missing(reading)
        if not reading.action.saves or issues:
            return _draw_quick(sheet, reading.values, issues)
        values = {**sheet.given, **sheet.kept(reading)}
    try:
        with visit.writing() as records:
            made = records.create(object, values)
            forget_draft(records, visit, object, purpose="quick")
            label = records.labels(object, [made.id]).get(made.id, "")
    except REFUSALS as refused:
        with visit.reading() as records:
            return _draw_quick(_quick_sheet(request, visit, records, object), reading.values, refused.issues)
    described = visit.live.blueprint.object(object)
    answer = render_fragment(
        request, visit, "runtime/record/made.html", "made", described=described, id=made.id, label=label
    )
    return telling_of_made(answer, object, made.id, label)


@router.get("/{tenant}/o/{object}/{id}/edit", name="edit_record")
def edit_record(request: Request, visit: PageVisit, object: str, id: str) -> Response:
    """The form of a record that is there."""
    with visit.reading() as records:
        records.rights.require(object, "update")
        return _begin(
            FormSheet(request, visit, records, object, form_purpose(request), record=records.get(object, id))
        )


@router.post("/{tenant}/o/{object}/{id}/edit", name="save_record")
def save_record(request: Request, visit: PageVisit, form: Form, object: str, id: str) -> Response:
    """Back to the record; the form again where something is wrong, a choice where somebody else was quicker."""
    uploads = store_uploads(visit, object, form)
    with visit.reading() as records:
        records.rights.require(object, "update")
        record = records.get(object, id)
        sheet = FormSheet(request, visit, records, object, drawn_purpose(form), record=record)
        reading = sheet.read(form, uploads.entries)
        issues = uploads.issues + sheet.missing(reading)
        if not reading.action.saves or issues:
            return _draw(sheet, reading.values, issues, _tab(form))
        values, changes = sheet.kept(reading), sheet.changes_since(reading.version)
        clashes = read_differences(sheet, values, changes)
        if clashes:
            return _draw_conflict(sheet, clashes, changes, form)
    try:
        with visit.writing() as records:
            if values:
                records.update(object, id, values, record.version)
            forget_draft(records, visit, object, record.id)
    except REFUSALS as refused:
        with visit.reading() as records:
            sheet = FormSheet(
                request, visit, records, object, drawn_purpose(form), record=records.get(object, id)
            )
            return _draw(sheet, reading.values, refused.issues, _tab(form))
    return _leave(request, visit, form, object, id)


@router.post("/{tenant}/o/{object}/{id}/conflict", name="settle_conflict")
def settle_conflict(request: Request, visit: PageVisit, form: Form, object: str, id: str) -> Response:
    """The record as the person decided; the choice once more where somebody was quicker again."""
    with visit.reading() as records:
        record = records.get(object, id)
        sheet = FormSheet(request, visit, records, object, drawn_purpose(form), record=record)
        reading = sheet.read(form)
        mine, changes = sheet.kept(reading), sheet.changes_since(reading.version)
        seen = number_in(str(form.get("_shown_version", "")))
        newer = entries_since(records, object, record.id, seen) if seen and seen < record.version else ()
        if any(name in mine for entry in newer for name in entry.changes):
            return _draw_conflict(sheet, read_differences(sheet, mine, changes), changes, form)
        values = settled(mine, changes, form)
    try:
        with visit.writing() as records:
            if values:
                records.update(object, id, values, record.version)
            forget_draft(records, visit, object, record.id)
    except REFUSALS as refused:
        typed = {name: raw for name, raw in reading.values.items() if name in values or name not in mine}
        with visit.reading() as records:
            record = records.get(object, id)
            sheet = FormSheet(request, visit, records, object, drawn_purpose(form), record=record)
            return _draw(sheet, typed, refused.issues, _tab(form))
    return redirect(request, "record", tenant=visit.tenant, object=object, id=id)


def _begin(sheet: FormSheet) -> Response:
    """The form as it begins: with the draft that waits where the person asks for it, else with word of it."""
    draft = waiting_draft(sheet.visit, sheet.records, sheet.object, sheet.record.id if sheet.record else "")
    if draft is None:
        return _draw(sheet)
    if CONTINUE not in sheet.request.query_params:
        return _draw(sheet, draft=draft)
    form = typed_again(draft)
    sheet = replace(sheet, version=draft.version, purpose=drawn_purpose(form))
    return _draw(sheet, sheet.read(form).values, tab=_tab(form), continued=draft)


def _draw(
    sheet: FormSheet,
    typed: Any = None,
    issues: tuple[Issue, ...] = (),
    tab: str = "",
    *,
    draft: FormDraft | None = None,
    continued: FormDraft | None = None,
) -> Response:
    """The page, or its form alone where htmx asks for it; `draft` waits, `continued` is what it begins with."""
    form, request, visit = sheet.bind(typed, issues, tab), sheet.request, sheet.visit
    links, here = links_of(request), {"tenant": visit.tenant, "object": sheet.object}
    action = (
        links.url("save_record", **here, id=sheet.record.id)
        if sheet.record
        else links.url("create_record", **here)
    )
    context = {
        "form": form,
        "action": action,
        "record": sheet.record,
        "next": _next(request),
        "label": _label(sheet),
        "draft": draft,
        "continued": continued,
        "again": _with_draft(request),
    }
    status = 422 if issues else 200
    if is_fragment(request) and typed is not None and continued is None:
        return render_fragment(request, visit, TEMPLATE, "fields", status=status, **context)
    return render_page(request, visit, TEMPLATE, status=status, **context)


def _draw_quick(
    sheet: FormSheet,
    typed: Any = None,
    issues: tuple[Issue, ...] = (),
    *,
    draft: FormDraft | None = None,
    block: str = "",
) -> Response:
    form, request = sheet.bind(typed, issues), sheet.request
    here = {"tenant": sheet.visit.tenant, "object": sheet.object}
    context = {
        "form": form,
        "action": links_of(request).url("create_quick", **here)
        + (f"?{request.url.query}" if request.url.query else ""),
        "whole": links_of(request).url("new_record", **here)
        + (f"?{request.url.query}" if request.url.query else ""),
        "draft": draft,
        "again": _with_draft(request),
    }
    block = block or ("drawer" if typed is None else "fields")
    return render_fragment(request, sheet.visit, QUICK, block, status=422 if issues else 200, **context)


def _draw_conflict(
    sheet: FormSheet, differences: tuple[Difference, ...], changes: tuple[HistoryEntry, ...], form: FormData
) -> Response:
    """Mine, theirs and before, field by field; what only one of us changed needs no choice."""
    context: dict[str, Any] = {
        "differences": differences,
        "described": sheet.definition.object,
        "record": sheet.record,
        "version": str(form.get("_version", "")),
        "purpose": str(form.get(PURPOSE, "")),
        "posted": [
            (name, text) for name, text in form.multi_items() if isinstance(text, str) and name[:1] != "_"
        ],
        "who": changes[-1].by.label if changes and changes[-1].by else "",
        "label": _label(sheet),
    }
    if not is_fragment(sheet.request):
        return render_page(sheet.request, sheet.visit, CONFLICT, status=409, **context)
    answer = render_fragment(sheet.request, sheet.visit, CONFLICT, "content", status=409, **context)
    answer.headers.update({"HX-Retarget": f"#{MAIN}", "HX-Reswap": "innerHTML"})
    return answer


def _quick_sheet(request: Request, visit: Visit, records: Records, object: str) -> FormSheet:
    given = _given(request, records, object)
    return FormSheet(request, visit, records, object, "quick", given=given, prefix=dom_id("quick", object))


def _given(request: Request, records: Records, object: str) -> dict[str, Any]:
    """The values that the address brings along, of fields the person may give one and that one text can fill."""
    fields, writable = records.live.blueprint.object(object).by_name, records.rights.writable(object)
    sent = ((name, value) for name, value in request.query_params.items() if name in writable)
    return {name: value for name, value in sent if _is_one_text(fields[name])}


def _is_one_text(field: Field) -> bool:
    return field.type.kind != "lines" and not widget_of(field).parts


def _leave(request: Request, visit: Visit, form: FormData, object: str, id: str) -> Response:
    record = links_of(request).url("record", tenant=visit.tenant, object=object, id=id)
    return redirect_to(request, safe_next(str(form.get(NEXT, "")), record))


def _with_draft(request: Request) -> str:
    """The address of this form with its draft in it."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != CONTINUE]
    return f"{request.url.path}?{urlencode([*query, (CONTINUE, '1')])}"


def _next(request: Request) -> str:
    return safe_next(request.query_params.get("next"), "")


def _tab(form: FormData) -> str:
    return str(form.get(TAB, ""))


def _label(sheet: FormSheet) -> str:
    if sheet.record is None:
        return ""
    return sheet.records.labels(sheet.object, [sheet.record.id]).get(sheet.record.id, "")
