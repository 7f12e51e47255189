"""Options by another field: a matrix of ticks, and what is written of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from studio.settings_form.matrix import matrix_of, read_matrix
from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder

OPTIONS = [{"value": "sh", "label": {"en": "Shanghai", "zh-CN": "上海"}}, {"value": "bj"}]
DECIDING = {"country": {"cn": "China", "us": "America"}, "abroad": {"true": "Yes", "false": "No"}}


def ticked(written: Any) -> list[tuple[str, str]]:
    rows = matrix_of(written, OPTIONS, DECIDING, "en").rows
    return [(row.label, tick.label) for row in rows for tick in row.ticks if tick.ticked]


def form(field: str, *ticks: str, drawn: str | None = None) -> FormData:
    shown = field if drawn is None else drawn
    return FormData([("w.field", field), ("w.drawn", shown), *(("w.tick", tick) for tick in ticks)])


def test_values_are_rows_and_options_columns() -> None:
    matrix = matrix_of({"field": "country", "options": {"cn": ["sh"]}}, OPTIONS, DECIDING, "en")
    assert matrix.columns == ("Shanghai", "bj")
    assert [row.label for row in matrix.rows] == ["China", "America"]
    assert ticked({"field": "country", "options": {"cn": ["sh"]}}) == [("China", "Shanghai")]
    assert matrix_of(None, OPTIONS, DECIDING, "en").rows == ()


def test_what_is_not_there_any_more_can_be_unticked() -> None:
    written = {"field": "country", "options": {"fr": ["paris"], "cn": ["sh"]}}
    assert ticked(written) == [("China", "Shanghai"), ("fr", "paris")]
    assert read_matrix("w", {}, form("country", '["cn","sh"]'), written) == {
        "field": "country",
        "options": {"cn": ["sh"]},
    }


@pytest.mark.parametrize(
    ("sent", "after"),
    [
        (form(""), None),
        (form("country"), {"field": "country", "options": {}}),
        (form("country", '["cn","sh"]', '["cn","bj"]'), {"field": "country", "options": {"cn": ["sh", "bj"]}}),
        (form("abroad", '["cn","sh"]', drawn="country"), {"field": "abroad", "options": {}}),
        (form("country", "[1]", "{", "null", '["cn",7]', '["us","sh"]'), {"field": "country", "options": {"us": ["sh"]}}),
        (FormData([]), None),
    ],
)  # fmt: skip
def test_ticks_are_read(sent: FormData, after: Any) -> None:
    assert read_matrix("w", {}, sent, None) == after


NAMES = st.text(min_size=1, max_size=5)
RULES = st.dictionaries(NAMES, st.lists(NAMES, unique=True, max_size=4), max_size=4)


@given(RULES)
def test_what_nobody_touches_stays(options: dict[str, list[str]]) -> None:
    written = {"field": "country", "options": options}
    rows = matrix_of(written, OPTIONS, DECIDING, "en").rows
    sent = form("country", *(tick.value for row in rows for tick in row.ticks if tick.ticked))
    after = read_matrix("w", {}, sent, written)
    assert {value: names for value, names in after["options"].items() if names} == {
        value: names for value, names in options.items() if names
    }


def test_a_choice_is_made_to_depend_on_another_by_ticks(small_builder: Builder) -> None:
    builder = small_builder
    builder.put({**builder.body, "fields": [
        *builder.body["fields"],
        {"name": "reason", "type": "select", "options": [{"value": "price"}, {"value": "time"}]},
    ]})  # fmt: skip
    shown = [
        ("options.row", "0"),
        ("options.0.value", "price"),
        ("options.row", "1"),
        ("options.1.value", "time"),
    ]
    same = {"type": "select", "name": "reason"}
    builder.save("reason", *shown, **same, **{"options_when.field": "stage"}, seen=builder.seen("reason"))
    assert builder.field("reason")["options_when"] == {"field": "stage", "options": {}}
    page = builder.look("/field/reason").text
    assert page.count('name="options_when.tick"') == 8
    ticks = {
        "options_when.field": "stage",
        "options_when.drawn": "stage",
        "options_when.tick": '["lost","price"]',
    }
    builder.save("reason", *shown, **same, **ticks, seen=builder.seen("reason"))
    assert builder.field("reason")["options_when"] == {"field": "stage", "options": {"lost": ["price"]}}
    assert builder.workplace.composition.releases.check(TENANT) == ()
    assert (
        json.dumps(["lost", "price"], separators=(",", ":")).replace('"', "&#34;")
        in builder.look("/field/reason").text
    )
