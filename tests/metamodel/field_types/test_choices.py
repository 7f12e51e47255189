"""Options and tags."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fields import STAGES, a_field
from tests.metamodel.field_types.reading import read, refusal, shown


@pytest.mark.parametrize("raw", ["won", "WON", "Won", "赢单", " ＷＯＮ "])
def test_an_option_is_read_by_value_or_label(raw: str) -> None:
    assert read("select", raw) == "won"


@pytest.mark.parametrize("raw", ["gone", 5, True])
def test_what_is_no_option_is_refused_with_the_options(raw: Any) -> None:
    issue = refusal("select", raw)
    assert issue.code == "not_an_option"
    assert issue.advice() == "Choose one of: New, Won, Lost, sadly"


def test_a_value_wins_over_the_label_of_another_option() -> None:
    options = [{"value": "a", "label": "B"}, {"value": "b", "label": "A"}]
    assert [read("select", raw, options=options) for raw in ("a", "b", "A")] == ["a", "b", "a"]


def test_an_unrestricted_select_keeps_other_values() -> None:
    assert read("select", "  gone  ", restricted=False) == "gone"
    assert read("select", "赢单", restricted=False) == "won"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("won,new", ("new", "won")),
        ("赢单；新建", ("new", "won")),
        ("新建、won", ("new", "won")),
        ("lost, sadly", ("lost",)),
        (["Lost, sadly", "won", "WON"], ("won", "lost")),
        ({"won"}, ("won",)),
        ([], None),
        (",", None),
    ],
)
def test_several_options_come_in_their_order(raw: Any, value: Any) -> None:
    assert read("multi_select", raw) == value


def test_one_wrong_option_among_several_is_named() -> None:
    assert refusal("multi_select", "won, gone").values["value"] == " gone"


def test_labels_are_shown_and_gone_options_stay_readable() -> None:
    assert shown("select", "won", "zh-CN") == "赢单"
    assert shown("select", "gone") == "gone"
    assert shown("multi_select", ("new", "won"), "zh-CN") == "新建、赢单"


def test_search_finds_an_option_in_every_language() -> None:
    field = a_field("select")
    assert field.type.search_text(field, "won") == "Won 赢单"


def test_an_option_twice_is_an_issue() -> None:
    field = a_field("select", options=[*STAGES, {"value": "won"}])
    assert [(issue.path, issue.code) for issue in field.type.check(field)] == [
        ("/options/3/value", "repeated_option")
    ]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("a, b；c、d", ("a", "b", "c", "d")),
        ("#vip #new", ("vip #new",)),
        (["A", "a", "Ａ"], ("A",)),
        (["with, comma"], ("with, comma",)),
        ([" ", ""], None),
    ],
)
def test_tags_are_read_once_each(raw: Any, value: Any) -> None:
    assert read("tags", raw) == value


def test_too_many_and_too_long_tags_are_refused() -> None:
    assert refusal("tags", [str(n) for n in range(51)]).code == "too_many"
    assert refusal("tags", ["x" * 51]).code == "too_long"
    assert refusal("tags", {"a": 1}).code == "not_a_list"
