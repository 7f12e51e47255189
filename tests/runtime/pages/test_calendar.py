"""Calendars and colours: events of several days in one line, moved as a whole; rows and cards by a choice."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record_store.actor import Actor
from runtime.pages.month import Event, Stay, lines_of
from tests.runtime.pages.workplace import DOCUMENTS, TENANT, Workplace

MONDAY = dt.date(2026, 3, 2)
TRIP: dict[str, Any] = {
    "kind": "object", "name": "trip", "title_field": "title",
    "fields": [
        {"name": "title", "type": "text"},
        {"name": "begins", "type": "date"},
        {"name": "ends", "type": "datetime"},
        {"name": "kind", "type": "select", "label": "Kind",
         "options": [{"value": "far", "label": "Far away", "color": "red"}, {"value": "near", "color": "green"}]},
    ],
}  # fmt: skip
TRIPS = {"kind": "view", "name": "trips", "label": "Trips", "object": "trip", "type": "calendar", "date": "begins",
         "end": "ends", "color": "kind"}  # fmt: skip


def stay(name: str, first: int, last: int) -> Stay:
    days = dt.timedelta(days=first), dt.timedelta(days=last)
    return Stay(Event(name, name, "", "blue"), MONDAY + days[0], MONDAY + days[1])


def week(*stays: Stay) -> list[str]:
    """What stands on each day, one letter a line, `.` for a gap."""
    return ["".join("." if one.gap else one.value for one in on) for _, on in lines_of(stays, MONDAY)]


@pytest.mark.parametrize(
    ("stays", "shown"),
    [
        ((stay("a", 0, 0),), ["a", "", "", "", "", "", ""]),
        ((stay("a", 1, 3),), ["", "a", "a", "a", "", "", ""]),
        ((stay("a", -3, 1), stay("b", 1, 9)), ["a", "ab", ".b", ".b", ".b", ".b", ".b"]),
        ((stay("a", 0, 1), stay("b", 1, 3), stay("c", 2, 2)), ["a", "ab", "cb", ".b", "", "", ""]),
        ((stay("a", 0, 1), stay("b", 2, 3)), ["a", "a", "b", "b", "", "", ""]),
        ((stay("a", 8, 9), stay("b", -4, -1)), ["", "", "", "", "", "", ""]),
    ],
)
def test_what_lasts_for_days_keeps_its_line(stays: tuple[Stay, ...], shown: list[str]) -> None:
    assert week(*stays) == shown


SPANS = st.lists(st.tuples(st.integers(-9, 15), st.integers(0, 9)), max_size=9)


@given(SPANS)
def test_every_day_shows_what_lasts_over_it_once(spans: list[tuple[int, int]]) -> None:
    stays = [stay(chr(97 + at), first, first + length) for at, (first, length) in enumerate(spans)]
    lines: dict[str, set[int]] = {}
    for day, events in lines_of(stays, MONDAY):
        shown = [one.value for one in events if not one.gap]
        assert sorted(shown) == sorted(one.event.value for one in stays if one.first <= day <= one.last)
        for at, event in enumerate(events):
            if event.before or event.beyond:
                lines.setdefault(event.value, set()).add(at)
    assert all(len(found) == 1 for found in lines.values())


@pytest.fixture
def trips(workplace: Workplace) -> Workplace:
    releases = workplace.composition.releases
    if ("view", "trips") not in releases.draft(TENANT).live.documents:
        for body in (TRIP, TRIPS):
            releases.put(TENANT, Actor.system(), body)
        releases.publish(TENANT, Actor.system(), "Trips")
    return workplace


def test_an_event_moves_as_a_whole_by_any_of_its_days(trips: Workplace) -> None:
    with trips.composition.store.writing(TENANT, trips.actor()) as records:
        values = {"title": "Fair", "begins": "2026-03-03", "ends": "2026-03-05T15:00:00Z", "kind": "far"}
        id = records.create("trip", values).id
    page = trips.visitor().look("/o/trip?view=trips&day=2026-03-10").text
    assert len(re.findall(rf'data-event="{id}"', page)) == 3
    assert page.count("is-beyond") == 2
    assert page.count("is-before") == 2
    assert "calendar-event tone-red" in page
    assert re.search(r'id="listing"[^>]*day=2026-03-10', page)
    moved = {"event": id, "date": "2026-03-11", "date_before": "2026-03-04"}
    answer = trips.visitor().send("/o/trip/reschedule/begins?end=ends", part=True, **moved)
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == "records:changed"
    with trips.composition.store.reading(TENANT, trips.actor()) as records:
        after = records.get("trip", id, ("begins", "ends")).values
    assert after["begins"] == dt.date(2026, 3, 10)
    assert after["ends"] == dt.datetime(2026, 3, 12, 15, tzinfo=dt.UTC)


def test_a_move_of_what_is_no_day_is_refused(trips: Workplace) -> None:
    with trips.composition.store.writing(TENANT, trips.actor()) as records:
        id = records.create("trip", {"title": "Fair", "kind": "far"}).id
    moved = {"event": id, "date": "2026-03-11"}
    answer = trips.visitor().send("/o/trip/reschedule/kind?end=title", part=True, **moved)
    assert answer.status_code == 422


COLORED = [
    {**body, "color": "stage"}
    for body in (
        *(one for one in DOCUMENTS if one["kind"] == "view" and one["name"] in ("all", "board")),
        {"kind": "view", "name": "cards", "label": "Cards", "object": "deal", "type": "gallery"},
    )
]


@pytest.mark.parametrize(
    ("name", "at"), [("all", "<tr"), ("board", '<li class="card'), ("cards", '<li class="grid-card')]
)
def test_rows_and_cards_have_the_colour_of_their_option(trips: Workplace, name: str, at: str) -> None:
    releases = trips.composition.releases
    trips.create(title="Coloured", stage="offer")
    view = f"/o/deal?view={name}"
    if name != "cards":
        assert "is-colored" not in trips.visitor().look(view).text
    releases.put(TENANT, Actor.system(), next(one for one in COLORED if one["name"] == name))
    releases.publish(TENANT, Actor.system(), name)
    shown = re.findall(rf"{at}[^>]*is-colored[^>]*>", trips.visitor().look(view).text)
    assert any("tone-violet" in one and 'title="Stage: Offer"' in one for one in shown)
