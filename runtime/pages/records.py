"""The records of an object: as a list, a board, a calendar or a gallery, as its views say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Invalid, Issue, Label
from metamodel.view import View
from record_store.records import Records
from runtime.pages.board import Board, key_of
from runtime.pages.filters import FilterBar
from runtime.pages.grouping import Section, groupable, grouping_of
from runtime.pages.list_state import UNGROUPED, ListState, state_of
from runtime.pages.month import Calendar, span_of
from runtime.pages.preferences import chosen_columns
from runtime.pages.row_colors import named_color, names_of
from runtime.pages.showing import showing_of
from runtime.pages.table_columns import Chosen, RowLinks, TableColumn, choosable, columns_of, rows_of
from runtime.pages.time_bars import SCALES, Timeline
from web.addresses import is_fragment
from web.localisation import translator
from web.pages import links_of, render_fragment, render_page
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
PAGE = 50
CANVAS_REFUSED = "runtime/records/canvas_refused.html"
CARD_FACTS = 4
AFTER = "="
"""Stands before the key of the group that a page ended in: a key may be empty."""
Show = Callable[[Request, Visit, Records, ListState, dict[str, Any]], Response]


@router.get("/{tenant}/o/{object}", name="records")
def show_records(request: Request, visit: PageVisit, object: str) -> Response:
    """The view that the address names; further rows alone when htmx asks for them."""
    with visit.reading() as records:
        records.rights.require(object, "read")
        if is_canvas(request):
            return _show_canvas(request, visit, records, object)
        state = state_of(records, object, request.query_params)
        try:
            return _show(request, visit, records, state)
        except Invalid as refused:
            if not state.filter:
                raise
            return _show(
                request, visit, records, replace(state, filter="", cursor=None), state.filter, refused.issues
            )


def is_canvas(request: Request) -> bool:
    """Whether the studio asks for a view of the draft, as a picture that nothing is changed in."""
    return is_fragment(request) and bool(request.query_params.get("canvas"))


def _show_canvas(request: Request, visit: Visit, records: Records, object: str) -> Response:
    """The view as the draft has it; what is wrong with it is said in its place. Raises: NotAllowed, NotFound."""
    visit.require("studio")
    name = request.query_params.get("view", "")
    view = View(visit.releases.draft(visit.tenant).blueprint.document("view", name))
    described = records.live.blueprint.object(object)
    cursor = request.query_params.get("cursor") or None
    try:
        return _show(request, visit, records, ListState(described, (view,), view, cursor=cursor, canvas="1"))
    except Invalid as refused:
        return render_fragment(request, visit, CANVAS_REFUSED, "refused", issues=refused.issues)


def _show(
    request: Request,
    visit: Visit,
    records: Records,
    state: ListState,
    refused_filter: str = "",
    issues: tuple[Issue, ...] = (),
) -> Response:
    """`refused_filter` is what the person wrote and could not be understood; it stays in the box."""
    needed = NEEDED.get(state.view.type.kind, ())
    hidden = any(
        state.view.setting(name) not in records.rights.readable(state.described.name) for name in needed
    )
    show: Show = show_list if hidden else SHOWN_AS.get(state.view.type.kind, show_list)
    locale, translate = translator(request)
    sentences = tuple(issue.sentence(locale, translate) for issue in issues)
    filters = FilterBar.of(records, state, showing_of(request, visit), refused_filter, sentences)
    return show(request, visit, records, state, {"filters": filters, "state": state})


def show_list(
    request: Request, visit: Visit, records: Records, state: ListState, common: dict[str, Any]
) -> Response:
    columns, showing = _columns(request, visit, records, state), showing_of(request, visit)
    grouping = grouping_of(records, state, columns, showing)
    if grouping is None:
        state = replace(state, group=UNGROUPED) if state.grouped_by else state
    title = state.described.title_field
    grouped, colored = (grouping.path,) if grouping else (), named_color(records, state)
    page = records.page(
        state.query(tuple({title, *grouped, *names_of(colored), *(column.key for column in columns)}), PAGE)
    )
    rows = rows_of(page.records, columns, title, showing, _row_links(request, visit, state), colored)
    sent = request.query_params.get("after", "")
    after = sent.removeprefix(AFTER) if state.cursor and sent.startswith(AFTER) else None
    sections = grouping.sections(page.records, rows, after) if grouping else [Section(None, rows)]
    offered = choosable(records.live.blueprint, records.rights, state.described, visit.locale)
    context = {
        **common,
        "columns": columns,
        "choosable": offered,
        "groupable": groupable({column.key: column for column in (*columns, *offered)}.values()),
        "grouping": grouping,
        "sections": sections,
        "rows": rows,
        "next": page.next,
        "last_group": AFTER + key_of(page.records[-1].values.get(grouping.path)) if grouping and rows else "",
    }
    return _answer(request, visit, records, state, "runtime/records/list.html", context)


def show_gallery(
    request: Request, visit: Visit, records: Records, state: ListState, common: dict[str, Any]
) -> Response:
    columns = tuple(column for column in _columns(request, visit, records, state) if not column.title)[
        :CARD_FACTS
    ]
    title, image = state.described.title_field, state.view.setting("image")
    colored = named_color(records, state)
    fields = {title, *(column.key for column in columns), *((image,) if image else ()), *names_of(colored)}
    page = records.page(state.query(tuple(fields), PAGE))
    showing = showing_of(request, visit)
    pictures = {record.id: _picture(record.values.get(image), showing.file_link) for record in page.records}
    rows = rows_of(page.records, columns, title, showing, _row_links(request, visit, state), colored)
    context = {**common, "rows": rows, "pictures": pictures, "next": page.next}
    return _answer(request, visit, records, state, "runtime/records/gallery.html", context)


def show_board(
    request: Request, visit: Visit, records: Records, state: ListState, common: dict[str, Any]
) -> Response:
    board = Board(
        records,
        replace(state, cursor=None),
        _card_columns(request, visit, records, state),
        showing_of(request, visit),
        _row_links(request, visit, state),
    )
    column = request.query_params.get("column")
    if column is not None and is_fragment(request):
        rows, after = board.cards(column, state.cursor)
        more = {**common, "column_value": column, "rows": rows, "next": after, "group": board.group.name}
        return render_fragment(
            request, visit, "runtime/records/board.html", "cards", described=state.described, **more
        )
    may_move = board.group.name in records.rights.writable(state.described.name) and board.group.writable
    context = {**common, "board_columns": board.read(), "group": board.group, "may_move": may_move}
    return _answer(request, visit, records, state, "runtime/records/board.html", context)


def show_calendar(
    request: Request, visit: Visit, records: Records, state: ListState, common: dict[str, Any]
) -> Response:
    sheet = Calendar(records, state, showing_of(request, visit))
    today = records.moment.today
    unit = "week" if request.query_params.get("unit") == "week" else "month"
    span = span_of(_day(request.query_params.get("day"), today), unit)
    name = sheet.date_field.name
    end = state.view.setting("end")
    moved, writable = {name, *((end,) if end else ())}, records.rights.writable(state.described.name)
    may_move = moved <= writable and records.rights.allows(state.described.name, "update")
    context = {
        **common,
        "span": span,
        "weeks": sheet.weeks(span, today),
        "today": today,
        "may_move": may_move,
        "date_field": name,
        "end_field": end,
    }
    return _answer(request, visit, records, state, "runtime/records/calendar.html", context)


def show_timeline(
    request: Request, visit: Visit, records: Records, state: ListState, common: dict[str, Any]
) -> Response:
    today = records.moment.today
    scale = SCALES.get(request.query_params.get("scale", ""), SCALES["month"])
    window = scale.around(_day(request.query_params.get("day"), today))
    line = Timeline(records, state, showing_of(request, visit))
    bars, after = line.bars(window)
    context = {
        **common,
        "scale": scale,
        "scales": tuple(SCALES.values()),
        "window": window,
        "heads": window.heads(visit.locale),
        "ticks": window.ticks(visit.locale),
        "today": today,
        "today_at": window.place(today),
        "bars": bars,
        "next": after,
    }
    return _answer(request, visit, records, state, "runtime/records/timeline.html", context)


SHOWN_AS: Mapping[str, Show] = {
    "list": show_list,
    "kanban": show_board,
    "calendar": show_calendar,
    "gallery": show_gallery,
    "timeline": show_timeline,
}
"""How each type of view is drawn; one that is not here is drawn as a list."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "kanban": ("group_by",),
    "calendar": ("date",),
    "timeline": ("start", "end"),
}
"""The settings that name the field a view cannot do without: who may not see that field gets a list."""


