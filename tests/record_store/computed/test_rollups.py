"""Every measure of a roll-up, over values of every kind it can be taken of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from metamodel import Ref
from record_store.database import Database
from tests.builders import a_field, a_store, an_object

ROWS: tuple[dict[str, Any], ...] = (
    {"name": "Öl", "amount": "3.50", "count": 2, "on": "2026-03-01", "took": 90, "stage": "won"},
    {"name": "北京", "amount": "-1", "count": 2, "on": "2026-01-15", "took": 30, "stage": "lost"},
    {"name": "apple", "amount": None, "count": 5, "on": None, "took": None, "stage": "won"},
    {"name": None, "amount": "10.25", "count": None, "on": "2026-02-01", "took": 0, "stage": None},
)
CASES: list[tuple[dict[str, Any], Any]] = [
    ({"function": "count"}, 4),
    ({"function": "count", "filter": 'stage = "won"'}, 2),
    ({"function": "count_distinct", "field": "stage"}, 2),
    ({"function": "count_distinct", "field": "count"}, 2),
    ({"function": "sum", "field": "amount"}, Decimal("12.75")),
    ({"function": "sum", "field": "amount", "filter": "amount > 100"}, Decimal("0.00")),
    ({"function": "sum", "field": "count"}, 9),
    ({"function": "sum", "field": "took"}, dt.timedelta(seconds=120)),
    ({"function": "average", "field": "amount"}, Decimal("4.25")),
    ({"function": "average", "field": "count"}, Decimal("3.00")),
    ({"function": "average", "field": "count", "scale": 0, "filter": "count < 5"}, Decimal(2)),
    ({"function": "average", "field": "took"}, dt.timedelta(seconds=40)),
    ({"function": "average", "field": "amount", "filter": "amount > 100"}, None),
    ({"function": "minimum", "field": "amount"}, Decimal("-1.00")),
    ({"function": "maximum", "field": "count"}, 5),
    ({"function": "minimum", "field": "on"}, dt.date(2026, 1, 15)),
    ({"function": "maximum", "field": "on"}, dt.date(2026, 3, 1)),
    ({"function": "minimum", "field": "name"}, "apple"),
    ({"function": "maximum", "field": "name"}, "Öl"),
    ({"function": "maximum", "field": "took"}, dt.timedelta(seconds=90)),
    ({"function": "first", "field": "stage"}, "won"),
    ({"function": "last", "field": "stage"}, "won"),
    ({"function": "first", "field": "name", "order": "on"}, "北京"),
    ({"function": "last", "field": "name", "order": "on"}, "Öl"),
    ({"function": "first", "field": "stage", "order": "-amount"}, "won"),
    ({"function": "last", "field": "stage", "order": "-amount"}, "lost"),
]


def ids(value: Any) -> str:
    return " ".join(map(str, value.values())) if isinstance(value, dict) else ""


@pytest.mark.parametrize(("settings", "wanted"), CASES, ids=ids)
def test_a_measure_leaves_blanks_out(either: Database, settings: dict[str, Any], wanted: Any) -> None:
    office = a_store(
        either,
        an_object("account", "name", a_field("measure", "rollup", via="deal.account", **settings)),
        an_object(
            "deal",
            "name",
            a_field("account", "lookup", object="account"),
            a_field("amount", "money"),
            a_field("count", "integer"),
            a_field("on", "date"),
            a_field("took", "duration"),
            a_field("stage", "text"),
        ),
    )
    account = office.create("account", name="Acme")
    office.create("deal", *({**row, "account": account} for row in ROWS))
    assert office.get("account", account)["measure"] == wanted


def test_a_look_up_of_several_objects_is_measured_for_each_of_them(either: Database) -> None:
    counted = a_field("notes", "rollup", via="note.about", function="count")
    latest = a_field("latest", "rollup", via="note.about", function="last", field="deal")
    office = a_store(
        either,
        an_object("account", "name", counted, latest),
        an_object("deal", "name", counted),
        an_object(
            "note",
            "name",
            a_field("about", "lookup_any", objects=["account", "deal"]),
            a_field("deal", "lookup", object="deal"),
        ),
    )
    account, deal = office.create("account", name="Acme"), office.create("deal", name="Big")
    about = {"object": "account", "id": account}
    note = office.create("note", name="a", about=about, deal=deal)
    office.create("note", name="b", about=about)
    office.create("note", name="c", about={"object": "deal", "id": deal})
    assert (office.get("account", account)["notes"], office.get("deal", deal)["notes"]) == (2, 1)
    assert office.get("account", account)["latest"] == Ref("deal", deal, "Big")
    office.update("note", note, about={"object": "deal", "id": deal})
    assert (office.get("account", account)["notes"], office.get("deal", deal)["notes"]) == (1, 2)
    assert office.get("account", account)["latest"] is None
