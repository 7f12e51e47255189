"""Tables brought in: created, matched, refused row by row, all or nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from data_exchange import ColumnMapping, ImportSettings, RowsRefused, perform, read_table, rehearse
from data_exchange.bringing_in import CHUNK
from metamodel import Invalid, NotAllowed
from record_store.database import Database
from record_store.queries import Query
from record_store.system_tables import HISTORY, IMPORT, OUTBOX
from tests.builders import a_field, an_object
from tests.data_exchange.builders import (
    a_table,
    a_workbook,
    actions,
    an_office,
    bring,
    columns,
    do,
    stored,
    try_out,
    whys,
)


def test_rows_become_records(database: Database) -> None:
    office = an_office(database)
    office.create("account", name="华为")
    table = a_table(
        ["标题", "客户", "阶段", "金额", "成交日期"],
        ["A", "华为", "新建", "¥1,234.50", "2026年5月1日"],
        ["B", "", "won", "", ""],
    )
    outcome = bring(
        office,
        "deal",
        table,
        "标题=title",
        "客户=account",
        "阶段=stage",
        "金额=amount",
        "成交日期=close_date",
    )
    assert outcome.counts == {"created": 2, "updated": 0, "refused": 0}
    assert stored(office, "deal", "title", "account", "stage", "amount", "close_date") == [
        ("A", "华为", "new", Decimal("1234.50"), dt.date(2026, 5, 1)),
        ("B", None, "won", None, None),
    ]


def test_a_workbook_comes_in_with_its_own_dates_and_numbers(database: Database) -> None:
    office = an_office(database)
    content = a_workbook(
        ["title", "amount", "close_date"],
        [1001, 0.1 + 0.2, dt.datetime.fromisoformat("2026-05-01")],
        ["B", 12, "2026-05-02"],
    )
    bring(office, "deal", read_table(content))
    assert stored(office, "deal", "title", "amount", "close_date") == [
        ("1001", Decimal("0.30"), dt.date(2026, 5, 1)),
        ("B", Decimal("12.00"), dt.date(2026, 5, 2)),
    ]


def test_every_row_that_is_refused_is_told_with_all_its_reasons(database: Database) -> None:
    office = an_office(database)
    table = a_table(
        ["title", "account", "stage", "amount"],
        ["A", "", "new", "1"],
        ["", "Nobody", "lost", "x"],
        ["", "", "", "2"],
        ["D", "", "won", "much"],
    )
    with pytest.raises(RowsRefused) as refused:
        bring(office, "deal", table)
    assert whys(refused.value.outcome) == [
        (3, "/stage", "not_an_option"),
        (3, "/amount", "not_a_number"),
        (3, "/account", "no_match"),
        (3, "/title", "required"),
        (4, "/title", "required"),
        (5, "/amount", "not_a_number"),
    ]
    assert [issue.path for issue in refused.value.issues][:2] == ["/rows/3/stage", "/rows/3/amount"]
    assert stored(office, "deal", "title") == []


def test_nothing_comes_in_unless_all_rows_are_right(database: Database) -> None:
    office = an_office(database)
    with pytest.raises(RowsRefused):
        bring(
            office, "deal", a_table(["title"], *([f"T{n}"] for n in range(CHUNK)), [" "], ["'"], ["x" * 9999])
        )
    with office.reading() as records:
        for table in (HISTORY, IMPORT, OUTBOX):
            assert records.connection.execute(table.select()).first() is None
        assert records.count(Query("deal")) == 0


def test_refused_rows_can_be_left_out(database: Database) -> None:
    office = an_office(database)
    outcome = bring(
        office, "deal", a_table(["title", "amount"], ["A", "1"], ["B", "x"], ["C", "3"]), skip_refused=True
    )
    assert actions(outcome) == [(2, "created"), (3, "refused"), (4, "created")]
    assert stored(office, "deal", "title") == [("A",), ("C",)]


def test_a_value_that_may_be_there_once_is_refused_the_second_time_across_chunks(database: Database) -> None:
    office = an_office(database)
    office.create("account", name="A0")
    names = [*(f"A{n}" for n in range(CHUNK + 2)), "A1", "A5"]
    outcome = bring(office, "account", a_table(["name"], *([name] for name in names)), skip_refused=True)
    assert outcome.counts == {"created": CHUNK + 1, "updated": 0, "refused": 3}
    assert {line for line, place, _ in whys(outcome) if place == "/name"} == {2, CHUNK + 4, CHUNK + 5}


@pytest.mark.parametrize(
    ("mapping", "found"),
    [
        (ColumnMapping("account", "account"), "Rock"),
        (ColumnMapping("account", "account", "name"), "Rock"),
        (ColumnMapping("account", "account", "code"), None),
        (ColumnMapping("code", "account", "code"), "Rock"),
    ],
)
def test_look_ups_find_by_title_or_by_another_field(
    database: Database, mapping: ColumnMapping, found: str | None
) -> None:
    office = an_office(database)
    office.create("account", {"name": "Acme", "code": "1"}, {"name": "Rock", "code": "2"})
    table = a_table(["title", "account", "code"], ["A", "Rock", "2"])
    outcome = bring(office, "deal", table, "title", mapping, skip_refused=True)
    assert [row[1] for row in stored(office, "deal", "title", "account")] == ([found] if found else [])
    assert [code for *_, code in whys(outcome)] == ([] if found else ["no_match"])


def test_a_look_up_that_finds_two_says_so(database: Database) -> None:
    office = an_office(database)
    office.create("account", {"name": "A", "code": "1"}, {"name": "B", "code": "1"})
    outcome = bring(
        office, "deal", a_table(["title", "account"], ["A", "1"]), "title", ColumnMapping("account", "account", "code"),
        skip_refused=True,
    )  # fmt: skip
    assert whys(outcome) == [(2, "/account", "ambiguous_match")]


def test_words_of_the_file_are_put_into_words_of_the_field(database: Database) -> None:
    office = an_office(database)
    office.create("account", name="GTX Pro")
    table = a_table(["title", "account", "stage"], ["A", "GTXPro", "Closed"], ["B", "GTX Pro", "n/a"])
    mapping = (
        "title",
        ColumnMapping("account", "account", values={"GTXPro": "GTX Pro"}),
        ColumnMapping("stage", "stage", values={"Closed": "won", "n/a": ""}),
    )
    bring(office, "deal", table, *mapping)
    assert stored(office, "deal", "title", "account", "stage") == [
        ("A", "GTX Pro", "won"),
        ("B", "GTX Pro", None),
    ]


def test_look_ups_among_the_rows_are_filled_in_any_order(database: Database) -> None:
    office = an_office(database)
    office.create("account", name="Here before")
    rows = [["C", "B"], ["B", "A"], ["A", ""], ["D", "Here before"], ["Loop", "Loop"]]
    outcome = bring(office, "account", a_table(["name", "parent"], *rows))
    assert outcome.counts["created"] == 5
    assert stored(office, "account", "name", "parent")[:4] == [
        ("A", None),
        ("B", "A"),
        ("C", "B"),
        ("D", "Here before"),
    ]


def test_a_row_whose_look_up_fails_is_refused_with_those_that_looked_for_it(database: Database) -> None:
    """Nothing of it stays: no record, no history, nothing in the trash."""
    office = an_office(database)
    rows = [["A", ""], ["B", "Nobody"], ["C", "B"], ["D", "A"]]
    outcome = bring(office, "account", a_table(["name", "parent"], *rows), skip_refused=True)
    assert actions(outcome) == [(2, "created"), (3, "refused"), (4, "refused"), (5, "created")]
    assert stored(office, "account", "name", "parent") == [("A", None), ("D", "A")]
    with office.reading() as records:
        assert records.count(Query("account", trashed=True)) == 0
        known = set(records.connection.scalars(HISTORY.select().with_only_columns(HISTORY.c.record_id)))
        assert len(known) == 2


def test_records_are_found_and_changed(database: Database) -> None:
    office = an_office(database)
    office.create("account", {"name": "Acme", "code": "1", "revenue": 5}, {"name": "Rock", "code": "2"})
    table = a_table(["name", "code", "revenue"], ["Acme", "9", ""], ["Other", "3", "1"])
    outcome = bring(office, "account", table, mode="upsert", match="name")
    assert actions(outcome) == [(2, "updated"), (3, "created")]
    assert stored(office, "account", "name", "code", "revenue") == [
        ("Acme", "9", None),
        ("Other", "3", Decimal("1.00")),
        ("Rock", "2", None),
    ]


def test_updating_creates_nothing(database: Database) -> None:
    office = an_office(database)
    office.create("account", {"name": "Acme", "code": "1"}, {"name": "Other", "code": "1"})
    outcome = bring(
        office,
        "account",
        a_table(["name", "code"], ["Acme", "2"], ["New", "2"]),
        mode="update",
        match="name",
        skip_refused=True,
    )
    assert actions(outcome) == [(2, "updated"), (3, "refused")]
    assert whys(outcome) == [(3, "/name", "no_match")]
    twice = a_table(["code", "revenue"], ["1", "5"])
    office.update("account", office.create("account", name="Third", code="1"), revenue=1)
    outcome = bring(office, "account", twice, mode="update", match="code", skip_refused=True)
    assert whys(outcome) == [(2, "/code", "ambiguous_match")]


def test_a_blank_look_up_among_the_records_themselves_is_emptied(database: Database) -> None:
    office = an_office(database)
    office.create("account", name="Child", parent=office.create("account", name="Parent"))
    bring(office, "account", a_table(["name", "parent"], ["Child", ""]), mode="update", match="name")
    assert stored(office, "account", "name", "parent") == [("Child", None), ("Parent", None)]


SETTINGS: list[tuple[str, dict[str, Any], str]] = [
    ("changing without a field to match", {"mode": "update"}, "/match"),
    ("matching by a field that no column fills", {"mode": "upsert", "match": "amount"}, "/match"),
]


@pytest.mark.parametrize(("about", "how", "path"), SETTINGS, ids=[case[0] for case in SETTINGS])
def test_settings_are_refused_for(database: Database, about: str, how: dict[str, Any], path: str) -> None:
    office = an_office(database)
    with pytest.raises(Invalid) as refused:
        bring(office, "deal", a_table(["title"], ["A"]), **how)
    assert [issue.path for issue in refused.value.issues] == [path]


MIXED = a_table(
    ["name", "parent", "revenue"],
    ["A", "B", "1"],
    ["B", "", "x"],
    ["C", "D", "2"],
    ["D", "", ""],
    ["E", "", "9"],
)


@pytest.mark.parametrize("mode", ["create", "upsert"])
def test_a_rehearsal_leaves_nothing_and_equals_what_is_done(database: Database, mode: str) -> None:
    office = an_office(database)
    office.create("account", name="E", revenue=1)
    how: dict[str, Any] = {"mode": mode, "match": "name", "skip_refused": True}
    before = stored(office, "account", "name", "revenue", "version")
    rehearsed = try_out(office, "account", MIXED, **how)
    assert stored(office, "account", "name", "revenue", "version") == before
    with office.reading() as records:
        assert records.count(Query("account", trashed=True)) == 0
        assert len(records.connection.execute(HISTORY.select()).all()) == 1
    done = bring(office, "account", MIXED, **how)
    assert (actions(done), whys(done)) == (actions(rehearsed), whys(rehearsed))
    assert done.counts["refused"] > 0


def test_numbers_that_count_by_themselves_are_not_used_up_by_a_rehearsal(database: Database) -> None:
    ticket = an_object("ticket", "subject", a_field("number", "autonumber", pattern="T-{000}"))
    office = an_office(database, ticket)
    table = a_table(["subject"], ["A"], ["B"])
    try_out(office, "ticket", table)
    bring(office, "ticket", table)
    assert stored(office, "ticket", "subject", "number") == [("A", "T-001"), ("B", "T-002")]


def test_rights_hold_for_imports(database: Database) -> None:
    office = an_office(database)
    clerk, reader = office.person("Ada", "clerk"), office.person("Bob", "reader")
    table = a_table(["title"], ["A"])
    assert bring(office, "deal", table, by=clerk).counts["created"] == 1
    with office.reading(clerk) as records:
        (deal,) = records.page(Query("deal")).records
    assert deal.values["owner"].label == "Ada"
    for act in (perform, rehearse):
        settings = ImportSettings("deal", columns("title"))
        with pytest.raises(NotAllowed):
            act(office.store, office.tenant, reader, table, settings, *(["x.csv"] if act is perform else []))


def test_records_of_others_are_not_changed_by_an_import(database: Database) -> None:
    office = an_office(database)
    clerk = office.person("Ada", "clerk")
    office.create("deal", title="Not hers")
    outcome = bring(
        office, "deal", a_table(["title", "amount"], ["Not hers", "1"]), by=clerk, mode="update", match="title",
        skip_refused=True,
    )  # fmt: skip
    assert whys(outcome) == [(2, "/title", "no_match")]


def test_what_was_odd_about_the_file_is_remarked(database: Database) -> None:
    outcome = bring(an_office(database), "deal", a_table(["title"], ["A", "1", "2"]))
    assert [issue.code for issue in outcome.remarks] == ["shifted_columns"]


def test_the_journal_names_every_row(database: Database) -> None:
    from record_store.import_journal import read_import, read_rows

    office = an_office(database)
    id, _ = do(office, "deal", a_table(["title", "amount"], ["A", "1"], ["B", "x"]), skip_refused=True)
    with office.reading() as records:
        entry, rows = read_import(records.connection, id), read_rows(records.connection, id)
    assert (entry.status, entry.outcome) == ("done", {"rows": 2, "created": 1, "updated": 0, "refused": 1})
    assert [(row.row, row.action, row.version) for row in rows] == [(2, "created", 1), (3, "refused", None)]
    assert rows[1].issues[0]["path"] == "/amount"
