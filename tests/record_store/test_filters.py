"""Filters, in the expression language, on records."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from metamodel import Invalid, NotAllowed
from record_store.database import Database
from record_store.queries import Query
from tests.builders import Office, a_field, a_role, a_store, an_object, values_of

OBJECTS = (
    an_object("account", "name", "city"),
    an_object(
        "deal",
        "title",
        a_field("account", "lookup", object="account"),
        a_field("amount", "money", scale=2, currency="CNY"),
        a_field("stage", "select", options=[{"value": "open"}, {"value": "won"}]),
        a_field("close_date", "date"),
        a_field("tags", "tags"),
        a_field("friends", "many_to_many", object="account"),
    ),
)


@pytest.fixture
def office(either: Database) -> Office:
    seller = a_role("seller", {"deal": "all", "account": "own"}, fields={"deal": {"amount": "hidden"}})
    office = a_store(either, *OBJECTS, seller, a_role("boss", {"*": "all"}))
    huawei = office.create("account", name="华为", city="深圳")
    acme = office.create("account", name="Acme", city="Boston")
    office.create(
        "deal",
        {"title": "A", "account": huawei, "amount": 100, "stage": "won", "close_date": "2026-03-02"},
        {"title": "B", "account": acme, "amount": "99.99", "stage": "open", "tags": ["hot", "new"]},
        {"title": "C", "stage": "open", "close_date": "2026-01-01", "friends": [huawei, acme]},
    )
    return office


CASES: list[tuple[str, list[str]]] = [
    ('stage = "won"', ["A"]),
    ('stage <> "won"', ["B", "C"]),
    ("amount >= 99.99", ["A", "B"]),
    ("amount > 99.99", ["A"]),
    ("amount < 100", ["B"]),
    ("ISBLANK(amount)", ["C"]),
    ("NOT (amount > 99.99)", ["B", "C"]),
    ('account.name = "华为"', ["A"]),
    ('account.city = "Boston" OR close_date < DATE(2026, 2, 1)', ["B", "C"]),
    ('INCLUDES(tags, "hot")', ["B"]),
    ("close_date = $today", ["A"]),
    ('title IN ("A", "C")', ["A", "C"]),
    ('CONTAINS(account.name, "为")', ["A"]),
    ("ISBLANK(friends)", ["A", "B"]),
    ("created_at <= $now", ["A", "B", "C"]),
]


@pytest.mark.parametrize(("written", "found"), CASES, ids=[case[0] for case in CASES])
def test_a_filter_finds(office: Office, written: str, found: list[str]) -> None:
    with office.reading() as records:
        query = Query("deal", filter=written, sort=("title",), fields=("title", "account.city"))
        assert values_of(records.page(query).records, "title") == found
        assert records.count(query) == len(found)


@pytest.mark.parametrize(
    "written", ["stage = ", "colour = 1", "amount", 'stage = "won" AND', "1 +", "amount = 'x'", "\x00"]
)
def test_what_is_no_condition_is_refused(office: Office, written: str) -> None:
    with office.reading() as records, pytest.raises(Invalid) as refused:
        records.page(Query("deal", filter=written))
    assert all(issue.path.startswith("/filter") for issue in refused.value.issues)


def test_nobody_filters_by_what_is_hidden(office: Office) -> None:
    seller = office.person("Sue", "seller")
    with office.reading(seller) as records:
        for query in (Query("deal", filter="amount > 1"), Query("deal", sort=("amount",))):
            with pytest.raises(NotAllowed):
                records.page(query)


def test_records_out_of_sight_are_blank_behind_a_lookup(office: Office) -> None:
    seller = office.person("Sue", "seller")

    def shown(by: Any, **query: Any) -> list[Any]:
        with office.reading(by) as records:
            page = records.page(
                Query("deal", sort=("title",), fields=("title", "account", "account.city"), **query)
            )
        return [
            (r.values["account"].label, r.values["account.city"]) for r in page.records if r.values["account"]
        ]

    assert shown(None) == [("华为", "深圳"), ("Acme", "Boston")]
    assert shown(seller) == [("", None), ("", None)]
    assert shown(seller, filter='account.city = "Boston"') == []


def test_a_filter_that_asks_who_and_when_is_asked_anew(office: Office) -> None:
    ann, bob = office.person("Ann", "boss"), office.person("Bob", "boss")
    for person in (ann, bob):
        office.create("deal", title=person.name, owner=person.id, close_date="2026-03-02")
    query = Query("deal", filter='owner = $user AND close_date = $today AND HASROLE("boss")')
    for person in (ann, bob):
        with office.reading(person) as records:
            assert values_of(records.page(query).records, "title") == [person.name]
    clock: Any = office.store.clock
    clock.now += dt.timedelta(days=1)
    with office.reading(ann) as records:
        assert records.page(query).records == ()
