"""What columns are taken for: by their values over all rows, and by what their headings speak of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from data_exchange.guessing import (
    ColumnGuess,
    Surroundings,
    Target,
    english_name,
    guess_columns,
    labels,
    singular,
    title_of,
)
from data_exchange.reading import Table


def guess(heading: str, *cells: Any, around: Surroundings = Surroundings()) -> ColumnGuess:
    return guess_columns(Table((heading,), [[cell] for cell in cells], range(2, len(cells) + 2)), around)[0]


CASES: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("email", "Mail", ("a@example.com", "B@Example.com", "", "c@example.org")),
    ("url", "Homepage", ("https://example.com", "www.example.org/a")),
    ("mobile_cn", "手机号", ("13800138000", "138 0013 8001", "+86 13900139000")),
    ("phone", "Phone", ("+86 10 6552 9988", "+1 206 555 0100")),
    ("uscc", "信用代码", ("91350100M000100Y43",)),
    ("boolean", "Churn", ("Yes", "No", "No", "Yes")),
    ("boolean", "是否有效", ("是", "否", "是")),
    (
        "select",
        "Internet service",
        ("DSL", "Fiber", "No", "DSL", "Fiber", "No", "DSL", "Fiber", "No", "No", "DSL"),
    ),
    ("select", "状态", ("进行中", "已完成", "进行中", "已完成")),
    ("multi_select", "Tags", ("red;blue", "blue", "red;green", "green;blue", "red")),
    ("integer", "Units", ("3", "12", "1,200")),
    ("number", "Latitude", ("40.65651334", "40.70")),
    ("money", "Unit price", ("14.00", "9.80")),
    ("money", "Worth", ("¥1,200", "3.2万元")),
    ("percent", "Share", ("12%", "7.5 %")),
    ("percent", "Win rate", ("20", "85")),
    ("rating", "评分", ("4", "5", "1")),
    ("date", "Hired", ("1992-05-01 00:00:00.000", "1993-10-17 00:00:00.000")),
    ("date", "签约日期", ("2024年3月5日", "2024/3/6")),
    ("date", "Day", (dt.date(2024, 1, 2), dt.date(2024, 1, 3))),
    ("datetime", "Created", ("3/14/2025 1:20", "3/15/2025 13:45")),
    ("time", "At", ("13:08", "10:29")),
    ("company_name", "Supplier", ("Acme GmbH", "Northern Works Ltd", "Third one")),
    ("company_name", "客户", ("甲乙科技有限公司", "丙丁商贸有限公司")),
    ("person_name", "联系人", ("张三", "欧阳修", "李四")),
    ("address", "地址", ("浙江省杭州市西湖区文三路1号", "北京市海淀区中关村大街2号")),
    ("long_text", "Notes", ("word " * 80, "short")),
    ("text", "Postcode", ("01581", "02116", "98122")),
    ("text", "Order no", ("SO-1", "SO-2", "SO-3")),
    ("text", "Nothing", ("", "", "")),
)


@pytest.mark.parametrize(
    ("kind", "heading", "cells"), CASES, ids=[f"{kind} {heading}" for kind, heading, _ in CASES]
)
def test_a_column_is_taken_for_what_it_is(kind: str, heading: str, cells: tuple[Any, ...]) -> None:
    found = guess(heading, *cells)
    assert found.best.kind == kind
    assert found.best.fit.misfits == 0


def test_the_last_row_counts_as_much_as_the_first() -> None:
    found = guess("Units", *map(str, range(500)), "a dozen")
    assert found.best.kind == "text"
    assert (found.others["integer"].fit.misfits, found.others["integer"].fit.refused) == (1, ("a dozen",))


def test_other_types_say_how_many_values_would_not_fit() -> None:
    found = guess("When", "2024-01-02", "2024-01-03", "soon", "later")
    assert found.best.kind == "text"
    assert found.others["date"].fit.misfits == 2
    assert set(found.others["date"].fit.refused) == {"soon", "later"}


def test_words_for_nothing_are_no_values() -> None:
    found = guess("Fax", "+1 206 555 0100", "NULL", "+1 206 555 0101", "-")
    assert (found.best.kind, set(found.best.proposal.blanks)) == ("phone", {"NULL", "-"})
    assert not found.required


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("3/14/2025", "1/2/2025"), "mdy"),
        (("14/3/2025", "1/2/2025"), "dmy"),
        (("2025-03-14", "2025-01-02"), None),
    ],
)
def test_days_say_which_comes_first(cells: tuple[str, ...], order: str | None) -> None:
    assert guess("Date", *cells).best.proposal.dates == order


def test_unclear_days_follow_the_language() -> None:
    assert guess("Date", "1/2/2025").best.proposal.dates == "mdy"
    assert guess("日期", "1/2/2025", around=Surroundings(locale="zh-CN")).best.proposal.dates == "dmy"


def test_options_have_values_labels_and_colours() -> None:
    options = guess(
        "Status", "Won", "Lost", "In progress", "Won", "Lost", "In progress"
    ).best.proposal.settings["options"]
    assert [(one["value"], one["label"], one["color"]) for one in options] == [
        ("won", "Won", "green"),
        ("lost", "Lost", "red"),
        ("in_progress", "In progress", "violet"),
    ]


def test_options_of_one_value_and_another_label_are_told_apart() -> None:
    cells = ("A b", "A-b", "a_b") * 4
    options = guess("Type", *cells).best.proposal.settings["options"]
    assert len({one["value"] for one in options}) == 3


def test_keys_are_unique_and_required() -> None:
    key = guess("Order no", *(f"SO-{n}" for n in range(20)))
    assert (key.unique, key.required) == (True, True)
    name = guess("Remark", *(f"word {n}" for n in range(20)))
    assert not name.unique


def test_amounts_take_the_currency_that_they_are_marked_with() -> None:
    assert guess("Amount", "€12.50", "€1").best.proposal.settings == {"currency": "EUR", "scale": 2}
    assert guess("Amount USD", "12.5").best.proposal.settings["currency"] == "USD"
    assert (
        guess("金额", "12", around=Surroundings(locale="zh-CN")).best.proposal.settings["currency"] == "CNY"
    )


def test_a_column_that_names_records_becomes_a_look_up() -> None:
    known = {"Acme": ["1"], "Bolt": ["2"], "Core": ["3"]}
    around = Surroundings(
        targets=(Target("account", frozenset({"account"}), (None, "code")),),
        matching=lambda _object, by, cells: (
            {} if by else {cell: known[cell] for cell in cells if cell in known}
        ),
    )
    cells = ("Acme", "Bolt", "Core") * 5
    found = guess("Account", *cells, "Unknown", around=around)
    assert (found.best.kind, found.best.proposal.settings["object"]) == ("lookup", "account")
    assert found.best.fit.refused == ("Unknown",)
    assert guess("Account", "Acme", "x", "y", "z", around=around).best.kind != "lookup"


def test_a_key_of_another_object_is_looked_up_by_it() -> None:
    around = Surroundings(
        targets=(Target("customer", frozenset({"customer", "customers"}), (None, "customer_id")),),
        matching=lambda _object, by, cells: (
            {cell: [str(cell)] for cell in cells} if by == "customer_id" else {}
        ),
    )
    found = guess("customerID", 1, 2, 3, 2, around=around)
    assert (found.best.kind, found.best.proposal.by) == ("lookup", "customer_id")


def test_the_title_is_the_column_that_names_best() -> None:
    rows = [[f"C-{n}", f"Company {n} Ltd", "Berlin"] for n in range(10)]
    guesses = guess_columns(Table(("Code", "Company name", "City"), rows, range(2, 12)), Surroundings())
    assert title_of(guesses) == 1


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("customerID", "customer_id"),
        ("Monthly Charges", "monthly_charges"),
        ("客户名称", "customer_name"),
        ("下单日期", "order_date"),
        ("折扣率", "discount_rate"),
        ("籍贯", "jiguan"),
        ("2024 total", "original_2024_total"),
        ("%", "original"),
        ("Größe", "gr_e"),
    ],
)
def test_headings_become_names(heading: str, name: str) -> None:
    assert english_name(heading, ()) == name


def test_names_that_are_taken_get_a_number() -> None:
    assert english_name("Owner", {"owner", "owner_2"}) == "owner_3"


def test_headings_have_words_in_both_languages() -> None:
    assert labels("客户名称") == {"en": "Customer name", "zh-CN": "客户名称"}
    assert labels("unitPrice") == {"en": "Unit price", "zh-CN": "单价"}
    assert labels("tenure") == {"en": "Tenure"}


def test_one_of_several_has_its_own_word() -> None:
    assert [singular(word) for word in ("Customers", "categories", "boxes", "Status", "News")] == [
        "Customer",
        "category",
        "box",
        "Status",
        "News",
    ]
