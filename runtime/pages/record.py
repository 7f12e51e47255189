"""A record: its title, stages, key facts, everything its form shows, its related lists and its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import BoundRelated, Option, Showing, Shown, options_of, widget_of
from metamodel import Field, Object
from record_store.history import HistoryEntry
from record_store.queries import Query
from record_store.record import Record
from record_store.records import Records
from runtime.pages.form_sheet import FormSheet
from runtime.pages.list_state import everything
from runtime.pages.showing import showing_of
from runtime.pages.table_columns import Chosen, Row, RowLinks, TableColumn, columns_of, rows_of
from web.addresses import is_fragment
from web.forms import Form
from web.pages import links_of, redirect, render_fragment, render_page
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/record/record.html"
KEY_FACTS = 5
STAGE_NAMES = ("stage", "status", "phase")
FACT_KINDS = (
    "money",
    "lookup",
    "date",
    "percent",
    "user",
    "select",
    "number",
    "rating",
    "progress",
    "phone",
    "email",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the path: done, current, todo, won or lost."""

    option: Option
    state: str


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One field of a history entry."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history, in words."""

    entry: HistoryEntry
    who: str
    changes: tuple[ChangeInWords, ...]


@router.get("/{tenant}/o/{object}/{id}", name="record")
def show_record(request: Request, visit: PageVisit, object: str, id: str) -> Response:
    """The whole page; its content alone when htmx asks for it after a change."""
    with visit.reading() as records:
        context = read_record_page(request, visit, records, object, id)
        if is_fragment(request):
            return render_fragment(request, visit, TEMPLATE, "whole", **context)
        return render_page(request, visit, TEMPLATE, **context)


@router.get("/{tenant}/o/{object}/{id}/print", name="print_record")
def print_record(request: Request, visit: PageVisit, object: str, id: str) -> Response:
    """The record on paper: everything at once, nothing to click."""
    with visit.reading() as records:
        context = read_record_page(request, visit, records, object, id)
        return render_page(request, visit, "runtime/record/print.html", **context)


@router.get("/{tenant}/o/{object}/{id}/related/{other}/{via}", name="related")
def show_related(request: Request, visit: PageVisit, object: str, id: str, other: str, via: str) -> Response:
    """The first records of a related list, fetched when it comes into sight."""
    with visit.reading() as records:
        sheet = detail_sheet(request, visit, records, object, id)
        items = (item for item in sheet.bind({}).items if isinstance(item, BoundRelated))
        item = next((item for item in items if item.object.name == other and item.via.name == via), None)
        if item is None:
            return Response(status_code=204)
        columns, rows, more = read_related(request, visit, records, item, id)
        return render_fragment(
            request,
            visit,
            "runtime/record/related.html",
            "related",
            item=item,
            columns=columns,
            rows=rows,
            more=more,
            record_id=id,
            object=object,
        )


@router.post("/{tenant}/o/{object}/{id}/stage", name="move_stage")
def move_stage(request: Request, visit: PageVisit, form: Form, object: str, id: str) -> Response:
    """The record at the stage that was clicked."""
    with visit.writing() as records:
        field = stage_field(records.live.blueprint.object(object))
        if field is not None:
            records.update(object, id, {field.name: str(form.get("stage", ""))})
    if not is_fragment(request):
        return redirect(request, "record", tenant=visit.tenant, object=object, id=id)
    with visit.reading() as records:
        return render_fragment(
            request, visit, TEMPLATE, "whole", **read_record_page(request, visit, records, object, id)
        )


def read_record_page(
    request: Request, visit: Visit, records: Records, object: str, id: str
) -> dict[str, Any]:
    """Everything the record's page shows."""
    sheet = detail_sheet(request, visit, records, object, id)
    described, record, showing = sheet.definition.object, sheet.record, showing_of(request, visit)
    assert record is not None
    form = sheet.bind({})
    rights = records.rights
    stage = stage_field(described)
    stage = stage if stage and stage.name in rights.readable(object) else None
    may_update = rights.allows(object, "update")
    return {
        "form": form,
        "fragment": is_fragment(request),
        "described": described,
        "record": record,
        "title": records.labels(object, [record.id]).get(record.id) or "",
        "stage": stage,
        "stages": stages_of(stage, record, visit.locale) if stage else (),
        "may_explain": rights.can("users"),
        "may_stage": bool(stage and may_update and stage.name in rights.writable(object)),
        "facts": key_facts(records, described, record, showing),
        "owner": widget_of(described.by_name["owner"]).show(
            described.by_name["owner"], record.values.get("owner"), showing
        ),
        "events": history_of(records, described, record.id, showing),
        "editable": rights.writable(object) if may_update else frozenset(),
        "may_update": may_update,
        "may_delete": rights.allows(object, "delete"),
        "may_create": rights.allows(object, "create"),
    }


