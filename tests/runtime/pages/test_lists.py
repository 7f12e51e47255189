"""Lists, boards and calendars show what a person may see, narrowed as they ask."""

from __future__ import annotations

import pytest

from tests.runtime.pages.workplace import Workplace


def test_a_list_shows_its_records_in_the_columns_of_the_view(workplace: Workplace) -> None:
    account = workplace.create("account", name="Acme")
    workplace.create(title="Big one", account=account.id, amount="1234.5", stage="offer")
    page = workplace.visitor().look("/o/deal")
    assert page.status_code == 200
    for text in ("Big one", "Acme", "CN¥1,234.50", "Offer", "All deals", "Pipeline"):
        assert text in page.text
    assert f'href="/demo/o/account/{account.id}"' in page.text


def test_a_hidden_field_is_in_no_list_board_or_record(workplace: Workplace) -> None:
    deal = workplace.create(title="Secret", amount="777.00")
    reader = workplace.visitor("reader")
    for path in ("/o/deal", "/o/deal?view=board", f"/o/deal/{deal.id}", f"/o/deal/{deal.id}/print"):
        page = reader.look(path)
        assert page.status_code == 200, path
        assert "Secret" in page.text
        assert "777.00" not in page.text


@pytest.mark.parametrize("path", ["/o/deal", "/o/deal/new", "/o/nothing", "/o/deal?view=nothing"])
def test_what_a_person_may_not_see_is_refused_in_words(small_workplace: Workplace, path: str) -> None:
    page = small_workplace.visitor("nobody").look(path)
    assert page.status_code in (403, 404)
    assert "Traceback" not in page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Alpha", "Beta", "Gamma"}),
        ("?view=big", {"Beta"}),
        ('?filter=stage = "won"', {"Gamma"}),
        ("?filter=amount > 100&view=all", {"Beta"}),
        ("?q=alph", {"Alpha"}),
        ("?filter=ISBLANK(close_date)", {"Alpha", "Beta"}),
    ],
)
def test_view_filter_and_search_narrow_the_list(workplace: Workplace, query: str, shown: set[str]) -> None:
    workplace.create(title="Alpha", amount="10")
    workplace.create(title="Beta", amount="2000")
    workplace.create(title="Gamma", stage="won", close_date="2026-03-04")
    page = workplace.visitor().look(f"/o/deal{query}").text
    assert {title for title in ("Alpha", "Beta", "Gamma") if f">{title}<" in page} == shown


@pytest.mark.parametrize("text", ["stage = ", "nothing = 1", 'amount > "x"', "((((", "stage = 'open' OR"])
def test_a_filter_that_cannot_be_read_stays_in_its_box_and_hides_nothing(
    small_workplace: Workplace, text: str
) -> None:
    small_workplace.create(title="Alpha")
    page = small_workplace.visitor().client.get("/demo/o/deal", params={"filter": text})
    assert page.status_code == 200
    assert "The filter was not understood" in page.text
    assert "Alpha" in page.text


@pytest.mark.parametrize(
    ("sent", "filter"),
    [
        ({"field": "stage", "operator": "equals", "value": "won"}, 'stage = "won"'),
        ({"field": "amount", "operator": "greater", "value": "1,000"}, "amount > 1000"),
        ({"field": "title", "operator": "contains", "value": 'a"b'}, 'CONTAINS(title, "a\\"b")'),
        ({"field": "close_date", "operator": "is_blank"}, "ISBLANK(close_date)"),
        ({"field": "close_date", "operator": "less", "value": "=TODAY()"}, "close_date < TODAY()"),
        ({"field": "stage", "operator": "in", "value": ["won", "lost"]}, 'stage IN ("won", "lost")'),
    ],
)
def test_a_chip_becomes_an_expression(small_workplace: Workplace, sent: dict[str, str], filter: str) -> None:
    answer = small_workplace.visitor().client.get("/demo/o/deal/filtered", params={"view": "all", **sent})
    assert answer.status_code == 303
    from urllib.parse import parse_qs, urlsplit

    assert parse_qs(urlsplit(answer.headers["location"]).query)["filter"] == [filter]


def test_a_chip_is_shown_in_words_with_a_way_to_take_it_away(small_workplace: Workplace) -> None:
    page = small_workplace.visitor().client.get(
        "/demo/o/deal", params={"filter": 'stage = "won" AND amount > 5'}
    )
    assert "Remove the filter Stage" in page.text
    assert "Won" in page.text


def test_a_chip_value_that_cannot_be_read_is_told(small_workplace: Workplace) -> None:
    answer = small_workplace.visitor().part("/o/deal/filtered?field=amount&operator=greater&value=much")
    assert answer.status_code == 422
    assert "Amount" in answer.text


def test_long_lists_go_on_where_they_stopped(workplace: Workplace) -> None:
    for number in range(60):
        workplace.create(title=f"Deal {number:02}")
    visitor = workplace.visitor()
    first = visitor.look("/o/deal").text
    assert "Deal 49" in first
    assert "Deal 50" not in first
    import re
    from html import unescape

    found = re.search(r'hx-get="([^"]*cursor=[^"]*)"', first)
    assert found
    more = visitor.part(unescape(found[1]).removeprefix("/demo"))
    assert "Deal 59" in more.text
    assert "<html" not in more.text


def test_the_count_is_asked_for_apart(workplace: Workplace) -> None:
    workplace.create(title="One")
    workplace.create(title="Two", amount="5000")
    visitor = workplace.visitor()
    assert "2 records" in visitor.part("/o/deal/count").text
    assert "1 record" in visitor.part("/o/deal/count?view=big").text


