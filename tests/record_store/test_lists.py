"""Lists: their order, their pages, and what a record shows in them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metamodel import Invalid
from record_store.batch import Batch
from record_store.database import Database
from record_store.queries import Query
from tests.builders import Office, a_field, a_store, an_object, values_of

STAGES = [{"value": "won"}, {"value": "open"}, {"value": "lost"}]
DEAL = an_object(
    "deal",
    "title",
    a_field("account", "lookup", object="account"),
    a_field("amount", "money", scale=2, currency="CNY"),
    a_field("rank", "integer"),
    a_field("stage", "select", options=STAGES),
    a_field("day", "date"),
    a_field("at", "datetime"),
    a_field("clock", "time"),
    a_field("effort", "duration"),
    a_field("open", "boolean"),
    a_field("mail", "email"),
    a_field("tags", "tags"),
    indexes=[["amount"]],
)
ACCOUNT = an_object("account", "name", a_field("parent", "lookup", object="account"))


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, ACCOUNT, DEAL)


def listed(office: Office, *sort: str, name: str = "title", limit: int = 50, **query: Any) -> list[Any]:
    """All values of one field, page after page."""
    found, cursor = [], None
    while True:
        with office.reading() as records:
            page = records.page(Query("deal", sort=sort, limit=limit, cursor=cursor, fields=(name,), **query))
        assert len(page.records) <= limit
        found += values_of(page.records, name)
        cursor = page.next
        if cursor is None:
            return found


def test_chinese_is_sorted_by_pinyin_among_the_others(office: Office) -> None:
    names = ["张三", "Beta", "曾国藩", "阿里", "重庆", "李四", "alpha", None, "单雄信"]
    office.create("deal", *({"title": name} for name in names))
    order = ["阿里", "alpha", "Beta", "重庆", "李四", "单雄信", "曾国藩", "张三"]
    assert listed(office, "title") == [*order, None]
    assert listed(office, "-title", limit=2) == [*reversed(order), None]


def test_numbers_are_sorted_as_numbers(office: Office) -> None:
    office.create("deal", *({"rank": rank} for rank in (10, 9, -1, 100)))
    assert listed(office, "rank", name="rank") == [-1, 9, 10, 100]


def test_choices_are_sorted_in_the_order_of_their_options(office: Office) -> None:
    office.create("deal", *({"stage": stage} for stage in ("lost", "open", None, "won")))
    assert listed(office, "stage", name="stage", limit=1) == ["won", "open", "lost", None]


def test_look_ups_are_sorted_by_what_they_show(office: Office) -> None:
    for name in ("张三", "阿里", "Zoo"):
        office.create("deal", title=name, account=office.create("account", name=name))
    office.create("deal", title="none")
    assert listed(office, "account", limit=1) == ["阿里", "张三", "Zoo", "none"]
    assert listed(office, "account.name") == ["阿里", "张三", "Zoo", "none"]
    assert listed(office, "owner", "title") == ["阿里", "none", "张三", "Zoo"]


KINDS: list[tuple[str, list[Any]]] = [
    ("amount", [Decimal("-5.00"), Decimal("0.01"), Decimal("9999999999.99")]),
    ("day", [dt.date(1999, 12, 31), dt.date(2026, 1, 1)]),
    ("at", [dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2020, 1, 1, 0, 0, 0, 5000, tzinfo=dt.UTC)]),
    ("clock", [dt.time(8, 30), dt.time(22, 15, 1)]),
    ("effort", [dt.timedelta(minutes=5), dt.timedelta(hours=300)]),
    ("open", [False, True]),
    ("mail", ["a@example.com", "b@example.com"]),
]


def test_every_kind_is_sorted_and_paged_with_blanks_last(office: Office) -> None:
    rows = [{name: value} for name, values in KINDS for value in reversed(values)]
    with office.writing() as records:
        records.batch("deal", Batch(create=rows))
    for name, values in KINDS:
        blanks = [None] * (len(rows) - len(values))
        assert listed(office, name, name=name, limit=3) == [*values, *blanks], name
        assert listed(office, "-" + name, name=name, limit=3) == [*reversed(values), *blanks], name


@given(
    rows=st.lists(st.tuples(st.none() | st.integers(0, 2), st.none() | st.sampled_from("ab")), max_size=12),
    sort=st.permutations(["rank", "title", "created_at"]).flatmap(
        lambda names: st.tuples(*(st.sampled_from([name, "-" + name]) for name in names[:2]))
    ),
    limit=st.integers(1, 5),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_are_the_whole_list_cut_in_pieces(
    either: Database, rows: list[tuple[int | None, str | None]], sort: tuple[str, ...], limit: int
) -> None:
    office = a_store(either, ACCOUNT, DEAL)
    with office.writing() as records:
        records.batch("deal", Batch(create=[{"rank": rank, "title": title} for rank, title in rows]))
    whole = listed(office, *sort, name="id", limit=500)
    assert len(set(whole)) == len(rows)
    assert listed(office, *sort, name="id", limit=limit) == whole


def test_records_made_between_two_pages_do_not_move_the_next_one(office: Office) -> None:
    office.create("deal", *({"title": letter} for letter in "bdf"))
    with office.reading() as records:
        first = records.page(Query("deal", sort=("title",), limit=2))
    office.create("deal", {"title": "a"}, {"title": "e"})
    with office.reading() as records:
        second = records.page(Query("deal", sort=("title",), limit=2, cursor=first.next))
    assert values_of(second.records, "title") == ["e", "f"]


BAD_CURSORS = ["", "x", "!!!!", "bm9uc2Vuc2U", "WzFd", "WyJhIiwic2IiXQ", "ÿ", "a" * 5000]


def test_what_is_no_cursor_of_this_list_is_refused(office: Office) -> None:
    office.create("deal", *({"title": letter, "rank": 1} for letter in "abc"))
    with office.reading() as records:
        other = records.page(Query("deal", sort=("rank",), limit=1)).next
        assert other is not None
        for cursor in (*BAD_CURSORS[1:], other, other[:-4]):
            with pytest.raises(Invalid):
                records.page(Query("deal", sort=("title",), cursor=cursor))


@pytest.mark.parametrize(
    "query",
    [
        {"sort": ("tags",)},
        {"sort": ("nothing",)},
        {"sort": ("account.nothing",)},
        {"sort": ("title.name",)},
        {"sort": ("title",) * 6},
        {"fields": ("nothing",)},
        {"fields": ("account.parent.parent.parent.parent.parent.parent.name",)},
        {"fields": ("account.",)},
        {"limit": 0},
        {"limit": 10_000},
    ],
)
def test_what_cannot_be_listed_is_refused(office: Office, query: dict[str, Any]) -> None:
    with pytest.raises(Invalid), office.reading() as records:
        records.page(Query("deal", **query))


def test_a_list_shows_what_stands_behind_look_ups_in_one_statement(office: Office) -> None:
    parent = office.create("account", name="Group")
    account = office.create("account", name="Acme", parent=parent)
    office.create("deal", title="x", account=account)
    with office.reading() as records:
        (deal,) = records.page(
            Query("deal", fields=("account", "account.parent", "account.parent.name"))
        ).records
    assert deal.values["account"].label == "Acme"
    assert deal.values["account.parent"].label == "Group"
    assert deal.values["account.parent.name"] == "Group"
