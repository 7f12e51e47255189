"""Figures: groups, measures, order, rights, and the way from each number back to its records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from metamodel import NotAllowed, NotFound
from record_store.database import Database
from report_engine import CHARTS
from tests.report_engine.builders import a_report, an_office, bucketed, count, figures, of, shown

GROUPINGS: list[Any] = [
    *("title", "account", "account.name", "account.city", "amount", "share", "people", "stage", "urgent"),
    *(
        "close_date",
        "meeting",
        "clock",
        "effort",
        "owner",
        "owner.name",
        "created_by",
        "created_at",
        "version",
    ),
    *(bucketed("close_date", bucket) for bucket in ("day", "week", "month", "quarter", "year")),
    *(bucketed("meeting", bucket) for bucket in ("day", "week", "month", "quarter", "year")),
]


def test_the_way_back_from_each_row_finds_exactly_its_records(database: Database) -> None:
    """The law of drilling, for every kind of group, blanks and signs in texts included."""
    office = an_office(database)
    ada = office.person("Ada", "seller")
    office.update("deal", office.create("deal", title="Hers"), owner=ada.id)
    astray = []
    for grouping in GROUPINGS:
        found = figures(office, a_report(grouping))
        astray += [
            (grouping, row.groups[0].value, row.drill)
            for row in found.rows
            if count(office, row.drill) != row.measures[0].value
        ]
        assert sum(row.measures[0].value for row in found.rows) == found.totals[0].value == 7
    assert astray == []


def test_the_way_back_keeps_the_filter_and_both_groups(database: Database) -> None:
    office = an_office(database)
    body = a_report(
        "stage",
        columns=[bucketed("close_date", "year")],
        filter='ISBLANK(amount) OR amount < 5 OR title = "x"',
    )
    found = figures(office, body)
    assert [count(office, row.drill) for row in found.rows] == [row.measures[0].value for row in found.rows]
    assert count(office, found.drill) == found.totals[0].value == 5


def test_groups_come_in_their_own_order_and_blanks_last(database: Database) -> None:
    office = an_office(database)
    assert shown(figures(office, a_report("stage"))) == [("Open", "1"), ("Won", "3"), ("(blank)", "2")]
    assert shown(figures(office, a_report("stage"), locale="zh-CN"))[-1] == ("（空）", "2")
    months = figures(office, a_report(bucketed("close_date", "month")))
    assert [row.groups[0].value for row in months.rows] == [
        "2024-12-01",
        "2026-01-01",
        "2026-04-01",
        "2026-05-01",
        None,
    ]


def test_look_ups_come_with_the_greatest_figure_first(database: Database) -> None:
    found = figures(an_office(database), a_report("account", measures=[of("sum", "amount")]))
    assert shown(found) == [("Acme", "¥5.20"), ("华为", "¥-4.90"), ("(blank)", "–")] or [
        row.groups[0].shown for row in found.rows
    ] == ["Acme", "华为", "(blank)"]


def test_instants_fall_into_the_days_of_the_tenants_zone(database: Database) -> None:
    """Half past four in the afternoon in Greenwich is the first of February in Shanghai."""
    found = figures(an_office(database), a_report(bucketed("meeting", "month")))
    assert [(row.groups[0].value, row.measures[0].value) for row in found.rows] == [
        ("2026-01-01", 2),
        ("2026-02-01", 1),
        (None, 3),
    ]


BUCKETS: list[tuple[str, str, str, str]] = [
    ("day", "Dec 30, 2024", "2024年12月30日", "2024-12-30"),
    ("week", "2025 W01", "2025 年第 1 周", "2024-12-30"),
    ("month", "Dec 2024", "2024年12月", "2024-12-01"),
    ("quarter", "Q4 2024", "2024年第4季度", "2024-10-01"),
    ("year", "2024", "2024年", "2024-01-01"),
]


def test_buckets_have_names(database: Database) -> None:
    office = an_office(database)
    for bucket, english, chinese, first in BUCKETS:
        body = a_report(bucketed("close_date", bucket))
        assert shown(figures(office, body))[0][0] == english
        assert shown(figures(office, body, locale="zh-CN"))[0][0] == chinese
        assert figures(office, body).rows[0].groups[0].value == first


def test_every_measure_measures(database: Database) -> None:
    measures = [of("count"), of("count", "amount"), of("count_distinct", "stage")]
    measures += [of(function, "amount") for function in ("sum", "average", "minimum", "maximum")]
    found = figures(an_office(database), a_report(measures=measures))
    assert [figure.value for figure in found.totals] == [
        6, 4, 2, Decimal("0.30"), Decimal("0.08"), Decimal("-5.00"), Decimal("5.00"),
    ]  # fmt: skip
    assert len(found.rows) == 1


def test_a_person_counts_only_what_they_may_see(database: Database) -> None:
    office = an_office(database)
    ada = office.person("Ada", "seller")
    office.create("deal", title="Hers", stage="won", owner=ada.id)
    found = figures(office, a_report("stage"), by=ada)
    assert shown(found) == [("Won", "1")]
    assert found.totals[0].value == 1 == count(office, found.drill, ada)


@pytest.mark.parametrize(
    "body",
    [
        a_report("amount"),
        a_report(measures=[of("sum", "amount")]),
        a_report(columns=["amount"]),
        a_report(filter="amount > 1"),
    ],
)
def test_a_hidden_field_gives_no_figure(database: Database, body: dict[str, Any]) -> None:
    office = an_office(database)
    with pytest.raises(NotAllowed):
        figures(office, body, by=office.person("Ada", "seller"))


def test_an_object_out_of_sight_gives_no_figure(database: Database) -> None:
    office = an_office(database)
    with pytest.raises(NotAllowed):
        figures(office, a_report("stage"), by=office.person("Bob"))


def test_what_is_gone_is_not_found(database: Database) -> None:
    office = an_office(database)
    for body in (
        a_report("price"),
        {**a_report(), "object": "price"},
        a_report(measures=[of("sum", "price")]),
    ):
        with pytest.raises(NotFound):
            figures(office, body)


def test_bars_carry_their_rows(database: Database) -> None:
    office = an_office(database)
    found = figures(
        office, a_report("stage", measures=[of("count"), of("sum", "amount")], chart={"type": "bar"})
    )
    option = CHARTS["bar"].option(found)
    assert option["xAxis"] == {"type": "category", "data": ["Open", "Won", "(blank)"]}
    (series,) = option["series"]
    assert (series["type"], [datum["row"] for datum in series["data"]]) == ("bar", [0, 1, 2])
    assert [datum["value"] for datum in series["data"]] == [1, 3, 2]


def test_lying_stacked_bars_split_by_the_second_group(database: Database) -> None:
    office = an_office(database)
    chart = {"type": "bar", "horizontal": True, "stacked": True}
    found = figures(office, a_report("account", columns=["stage"], chart=chart))
    option = CHARTS["bar"].option(found)
    assert (option["xAxis"]["type"], option["yAxis"]["inverse"]) == ("value", True)
    assert {series["stack"] for series in option["series"]} == {"all"}
    for series in option["series"]:
        assert len(series["data"]) == len(option["yAxis"]["data"])


def test_a_matrix_has_a_cell_for_each_pair(database: Database) -> None:
    found = figures(an_office(database), a_report("account", columns=["stage"]))
    matrix = found.matrix()
    assert [heading.shown for heading in matrix.headings] == ["Open", "Won", "(blank)"]
    assert [line.groups[0].shown for line in matrix.lines] == ["Acme", "华为", "(blank)"]
    assert [
        [None if cell is None else found.rows[cell].measures[0].value for cell in line.cells]
        for line in matrix.lines
    ] == [
        [1, 1, None],
        [None, 2, None],
        [None, None, 2],
    ]
