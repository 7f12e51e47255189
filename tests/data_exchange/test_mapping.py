"""Which column fills which field: suggested, written by hand, checked."""

from __future__ import annotations

from typing import Any

import pytest

from data_exchange import ColumnMapping, parse_mapping, suggest_mapping
from data_exchange.mapping import check_mapping, reader_of
from metamodel import Blueprint, Invalid
from tests.builders import a_field, an_object
from tests.data_exchange.builders import ACCOUNT, DEAL, columns

ALL = Blueprint.of(
    [
        ACCOUNT,
        {**DEAL, "fields": [*DEAL["fields"], a_field("lines", "lines", object="line", via="deal")]},
        an_object("line", "name", a_field("deal", "lookup", object="deal")),
    ]
)
DEALS = ALL.object("deal")


def suggested(*headings: str) -> dict[str, str]:
    writable = [field.name for field in DEALS.all_fields if field.type.writable]
    return {each.column: each.field for each in suggest_mapping(headings, DEALS, writable)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("title", "title"),
        ("Close date", "close_date"),
        ("CLOSE_DATE", "close_date"),
        (" close-date ", "close_date"),
        ("Close  Date:", "close_date"),
        ("Closing date", None),
        ("Close dat", "close_date"),
        ("成交日期", "close_date"),
        ("金额", "amount"),
        ("客户", "account"),
        ("Owner", "owner"),
        ("负责人", "owner"),
        ("Created at", "created_at"),
        ("colour", None),
        ("", None),
        ("***", None),
    ],
)
def test_a_heading_suggests_a_field(heading: str, field: str | None) -> None:
    assert suggested(heading) == ({heading: field} if field else {})


def test_a_column_called_like_the_object_holds_the_names_of_its_records() -> None:
    assert suggested("Deal") == {"Deal": DEALS.title_field}


def test_no_field_is_suggested_twice_and_the_exact_heading_wins() -> None:
    assert suggested("Close dat", "Amount (2)", "Amount", "Close date") == {
        "Amount": "amount",
        "Close date": "close_date",
    }


def test_a_mapping_is_written_as_pairs() -> None:
    mapping = parse_mapping(
        ["Account=account.name", "a=b=title", "Stage = stage"], ["Account:GTXPro=GTX Pro", "Account:x="]
    )
    assert mapping == (
        ColumnMapping("Account", "account", "name", {"GTXPro": "GTX Pro", "x": ""}),
        ColumnMapping("a=b", "title"),
        ColumnMapping("Stage", "stage"),
    )


@pytest.mark.parametrize(("pairs", "values"), [(["Account"], []), (["Account="], []), ([], ["Account=x"])])
def test_what_is_no_pair_is_refused(pairs: list[str], values: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        parse_mapping(pairs, values)
    assert refused.value.issues[0].path == "/mapping"


CASES: list[tuple[str, tuple[ColumnMapping, ...], list[tuple[str, str]]]] = [
    ("no column of that name", columns("Price=amount"), [("/mapping/0", "unknown_column")]),
    ("no field of that name", columns("A=price"), [("/mapping/0", "unknown_field")]),
    (
        "both",
        columns("B=title", "C=price"),
        [("/mapping/1", "unknown_column"), ("/mapping/1", "unknown_field")],
    ),
    ("a field twice", columns("A=title", "B=title"), [("/mapping/1", "duplicate")]),
    ("line items", columns("A=lines"), [("/mapping/0", "unfit_field")]),
    ("nothing", (), [("/mapping", "required")]),
    (
        "a look-up by nothing",
        columns(ColumnMapping("A", "account", "nam")),
        [("/mapping/0/by", "unknown_field")],
    ),
    ("no look-up at all", columns(ColumnMapping("A", "title", "name")), [("/mapping/0/by", "unknown_field")]),
    (
        "people by their age",
        columns(ColumnMapping("A", "owner", "age")),
        [("/mapping/0/by", "unknown_field")],
    ),
]


@pytest.mark.parametrize(("about", "mapping", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_mapping_is_refused_for(about: str, mapping: Any, expected: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        check_mapping(mapping, ("A", "B"), DEALS, ALL)
    assert [(issue.path, issue.code) for issue in refused.value.issues] == expected


def test_a_sound_mapping_passes() -> None:
    by_mail = ColumnMapping("B", "owner", "email")
    check_mapping(columns(ColumnMapping("A", "account", "code"), by_mail), ("A", "B"), DEALS, ALL)


READ: list[tuple[ColumnMapping, Any, Any]] = [
    (ColumnMapping("A", "title"), "x", "x"),
    (ColumnMapping("A", "title"), "", None),
    (ColumnMapping("A", "title"), None, None),
    (ColumnMapping("A", "title"), "'=1+1", "=1+1"),
    (ColumnMapping("A", "title"), "[1]", "[1]"),
    (ColumnMapping("A", "title", values={"n/a": ""}), " n/a ", None),
    (ColumnMapping("A", "stage", values={"1": "won"}), 1, "won"),
    (ColumnMapping("A", "account"), "Acme", "Acme"),
    (ColumnMapping("A", "account"), '{"id": "1"}', {"id": "1"}),
    (ColumnMapping("A", "account"), "{Acme", "{Acme"),
    (ColumnMapping("A", "account", "code"), "X1", {"match": {"code": "X1"}}),
    (ColumnMapping("A", "account", "code", {"GTXPro": "GTX Pro"}), "GTXPro", {"match": {"code": "GTX Pro"}}),
]


@pytest.mark.parametrize(("mapping", "cell", "given"), READ)
def test_a_cell_gives_the_field(mapping: ColumnMapping, cell: Any, given: Any) -> None:
    assert reader_of(mapping, DEALS.field(mapping.field))(cell) == given


def test_many_records_are_looked_up_in_one_cell() -> None:
    described = Blueprint.of([ACCOUNT, an_object("team", a_field("of", "many_to_many", object="account"))])
    read = reader_of(ColumnMapping("A", "of", "code"), described.object("team").field("of"))
    assert read("a; b;") == [{"match": {"code": "a"}}, {"match": {"code": "b"}}]
