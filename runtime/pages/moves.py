"""Moving a record by drag: a card to another column, an event to another day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Invalid, Issue
from runtime.pages.board import BLANK, Board
from runtime.pages.day_ranges import day_of
from runtime.pages.events import RECORDS_CHANGED, telling
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
def move_event(
    request: Request, visit: PageVisit, form: Form, object: str, field: str, end: str = ""
) -> Response:
    """The record on another day; one with a time keeps it, and one that lasts for days as many of them.

    `date_before` is the day that was taken hold of, where that is not the first one.
    """
    day, record_id, names = _day(str(form.get("date", ""))), str(form.get("event", "")), _named(field, end)
    with visit.writing() as records:
        described, zone = records.live.blueprint.object(object), records.moment.zone
        record = records.get(object, record_id, names)
        before = {name: record.values.get(described.field(name).name) for name in names}
        held = form.get("date_before")
        origin = _day(str(held)) if held and end else None
        if origin is None and isinstance(before[field], dt.date):
            origin = day_of(before[field], zone)
        days = day - origin if origin else None
        records.update(
            object, record_id, {name: _moved(each, day, days, zone) for name, each in before.items()}
        )
        label = records.labels(object, [record_id]).get(record_id, "")
    answer = render_fragment(
        request, visit, "runtime/records/rescheduled.html", "rescheduled", moved=label, day=day
    )
    lasts = before.get(end) is not None  # its other days are drawn anew
    return telling(answer, RECORDS_CHANGED) if lasts else answer


def _named(field: str, end: str) -> tuple[str, ...]:
    return (field, end) if end and end != field else (field,)


def _day(text: str) -> dt.date:
    """Raises: Invalid."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            Issue("not_a_date", "/date", "“{value}” is not a day", values={"value": text[:40]})
        ) from None


def _moved(before: Any, day: dt.date, days: dt.timedelta | None, zone: dt.tzinfo) -> Any:
    """The value so many days later, at the same time of the day; a blank start gets the day."""
    if before is None and days is not None:
        return None
    if not isinstance(before, dt.date):
        return day
    to = day_of(before, zone) + (days or dt.timedelta())
    if isinstance(before, dt.datetime):
        return dt.datetime.combine(to, before.astimezone(zone).timetz()).astimezone(dt.UTC)
    return to