def test_a_board_has_counts_and_sums_and_cards(workplace: Workplace) -> None:
    workplace.create(title="Alpha", amount="10", stage="offer")
    workplace.create(title="Beta", amount="5.50", stage="offer")
    page = workplace.visitor().look("/o/deal?view=board").text
    assert "CN¥15.50" in page
    assert 'data-board-list="offer"' in page
    assert "Alpha" in page


def test_a_card_moves_and_the_figures_follow(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", amount="10", stage="open")
    answer = workplace.visitor().send(
        "/o/deal/move?view=board", card=deal.id, column="offer", column_before="open", part=True
    )
    assert answer.status_code == 200
    assert "CN¥10.00" in answer.text
    assert workplace.read(deal).values["stage"] == "offer"


def test_a_forbidden_move_is_explained(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", stage="open")
    answer = workplace.visitor().send("/o/deal/move?view=board", card=deal.id, column="won", part=True)
    assert answer.status_code == 422
    assert "Close date is needed once a deal is won" in answer.text
    assert workplace.read(deal).values["stage"] == "open"


def test_a_calendar_shows_records_on_their_day_and_moves_them(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", close_date="2026-03-04")
    visitor = workplace.visitor()
    assert "Alpha" in visitor.look("/o/deal?view=calendar&day=2026-03-15").text
    assert "Alpha" not in visitor.look("/o/deal?view=calendar&day=2026-05-15").text
    moved = visitor.send("/o/deal/reschedule/close_date", event=deal.id, date="2026-03-09", part=True)
    assert moved.status_code == 200
    assert str(workplace.read(deal).values["close_date"]) == "2026-03-09"


@pytest.mark.parametrize("day", ["", "nonsense", "2026-99-99", "99999-01-01", "0001-01-01"])
def test_a_day_that_is_none_shows_this_month(small_workplace: Workplace, day: str) -> None:
    assert (
        small_workplace.visitor()
        .client.get("/demo/o/deal", params={"view": "calendar", "day": day})
        .status_code
        == 200
    )


def test_columns_are_kept_for_the_person(workplace: Workplace) -> None:
    workplace.create(title="Alpha", amount="10", stage="offer")
    visitor = workplace.visitor()
    visitor.send(
        "/o/deal/columns?view=all",
        ("order", "title"),
        ("order", "amount"),
        ("widths", "300"),
        ("widths", "120"),
        part=True,
    )
    page = visitor.look("/o/deal").text
    assert 'data-column="amount"' in page
    assert 'data-column="stage"' not in page
    visitor.send("/o/deal/columns?view=all", ("reset", "1"))
    assert 'data-column="stage"' in visitor.look("/o/deal").text


def test_many_records_change_at_once_or_not_at_all(workplace: Workplace) -> None:
    one, two = workplace.create(title="One"), workplace.create(title="Two", close_date="2026-03-04")
    visitor = workplace.visitor()
    ids = (("ids", one.id), ("ids", two.id))
    refused = visitor.send("/o/deal/bulk", *ids, field="stage", stage="won", part=True)
    assert refused.status_code == 422
    assert "Close date is needed" in refused.text
    assert workplace.read(two).values["stage"] == "open"
    changed = visitor.send("/o/deal/bulk", *ids, field="stage", stage="offer", part=True)
    assert changed.status_code == 200
    assert {workplace.read(deal).values["stage"] for deal in (one, two)} == {"offer"}


def test_many_records_go_to_the_trash_and_come_back(workplace: Workplace) -> None:
    one, two = workplace.create(title="One"), workplace.create(title="Two")
    visitor = workplace.visitor()
    ids = (("ids", one.id), ("ids", two.id))
    gone = visitor.send("/o/deal/bulk-delete?view=all", *ids, part=True)
    assert "2 records moved to the trash" in gone.text
    assert "One" not in visitor.look("/o/deal").text
    visitor.send("/o/deal/restore", *ids, part=True)
    assert ">One<" in visitor.look("/o/deal").text


def test_a_value_is_changed_in_its_cell(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", amount="10")
    visitor = workplace.visitor()
    editor = visitor.part(f"/o/deal/{deal.id}/cells/amount")
    assert 'value="10.00"' in editor.text
    was = "&#39;10.00&#39;" in editor.text
    assert was
    saved = visitor.send(f"/o/deal/{deal.id}/cells/amount", amount="25", _was="'10.00'", part=True)
    assert "CN¥25.00" in saved.text


def test_a_cell_keeps_what_was_typed_when_it_is_refused(small_workplace: Workplace) -> None:
    deal = small_workplace.create(title="Alpha", amount="10")
    answer = small_workplace.visitor().send(
        f"/o/deal/{deal.id}/cells/amount", amount="much", _was="'10.00'", part=True
    )
    assert answer.status_code == 422
    assert 'value="much"' in answer.text


def test_a_cell_that_changed_meanwhile_is_not_overwritten_unseen(small_workplace: Workplace) -> None:
    deal = small_workplace.create(title="Alpha", amount="10")
    small_workplace.update(deal, amount="99")
    answer = small_workplace.visitor().send(
        f"/o/deal/{deal.id}/cells/amount", amount="25", _was="'10.00'", part=True
    )
    assert answer.status_code == 422
    assert "Someone else changed Amount in the meantime" in answer.text
    assert str(small_workplace.read(deal).values["amount"]) == "99.00"


def test_an_empty_list_says_what_to_do(small_workplace: Workplace) -> None:
    page = small_workplace.visitor().look("/o/account").text
    assert "No accounts yet" in page
    assert 'href="/demo/o/account/new"' in page