@router.get("/{tenant}/o/{object}/count", name="records_count")
def count_records(request: Request, visit: PageVisit, object: str) -> Response:
    """How many there are: asked for after the list is there, so that nobody waits for it."""
    with visit.reading() as records:
        state = state_of(records, object, request.query_params)
        total = records.count(state.query(()))
        return render_fragment(request, visit, "runtime/records/count.html", "count", total=total)


def _answer(
    request: Request, visit: Visit, records: Records, state: ListState, template: str, context: dict[str, Any]
) -> Response:
    allows = records.rights.allows
    name = state.described.name
    context |= {
        "fragment": is_fragment(request),
        "gone": request.query_params.get("gone"),
        "links_known": links_of(request).known,
        "described": state.described,
        "about": Label.of(state.described.document.body.get("description")).text(visit.locale),
        "may": {action: allows(name, action) for action in ("create", "update", "delete", "export")},
        "can_import": records.rights.can("import"),
        "can_build": records.rights.can("studio"),
        "may_bulk": allows(name, "update") or allows(name, "delete"),
    }
    if is_canvas(request):
        nothing = dict.fromkeys(context["may"], False)
        context |= {"fragment": False, "may": nothing, "may_bulk": False, "may_move": False}
    if is_fragment(request):
        block = "rows" if state.cursor else "listing"
        return render_fragment(request, visit, template, block, **context)
    return render_page(request, visit, template, **context)


def _row_links(request: Request, visit: Visit, state: ListState) -> RowLinks:
    return RowLinks.of(links_of(request), visit.tenant, state.described.name)


def _columns(request: Request, visit: Visit, records: Records, state: ListState) -> tuple[TableColumn, ...]:
    own = not request.query_params.get("canvas")
    chosen = chosen_columns(visit, state.described.name, state.view.name) if own else Chosen()
    return columns_of(
        records.live.blueprint, records.rights, state.view, state.described, chosen, visit.locale
    )


def _card_columns(
    request: Request, visit: Visit, records: Records, state: ListState
) -> tuple[TableColumn, ...]:
    """The facts on a card: those of the view but the title and what the board is grouped by."""
    left_out = {state.described.title_field, state.view.group_by}
    shown = tuple(column for column in _columns(request, visit, records, state) if column.key not in left_out)
    return shown[:CARD_FACTS]


def _picture(value: Any, link: Callable[[str], str]) -> str:
    return link(value[0].id) if value else ""


def _day(text: str | None, today: dt.date) -> dt.date:
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        return today
    return day if 1000 <= day.year <= 9000 else today
