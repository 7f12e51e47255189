"""What differs between two blueprints, in words."""

from __future__ import annotations

import pytest

from metamodel import Blueprint
from metamodel.changes import changes
from tests.metamodel.builders import Body, a_view, an_object, text

ACCOUNT = an_object("account", text("name", id="f1"), text("city", id="f2"), id="o1")

CASES: list[tuple[str, list[Body], list[Body], list[tuple[str, str]]]] = [
    ("nothing", [ACCOUNT], [ACCOUNT], []),
    ("a new object", [], [ACCOUNT], [("added", "object/account")]),
    ("a removed object", [ACCOUNT], [], [("removed", "object/account")]),
    (
        "a new field",
        [ACCOUNT],
        [an_object("account", text("name", id="f1"), text("city", id="f2"), text("zip", id="f3"), id="o1")],
        [("added", "field/account.zip")],
    ),
    (
        "a removed field",
        [ACCOUNT],
        [an_object("account", text("name", id="f1"), id="o1")],
        [("removed", "field/account.city")],
    ),
    (
        "a renamed field",
        [ACCOUNT],
        [an_object("account", text("name", id="f1"), text("town", id="f2"), id="o1")],
        [("renamed", "field/account.town")],
    ),
    (
        "another type",
        [ACCOUNT],
        [
            an_object(
                "account", text("name", id="f1"), {"name": "city", "type": "long_text", "id": "f2"}, id="o1"
            )
        ],
        [("retyped", "field/account.city")],
    ),
    (
        "another order",
        [ACCOUNT],
        [an_object("account", text("city", id="f2"), text("name", id="f1"), id="o1")],
        [("moved", "object/account")],
    ),
    (
        "a setting",
        [ACCOUNT],
        [an_object("account", text("name", id="f1", required=True), text("city", id="f2"), id="o1")],
        [("changed", "field/account.name")],
    ),
    ("a view", [ACCOUNT, a_view()], [ACCOUNT, a_view(sort=["name"])], [("changed", "view/all")]),
]


@pytest.mark.parametrize(("what", "old", "new", "expected"), CASES, ids=[case[0] for case in CASES])
def test_each_difference_is_named(
    what: str, old: list[Body], new: list[Body], expected: list[tuple[str, str]]
) -> None:
    found = changes(Blueprint.of(old), Blueprint.of(new))
    assert [(change.difference, change.target) for change in found] == expected


def test_a_change_reads_as_a_sentence_in_both_languages() -> None:
    deal = an_object("deal", text("name"), label={"en": "Deal", "zh-CN": "商机"})
    (change,) = changes(
        Blueprint.of([deal]), Blueprint.of([{**deal, "fields": [text("name"), text("city")]}])
    )
    assert change.sentence() == "Deal gets the field “City” (Text)"
    assert (
        change.sentence("zh-CN", lambda _: "{object}增加字段“{label}”（{type}）")
        == "商机增加字段“City”（单行文本）"
    )
