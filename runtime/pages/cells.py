"""Changing one value where it stands: in a cell of a list or a fact of a record."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import BoundField, Entries, Forms, bind, read_form, widget_of
from metamodel import Invalid, Issue, NotAllowed, pointer
from metamodel.field import Field
from record_store.record import Record
from record_store.records import Records
from runtime.pages.events import RECORD_EDITED, telling
from runtime.pages.showing import circumstances_of, showing_of
from runtime.pages.uploads import store_uploads, with_descriptions
from ui_kit.dom_ids import dom_id
from web.forms import Form
from web.pages import render_fragment
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
WAS = "_was"
"""The value that the editor was opened with, as typed: who changed it meanwhile is not overwritten unseen."""


@router.get("/{tenant}/o/{object}/{id}/cells/{field}", name="cell")
def edit_cell(request: Request, visit: PageVisit, object: str, id: str, field: str) -> Response:
    """The editor of one value."""
    with visit.reading() as records:
        return _editor(request, visit, records, _read(records, object, id, field), field)


@router.post("/{tenant}/o/{object}/{id}/cells/{field}", name="save_cell")
def save_cell(request: Request, visit: PageVisit, form: Form, object: str, id: str, field: str) -> Response:
    """The value as it is now; the editor again with what is wrong."""
    uploads = store_uploads(visit, object, form)
    with visit.reading() as records:
        record = _read(records, object, id, field)
        definition = Forms.of(records.live).of_field(object, field)
        reading = read_form(
            definition, records.live.blueprint, Entries.of([*form.multi_items(), *uploads.entries])
        )
        described = definition.object.field(field)
        was, now = str(form.get(WAS, "")), _fingerprint(request, visit, described, record)
        if was != now and field in reading.values:
            return _editor(request, visit, records, record, field, reading.values, (_changed(described),))
    try:
        with visit.writing() as records:
            if reading.values:
                records.update(object, id, with_descriptions(records, definition.object, reading.values))
            saved = records.get(object, id, (field,))
    except (Invalid, NotAllowed) as refused:
        with visit.reading() as records:
            return _editor(request, visit, records, record, field, reading.values, refused.issues)
    shown = widget_of(described).show(described, saved.values.get(field), showing_of(request, visit))
    return telling(
        render_fragment(request, visit, "runtime/records/cell.html", "shown", shown=shown), RECORD_EDITED
    )


def _read(records: Records, object_name: str, id: str, field: str) -> Record:
    """The record with the value and what decides what the value may be. Raises: NotFound."""
    deciding = Forms.of(records.live).of_field(object_name, field).watched
    readable = records.rights.readable(object_name)
    return records.get(object_name, id, (field, *sorted((deciding & readable) - {field})))


def _editor(
    request: Request,
    visit: Visit,
    records: Records,
    record: Record,
    field: str,
    typed: dict[str, Any] | Any = None,
    issues: tuple[Issue, ...] = (),
) -> Response:
    circumstances = circumstances_of(
        request,
        visit,
        records,
        values=record.values,
        typed=typed or {},
        issues=issues,
        id=record.id,
        prefix=dom_id("cell", record.id),
    )
    bound = bind(Forms.of(records.live).of_field(record.object, field), circumstances)
    item = bound.fields.get(field)
    if item is None or item.readonly:
        raise NotAllowed(Issue("readonly", pointer(field), "This value cannot be changed here"))
    return render_fragment(
        request,
        visit,
        "runtime/records/cell_editor.html",
        "editor",
        status=422 if issues else 200,
        item=item,
        record=record,
        was=_fingerprint(request, visit, item.field, record),
        elsewhere=_elsewhere(issues, item),
    )


def _elsewhere(issues: tuple[Issue, ...], item: BoundField) -> tuple[Issue, ...]:
    """Issues of other fields, which the editor has no place for but must tell."""
    return tuple(issue for issue in issues if issue.path.split("/")[1:2] != [item.field.name])


def _fingerprint(request: Request, visit: Visit, field: Field, record: Record) -> str:
    return repr(widget_of(field).typed(field, record.values.get(field.name), showing_of(request, visit)))


def _changed(field: Field) -> Issue:
    return Issue(
        "changed_meanwhile",
        pointer(field.name),
        "Someone else changed {field} in the meantime",
        "Save once more to keep your value",
        {"field": field.label},
    )
