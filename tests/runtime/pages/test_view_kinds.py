"""Lists in groups with sums, timelines, galleries: as the views say, with the rights inside."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from record_store.actor import Actor
from runtime.pages.time_bars import SCALES
from tests.runtime.pages.workplace import TENANT, Workplace

PLAN = {
    "kind": "view", "name": "plan", "label": "Plan", "object": "deal", "type": "timeline",
    "start": "close_date", "end": "close_date", "color": "stage",
}  # fmt: skip
CARDS = {"kind": "view", "name": "cards", "label": "Cards", "object": "deal", "type": "gallery",
         "image": "paper", "columns": ["title", "stage", "amount"]}  # fmt: skip


def with_view(workplace: Workplace, body: dict[str, Any]) -> None:
    releases = workplace.composition.releases
    if ("view", body["name"]) not in releases.draft(TENANT).live.documents:
        releases.put(TENANT, Actor.system(), body)
        releases.publish(TENANT, Actor.system(), str(body["label"]))


def group_rows(text: str) -> list[str]:
    """The words of each group's row."""
    rows = re.findall(r'<tr class="group-row">(.*?)</tr>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_a_list_stands_in_groups_with_counts_and_sums(workplace: Workplace) -> None:
    for title, stage, amount in (("A", "won", 10), ("B", "open", 200), ("C", "open", 300)):
        close = {"close_date": "2026-03-01"} if stage == "won" else {}
        workplace.create(title=title, stage=stage, amount=amount, **close)
    workplace.create(title="D", stage=None)
    page = workplace.visitor().part("/o/deal?view=all&group=stage").text
    rows = group_rows(page)
    assert [row.split()[0] for row in rows] == ["Open", "Won", "Without"]
    assert "500.00" in rows[0]
    assert " 2 " in rows[0]
    assert page.index("B</a>") < page.index("C</a>") < page.index("A</a>") < page.index("D</a>")


def test_a_hidden_number_is_not_summed_and_a_hidden_field_does_not_group(workplace: Workplace) -> None:
    workplace.create(title="A", stage="open", amount=98765)
    page = workplace.visitor("reader").part("/o/deal?view=all&group=stage").text
    assert group_rows(page) == ["Open 1"]
    assert "98,765" not in page
    assert group_rows(workplace.visitor("reader").part("/o/deal?view=all&group=amount").text) == []


def test_a_group_that_goes_on_is_not_begun_again(workplace: Workplace) -> None:
    for number in range(60):
        workplace.create(title=f"Deal {number:02}", stage="open")
    workplace.create(title="Last", stage="offer")
    visitor = workplace.visitor()
    first = visitor.part("/o/deal?view=all&group=stage").text
    assert len(group_rows(first)) == 1
    assert "61" not in group_rows(first)[0]
    found = re.search(r'class="sentinel" hx-get="/demo([^"]+)"', first)
    assert found
    more = visitor.part(found[1].replace("&amp;", "&")).text
    assert [row.split()[0] for row in group_rows(more)] == ["Offer"]
    assert more.index("Deal 59") < more.index("Last")


def test_records_without_a_value_go_on_without_a_second_head(small_workplace: Workplace) -> None:
    for number in range(55):
        small_workplace.create(title=f"Deal {number:02}", stage=None)
    visitor = small_workplace.visitor()
    first = visitor.part("/o/deal?view=all&group=stage").text
    found = re.search(r'class="sentinel" hx-get="/demo([^"]+)"', first)
    assert found
    assert group_rows(visitor.part(found[1].replace("&amp;", "&")).text) == []


def test_groups_follow_look_ups_and_paths(workplace: Workplace) -> None:
    account = workplace.create("account", name="Acme", industry="Steel")
    workplace.create(title="A", account=account.id)
    assert group_rows(workplace.visitor().part("/o/deal?view=all&group=account").text)[0].startswith("Acme 1")


@pytest.mark.parametrize("group", ["ghost", "lines", "account.ghost", "'; --", "-", "title"])
def test_what_does_not_group_is_a_plain_list(small_workplace: Workplace, group: str) -> None:
    small_workplace.create(title="A")
    answer = small_workplace.visitor().part(f"/o/deal?view=all&group={group}")
    assert answer.status_code == 200
    assert group_rows(answer.text) == []


def test_a_timeline_shows_bars_on_its_days(workplace: Workplace) -> None:
    with_view(workplace, PLAN)
    workplace.create(title="Near", close_date="2026-03-10")
    workplace.create(title="Far", close_date="2027-11-10")
    page = workplace.visitor().look("/o/deal?view=plan&day=2026-03-05&scale=month").text
    assert "time-bar" in page
    assert page.count('class="time-row"') == 1
    # The window begins on Monday 23 February: 10 March is its sixteenth day.
    assert "from-16 over-1" in page
    for scale in ("week", "quarter", "nonsense"):
        assert "Near" in workplace.visitor().look(f"/o/deal?view=plan&day=2026-03-05&scale={scale}").text


def test_who_may_not_see_the_days_gets_a_list(workplace: Workplace) -> None:
    with_view(workplace, {**PLAN, "name": "money_plan", "start": "amount", "end": "amount"})
    workplace.create(title="Near", amount=5)
    page = workplace.visitor("reader").look("/o/deal?view=money_plan")
    assert page.status_code == 200
    assert "time-bar" not in page.text


def test_a_gallery_pages_through_its_cards(workplace: Workplace) -> None:
    with_view(workplace, CARDS)
    for number in range(52):
        workplace.create(title=f"Deal {number:02}", amount=number)
    visitor = workplace.visitor()
    first = visitor.look("/o/deal?view=cards&sort=title").text
    assert first.count('class="grid-card"') == 50
    found = re.search(r'class="sentinel" hx-get="/demo([^"]+)"', first)
    assert found
    more = visitor.part(found[1].replace("&amp;", "&")).text
    assert more.count('class="grid-card"') == 2


@pytest.mark.parametrize("name", list(SCALES))
@pytest.mark.parametrize("day", ["2026-01-01", "2026-12-31", "2024-02-29", "1000-01-08", "9000-12-30"])
def test_every_window_holds_its_day_and_its_marks_fill_it(name: str, day: str) -> None:
    window = SCALES[name].around(dt.date.fromisoformat(day))
    assert window.place(dt.date.fromisoformat(day))
    for marks in (window.heads("en"), window.ticks("zh-CN")):
        assert sum(mark.span for mark in marks) == SCALES[name].columns
        assert next(mark.at for mark in marks) == 1
    assert window.moved(1) > window.anchor > window.moved(-1)


def test_a_bar_is_cut_at_the_edges_of_the_window() -> None:
    window = SCALES["week"].around(dt.date(2026, 3, 11))
    assert window.first == dt.date(2026, 3, 2)
    assert window.stretch(dt.date(2025, 1, 1), dt.date(2027, 1, 1)) == (1, 28)
    assert window.stretch(dt.date(2026, 3, 3), dt.date(2026, 3, 4)) == (2, 2)
    assert window.stretch(dt.date(2026, 3, 4), dt.date(2026, 3, 1)) == (3, 1)