def detail_sheet(request: Request, visit: Visit, records: Records, object: str, id: str) -> FormSheet:
    return FormSheet(
        request, visit, records, object, "detail", record=records.get(object, id), prefix="detail"
    )


def stage_field(described: Object) -> Field | None:
    """The choice that says how far a record is: named by the object, or by the name people give it."""
    named = described.document.body.get("stage_field")
    wanted = (str(named),) if named else STAGE_NAMES
    fields = (described.by_name.get(name) for name in wanted)
    return next((field for field in fields if field is not None and field.type.kind == "select"), None)


def stages_of(field: Field, record: Record, locale: str) -> tuple[Stage, ...]:
    """The way through the stages; of the ends that stand for won and lost only the reached one is coloured."""
    value = record.values.get(field.name)
    options = options_of(field, locale, value)
    values = [option.value for option in options]
    at = values.index(value) if value in values else -1
    return tuple(Stage(option, _state(option, index, at)) for index, option in enumerate(options))


def key_facts(
    records: Records, described: Object, record: Record, showing: Showing
) -> list[tuple[Field, Shown]]:
    """The few values that say what the record is, the most telling kinds first."""
    stage = stage_field(described)
    left_out = {described.title_field, stage.name if stage else ""}
    fields = [
        f
        for f in described.fields
        if f.name in record.values and f.name not in left_out and f.type.kind in FACT_KINDS
    ]
    fields.sort(key=lambda field: FACT_KINDS.index(field.type.kind))
    facts = [(field, widget_of(field).show(field, record.values[field.name], showing)) for field in fields]
    return [fact for fact in facts if not fact[1].blank][:KEY_FACTS]


def history_of(records: Records, described: Object, id: str, showing: Showing) -> tuple[Event, ...]:
    """The history in words, the newest first."""
    return tuple(
        Event(entry, entry.by.label if entry.by else "", _changes(described, entry, showing))
        for entry in records.history(described.name, id)
    )


def read_related(
    request: Request, visit: Visit, records: Records, item: BoundRelated, id: str
) -> tuple[tuple[TableColumn, ...], list[Row], bool]:
    """Columns and first rows of a related list, and whether there are more."""
    other = item.object
    view = everything(other)
    chosen = Chosen(tuple(item.columns))
    columns = columns_of(records.live.blueprint, records.rights, view, other, chosen, visit.locale)
    fields = tuple({other.title_field, *(column.key for column in columns)})
    query = Query(
        other.name, filter=f'{item.via.name} = "{id}"', sort=("-updated_at",), fields=fields, limit=item.limit
    )
    page = records.page(query)
    links = RowLinks.of(links_of(request), visit.tenant, other.name)
    rows = rows_of(page.records, columns, other.title_field, showing_of(request, visit), links)
    return columns, rows, page.next is not None


def _changes(described: Object, entry: HistoryEntry, showing: Showing) -> tuple[ChangeInWords, ...]:
    if entry.action == "created":
        return ()
    found = []
    for name, (before, after) in entry.changes.items():
        field = described.by_name.get(name)
        if field is not None:
            found.append(
                ChangeInWords(
                    field.label.text(showing.locale),
                    _text(field, before, showing),
                    _text(field, after, showing),
                )
            )
    return tuple(found)


def _text(field: Field, value: Any, showing: Showing) -> str:
    if field.type.kind == "lines":
        return (
            str(value)
            if isinstance(value, int)
            else str(len(value))
            if isinstance(value, list | tuple)
            else ""
        )
    return widget_of(field).show(field, value, showing).text


def _state(option: Option, index: int, at: int) -> str:
    if index == at:
        return {"green": "won", "red": "lost"}.get(option.color, "current")
    return "done" if index < at and option.color not in ("green", "red") else "todo"
