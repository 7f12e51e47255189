"""What a form posted becomes values by field, and nothing is read that the form does not hold."""

from __future__ import annotations

from typing import Any

import pytest

from form_engine import kept_values, missing_values
from tests.form_engine.builders import bound, field, form, lines, read


@pytest.mark.parametrize(
    ("name", "pairs", "value"),
    [
        ("title", [("title", " Big ")], " Big "),
        ("active", [("active", "false")], "false"),
        ("active", [("active", "false"), ("active", "true")], "true"),
        ("colors", [("colors", "")], []),
        ("colors", [("colors", ""), ("colors", "red"), ("colors", "blue")], ["red", "blue"]),
        ("tags", [("tags", ""), ("tags", "vip, new")], "vip, new"),
        ("tags", [("tags", ""), ("tags", "vip"), ("tags", "new")], ["vip", "new"]),
        ("account", [("account", "a1")], "a1"),
        ("account", [("account", "a1"), ("account.text", "Acme"), ("account.was", "a1|Acme")], "a1"),
        ("account", [("account", "a1"), ("account.text", "Globex"), ("account.was", "a1|Acme")], "Globex"),
        ("account", [("account", "b2"), ("account.text", "Globex"), ("account.was", "a1|Acme")], "b2"),
        ("account", [("account", ""), ("account.text", ""), ("account.was", "a1|Acme")], ""),
        (
            "person",
            [("person.family", "王"), ("person.given", "小明")],
            {"family": "王", "given": "小明"},
        ),
    ],
)
def test_every_widget_reads_back_what_it_posts(name: str, pairs: list[tuple[str, str]], value: Any) -> None:
    assert read(form(field(name)), *pairs).values == {name: value}


def test_a_field_that_was_not_posted_is_not_touched() -> None:
    assert read(form(field("title"), field("amount")), ("title", "x")).values == {"title": "x"}


def test_what_the_form_does_not_hold_is_not_read() -> None:
    assert read(form(field("title")), ("title", "x"), ("owner", "me"), ("amount", "1")).values == {
        "title": "x"
    }


POSTED = (("lines", ""), ("lines-0-id", "l1"), ("lines-0-product", "Pump"), ("lines-7-product", "Pipe"))


def test_lines_come_in_their_order_with_their_ids() -> None:
    rows = read(form(lines(columns=["product"])), *POSTED).values["lines"]
    assert rows == [{"product": "Pump", "id": "l1"}, {"product": "Pipe"}]


@pytest.mark.parametrize(
    ("action", "products"),
    [
        ("add_line:lines", ["Pump", "Pipe", None]),
        ("remove_line:lines:0", ["Pipe"]),
        ("copy_line:lines:0", ["Pump", "Pump", "Pipe"]),
        ("remove_line:lines:99", ["Pump", "Pipe"]),
        ("remove_line:lines:x", ["Pump", "Pipe"]),
        ("add_line:nothing", ["Pump", "Pipe"]),
        ("add_line", ["Pump", "Pipe"]),
    ],
)
def test_a_button_of_the_grid_changes_its_lines_and_nothing_breaks_it(
    action: str, products: list[str | None]
) -> None:
    reading = read(form(lines(columns=["product"])), *POSTED, ("_action", action))
    assert [row.get("product") for row in reading.values["lines"]] == products
    assert not reading.action.saves


def test_a_copied_line_is_a_new_one() -> None:
    rows = read(form(lines(columns=["product"])), *POSTED, ("_action", "copy_line:lines:0")).values["lines"]
    assert [row.get("id") for row in rows] == ["l1", None, None]


@pytest.mark.parametrize(("text", "version"), [("7", 7), ("", None), ("x", None), ("-1", None)])
def test_the_version_is_a_number_or_nothing(text: str, version: int | None) -> None:
    assert read(form(field("title")), ("_version", text)).version == version


def test_hidden_and_locked_fields_keep_what_they_have() -> None:
    definition = form(
        field("title"),
        field("stage"),
        field("notes", visible_when='stage = "won"'),
        field("amount", readonly=True),
    )
    reading = read(definition, ("title", "x"), ("stage", "open"), ("notes", "secret"), ("amount", "5"))
    assert kept_values(reading, bound(definition, typed=reading.values)) == {"title": "x", "stage": "open"}


def test_an_empty_line_is_not_saved() -> None:
    definition = form(lines(columns=["product", "price"]))
    reading = read(definition, *POSTED, ("lines-9-product", ""), ("lines-9-price", ""))
    kept = kept_values(reading, bound(definition, typed=reading.values))
    assert [row["product"] for row in kept["lines"]] == ["Pump", "Pipe"]


@pytest.mark.parametrize(
    ("stage", "notes", "missing"), [("won", "", ["/notes"]), ("won", "said", []), ("open", "", [])]
)
def test_what_only_this_form_requires_is_missed_by_it(stage: str, notes: str, missing: list[str]) -> None:
    definition = form(field("title"), field("stage"), field("notes", required_when='stage = "won"'))
    reading = read(definition, ("title", ""), ("stage", stage), ("notes", notes))
    issues = missing_values(definition, bound(definition, typed=reading.values))
    assert [issue.path for issue in issues] == missing
