"""Summaries of records: groups, buckets and measures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from metamodel import Invalid, NotAllowed, Ref
from record_store.database import Database
from record_store.queries import Aggregate, Group, Measure
from tests.builders import Clock, Office, a_field, a_role, a_store, an_object

STAGES = [{"value": "open"}, {"value": "won"}]
OBJECTS = (
    an_object("account", "name"),
    an_object(
        "deal",
        "title",
        a_field("account", "lookup", object="account"),
        a_field("amount", "money", scale=2, currency="CNY"),
        a_field("stage", "select", options=STAGES),
        a_field("close_date", "date"),
        a_field("effort", "duration"),
        a_field("people", "integer"),
    ),
)


@pytest.fixture
def office(either: Database) -> Office:
    seller = a_role("seller", {"deal": "own", "account": "none"}, fields={"deal": {"amount": "hidden"}})
    office = a_store(either, *OBJECTS, seller, clock=Clock(dt.datetime(2026, 1, 31, 16, 30, tzinfo=dt.UTC)))
    huawei, acme = office.create("account", name="华为"), office.create("account", name="Acme")
    office.create(
        "deal",
        {
            "title": "A",
            "account": huawei,
            "amount": "0.10",
            "stage": "won",
            "close_date": "2026-05-15",
            "people": 2,
        },
        {"title": "B", "account": huawei, "amount": "0.20", "stage": "open", "close_date": "2026-04-01"},
        {
            "title": "C",
            "account": acme,
            "amount": "5",
            "stage": "won",
            "close_date": "2026-01-04",
            "effort": 3600,
        },
        {"title": "D", "stage": "won"},
    )
    return office


def summary(office: Office, *groups: Group, by: Any = None, **asked: Any) -> list[tuple[Any, ...]]:
    with office.reading(by) as records:
        return list(records.aggregate(Aggregate("deal", groups, **asked)))


def test_records_are_counted_by_choice_in_the_order_of_options(office: Office) -> None:
    assert summary(office, Group("stage")) == [("open", 1), ("won", 3)]


def test_a_look_up_is_a_group_with_its_label(office: Office) -> None:
    rows = summary(office, Group("account"), measures=(Measure("sum", "amount"),), sort=(-2,))
    assert [(ref.label if ref else None, total) for ref, total in rows] == [
        ("Acme", Decimal("5.00")),
        ("华为", Decimal("0.30")),
        (None, None),
    ]
    assert isinstance(rows[0][0], Ref)


def test_a_path_is_a_group(office: Office) -> None:
    assert summary(office, Group("account.name"), filter='stage = "won"') == [
        ("Acme", 1),
        ("华为", 1),
        (None, 1),
    ]


BUCKETS: list[tuple[str, list[str | None]]] = [
    ("day", ["2026-01-04", "2026-04-01", "2026-05-15", None]),
    ("week", ["2025-12-29", "2026-03-30", "2026-05-11", None]),
    ("month", ["2026-01-01", "2026-04-01", "2026-05-01", None]),
    ("quarter", ["2026-01-01", "2026-04-01", None]),
    ("year", ["2026-01-01", None]),
]


@pytest.mark.parametrize(("bucket", "days"), BUCKETS)
def test_dates_fall_into_buckets(office: Office, bucket: Any, days: list[str | None]) -> None:
    found = [row[0] for row in summary(office, Group("close_date", bucket))]
    assert [day and day.isoformat() for day in found] == days


def test_an_instant_falls_into_the_day_of_the_tenants_zone(office: Office) -> None:
    """Half past four in the afternoon in Greenwich is the next day, and the next month, in Shanghai."""
    assert summary(office, Group("created_at", "month")) == [(dt.date(2026, 2, 1), 4)]


def test_every_measure_measures(office: Office) -> None:
    functions = ("count", "count_distinct", "sum", "average", "minimum", "maximum")
    (row,) = summary(office, measures=tuple(Measure(function, "amount") for function in functions))  # type: ignore[arg-type]
    assert row == (3, 3, Decimal("5.30"), Decimal("1.766666666666666667"), Decimal("0.10"), Decimal("5.00"))


def test_durations_and_whole_numbers_are_added_up(office: Office) -> None:
    (row,) = summary(
        office, measures=(Measure("sum", "effort"), Measure("sum", "people"), Measure("average", "effort"))
    )
    assert row == (dt.timedelta(hours=1), 2, dt.timedelta(hours=1))


def test_a_person_sums_up_what_the_person_may_see(office: Office) -> None:
    sue = office.person("Sue", "seller")
    office.create("deal", by=sue, title="Mine", stage="open")
    assert summary(office, Group("stage"), by=sue) == [("open", 1)]
    for hidden in ({"measures": (Measure("sum", "amount"),)}, {"filter": "amount > 1"}):
        with pytest.raises(NotAllowed):
            summary(office, by=sue, **hidden)
    with pytest.raises(NotAllowed):
        summary(office, Group("amount"), by=sue)


@pytest.mark.parametrize(
    "asked",
    [
        {"measures": (Measure("sum", "title"),)},
        {"measures": (Measure("sum"),)},
        {"measures": ()},
        {"sort": (5,)},
        {"limit": 0},
    ],
)
def test_what_cannot_be_summed_up_is_refused(office: Office, asked: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        summary(office, **asked)


def test_only_dates_have_buckets(office: Office) -> None:
    with pytest.raises(Invalid):
        summary(office, Group("title", "month"))


def test_sums_are_exact_however_large(office: Office) -> None:
    office.create("deal", *({"title": "big", "amount": "9999999999999999.99"} for _ in range(12)))
    (row,) = summary(
        office, measures=(Measure("sum", "amount"), Measure("average", "amount")), filter="amount > 10"
    )
    assert row == (Decimal("119999999999999999.88"), Decimal("9999999999999999.99"))
    ordered = summary(office, Group("title"), measures=(Measure("sum", "amount"),), sort=(-2,))
    assert [title for title, _ in ordered] == ["big", "C", "B", "A", "D"]
