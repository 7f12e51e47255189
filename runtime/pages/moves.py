"""Moving a record by drag: a card to another column, an event to another day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Invalid, Issue
from runtime.pages.board import BLANK, Board
from runtime.pages.list_state import state_of
from runtime.pages.showing import showing_of
from runtime.pages.table_columns import RowLinks
from web.forms import Form
from web.pages import links_of, render_fragment
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)


@router.post("/{tenant}/o/{object}/move", name="move_card")
def move_card(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """The card in its new column, with the figures over both columns; a refusal moves it back."""
    card, to, origin = (str(form.get(name, "")) for name in ("card", "column", "column_before"))
    with visit.writing() as records:
        state = state_of(records, object, request.query_params)
        board = Board(records, state, (), showing_of(request, visit), RowLinks(""))
        records.update(object, card, {board.group.name: None if to == BLANK else to})
        changed = [column for column in board.heads() if column.value in (to, origin)]
        label = records.labels(object, [card]).get(card, "")
    name = next((column.label for column in changed if column.value == to), "")
    context: dict[str, Any] = {
        "changed": changed,
        "moved": label,
        "column_label": name or board.group.label.text(visit.locale),
        "undo": links_of(request).url("move_card", tenant=visit.tenant, object=object, **state.address()),
        "undo_values": {"card": card, "column": origin, "column_before": to},
        "state": state,
        "described": state.described,
    }
    return render_fragment(request, visit, "runtime/records/figures.html", "figures", **context)


@router.post("/{tenant}/o/{object}/reschedule/{field}", name="move_event")
def move_event(request: Request, visit: PageVisit, form: Form, object: str, field: str) -> Response:
    """The record on another day; one with a time keeps it."""
    day, record_id = _day(str(form.get("date", ""))), str(form.get("event", ""))
    with visit.writing() as records:
        described = records.live.blueprint.object(object)
        record = records.get(object, record_id, (field,))
        value = _moved(record.values.get(described.field(field).name), day, records.moment.zone)
        records.update(object, record_id, {field: value})
        label = records.labels(object, [record_id]).get(record_id, "")
    return render_fragment(
        request, visit, "runtime/records/rescheduled.html", "rescheduled", moved=label, day=day
    )


def _day(text: str) -> dt.date:
    """Raises: Invalid."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            Issue("not_a_date", "/date", "“{value}” is not a day", values={"value": text[:40]})
        ) from None


def _moved(before: Any, day: dt.date, zone: dt.tzinfo) -> Any:
    if isinstance(before, dt.datetime):
        return dt.datetime.combine(day, before.astimezone(zone).timetz()).astimezone(dt.UTC)
    return day
