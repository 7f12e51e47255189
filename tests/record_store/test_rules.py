"""Rules of an object: what must be filled in, what may not be changed, what may not be saved."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from metamodel import Invalid
from record_store.batch import Batch
from record_store.database import Database
from tests.builders import Office, a_field, a_store, an_object

DEAL = an_object(
    "deal",
    a_field("title", required=True),
    a_field("account", "lookup", object="account"),
    a_field("stage", "select", options=[{"value": "open"}, {"value": "won"}], default="open"),
    a_field("amount", "money", scale=2, currency="CNY", readonly_when='stage = "won"'),
    a_field("close_date", "date", required_when='stage = "won"'),
    a_field("probability", "percent", default={"expression": 'CASE(stage, "won", 100, 20)'}),
    a_field("region", default={"expression": "account.city"}),
    a_field("opened_on", "date", default={"expression": "$today"}),
    a_field("lines", "lines", object="line", via="deal"),
    rules=[
        {
            "name": "big",
            "when": 'amount > 1000 AND account.grade <> "A"',
            "field": "amount",
            "message": "Too big",
        },
        {
            "name": "priced",
            "when": 'stage = "won" AND amount > 10 AND ISBLANK(close_date)',
            "field": "close_date",
            "message": "A deal with a price needs its day once it is won",
        },
        {"name": "back", "when": 'ISCHANGED(stage) AND $prior.stage = "won"', "message": "Won is won"},
        {
            "name": "lines",
            "when": 'SUMOF("line.deal", "price") > 500',
            "field": "lines",
            "message": "Too dear",
        },
    ],
)
ANYTHING: Any = 7
ACCOUNT = an_object("account", "name", "city", "grade")
LINE = an_object(
    "line",
    "name",
    a_field("deal", "lookup", object="deal"),
    a_field("price", "money", scale=2, currency="CNY"),
)


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, ACCOUNT, DEAL, LINE)


def refused(office: Office, id: str | None = None, **values: Any) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as found, office.writing() as records:
        records.update("deal", id, values) if id else records.create("deal", values)
    return {(issue.code, issue.path) for issue in found.value.issues}


def test_a_worked_out_default_sees_the_record_and_what_it_refers_to(office: Office) -> None:
    account = office.create("account", name="Acme", city="Boston")
    deal = office.get(
        "deal", office.create("deal", title="A", account=account, stage="won", close_date="2026-01-01")
    )
    assert deal["probability"] == Decimal("100.00")
    assert deal["region"] == "Boston"
    assert deal["opened_on"] == dt.date(2026, 3, 2)


def test_a_given_value_wins_over_the_default_even_when_it_is_blank(office: Office) -> None:
    deal = office.get("deal", office.create("deal", title="A", probability=None, stage=None))
    assert (deal["probability"], deal["stage"]) == (None, None)


def test_a_field_is_needed_when_its_condition_says_so(office: Office) -> None:
    assert refused(office, title="A", stage="won") == {("required", "/close_date")}
    deal = office.create("deal", title="A")
    assert refused(office, deal, stage="won") == {("required", "/close_date")}


def test_a_rule_about_a_missing_field_says_why_and_nothing_says_it_again(office: Office) -> None:
    assert refused(office, title="Pump", stage="won", amount=100) == {("rule", "/close_date")}


def test_a_rule_refuses_at_its_field_and_sees_behind_look_ups(office: Office) -> None:
    good, bad = office.create("account", name="G", grade="A"), office.create("account", name="B", grade="C")
    office.create("deal", title="A", amount=2000, account=good)
    assert refused(office, title="A", amount=2000, account=bad) == {("rule", "/amount")}


def test_a_rule_knows_what_was_before(office: Office) -> None:
    deal = office.create("deal", title="A", stage="won", close_date="2026-01-01")
    assert refused(office, deal, stage="open") == {("rule", "")}


def test_a_field_stays_as_it_is_once_its_condition_holds(office: Office) -> None:
    deal = office.create("deal", title="A", amount=1)
    office.update("deal", deal, stage="won", amount=2, close_date="2026-01-01")
    assert refused(office, deal, amount=3) == {("read_only", "/amount")}


def test_a_rule_sees_the_line_items_as_they_will_be(office: Office) -> None:
    assert refused(office, title="A", lines=[{"price": 300}, {"price": 300}]) == {("rule", "/lines")}
    deal = office.create("deal", title="A", lines=[{"price": 300}, {"price": 200}])
    assert refused(office, deal, lines=[{"price": 501}]) == {("rule", "/lines")}


def test_every_record_of_a_batch_is_told_its_issues(office: Office) -> None:
    with pytest.raises(Invalid) as found, office.writing() as records:
        records.batch(
            "deal", Batch(create=[{"title": "A"}, {"stage": "won"}, {"title": "C", "amount": "x"}, ANYTHING])
        )
    assert {(issue.code, issue.path) for issue in found.value.issues} >= {
        ("required", "/create/1/title"),
        ("required", "/create/1/close_date"),
        ("wrong_type", "/create/3"),
    }
    assert any(issue.path == "/create/2/amount" for issue in found.value.issues)


def test_at_most_a_hundred_issues_are_told(office: Office) -> None:
    with pytest.raises(Invalid) as found, office.writing() as records:
        records.batch("deal", Batch(create=[{}] * 150))
    assert len(found.value.issues) == 100
