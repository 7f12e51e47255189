"""Edits of an object document, one after the other in a table."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import FIELD_TYPES, Conflict, NotFound
from studio.object_edits import (
    add_field,
    change_field,
    duplicate_field,
    field_of,
    free_name,
    list_view,
    navigated,
    put_field,
    put_rule,
    remove_field,
    remove_rule,
    rule_of,
    sort_fields,
)

RULE = {"name": "cheap", "when": "price < 0", "field": "price", "message": "Too cheap"}


def product(**changes: Any) -> dict[str, Any]:
    fields = [{"name": name, "type": "text", "id": f"id_{name}"} for name in ("name", "price", "size")]
    return {"kind": "object", "name": "product", "fields": fields, **changes}


def names(body: dict[str, Any]) -> list[str]:
    return [entry["name"] for entry in body["fields"]]


@pytest.mark.parametrize(
    ("index", "order"),
    [
        (None, ["name", "price", "size", "date"]),
        (0, ["date", "name", "price", "size"]),
        (1, ["name", "date", "price", "size"]),
        (99, ["name", "price", "size", "date"]),
        (-5, ["date", "name", "price", "size"]),
    ],
)
def test_a_field_is_added_at_its_place(index: int | None, order: list[str]) -> None:
    body, name = add_field(product(), "date", index)
    assert (names(body), name) == (order, "date")


@pytest.mark.parametrize("kind", [kind for kind, type_ in FIELD_TYPES.items() if type_.palette])
def test_a_new_field_of_any_type_has_what_it_needs(kind: str) -> None:
    body, name = add_field(product(), kind)
    entry = field_of(body, name)
    missing = [setting for setting in FIELD_TYPES[kind].required_settings if setting not in entry]
    assert missing in ([], ["via"], ["via", "field"])


@pytest.mark.parametrize("kind", ["", "text; DROP TABLE", "<script>", "../text"])
def test_a_type_that_is_none_is_not_added(kind: str) -> None:
    with pytest.raises(NotFound):
        add_field(product(), kind)


def test_a_made_name_is_free_and_no_name_of_the_system() -> None:
    assert [free_name("text", taken) for taken in ([], ["text"], ["text", "text_2"])] == [
        "text",
        "text_2",
        "text_3",
    ]
    assert free_name("owner", []) == "owner_2"
    assert len(free_name("x" * 200, ["x" * 55])) < 63


def test_a_copy_stands_below_under_a_name_of_its_own_and_has_no_id() -> None:
    body, name = duplicate_field(product(), "price")
    assert names(body) == ["name", "price", "price_2", "size"]
    assert field_of(body, name) == {"name": "price_2", "type": "text", "label": {"en": "Price 2"}}


def test_a_new_name_is_followed_inside_the_object() -> None:
    before = product(title_field="price", unique=[["price", "size"]], indexes=[["price"]], rules=[RULE])
    body = change_field(before, "price", {"name": "cost", "type": "text"})
    assert body["title_field"] == "cost"
    assert body["unique"] == [["cost", "size"]]
    assert body["indexes"] == [["cost"]]
    assert body["rules"][0]["field"] == "cost"


def test_a_removed_field_leaves_its_sets_and_comes_back_where_it_was() -> None:
    before = product(title_field="price", unique=[["price", "size"], ["name"]])
    without = remove_field(before, "price")
    assert names(without) == ["name", "size"]
    assert without["unique"] == [["name"]]
    assert "title_field" not in without
    assert names(put_field(without, field_of(before, "price"), 1)) == names(before)


def test_a_name_is_there_once() -> None:
    with pytest.raises(Conflict):
        put_field(product(), {"name": "price", "type": "text"}, 0)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["size", "name", "price"], ["size", "name", "price"]),
        (["price"], ["name", "price", "size"]),
        (["size", "name"], ["size", "price", "name"]),
        ([], ["name", "price", "size"]),
        (["ghost", "size", "size", "name"], ["size", "price", "name"]),
    ],
)
def test_fields_are_sorted_as_far_as_they_are_named(order: list[str], expected: list[str]) -> None:
    assert names(sort_fields(product(), order)) == expected


def test_a_rule_is_added_changed_renamed_and_removed() -> None:
    added = put_rule(product(), RULE)
    assert rule_of(added, "cheap") == RULE
    renamed = put_rule(added, RULE | {"name": "free"}, "cheap")
    assert [rule["name"] for rule in renamed["rules"]] == ["free"]
    assert remove_rule(renamed, "free")["rules"] == []
    with pytest.raises(Conflict):
        put_rule(added, RULE)
    with pytest.raises(NotFound):
        put_rule(added, RULE | {"name": "other"}, "ghost")
    with pytest.raises(NotFound):
        remove_rule(product(), "cheap")


def test_a_new_object_is_found_in_a_list_and_in_the_navigation() -> None:
    label = {"en": "Trips", "zh-CN": "行程"}
    assert list_view("all_trip", "trip", label)["label"] == {"en": "All Trips", "zh-CN": "全部行程"}
    app = {"navigation": [{"object": "deal"}, {"label": "More", "items": []}]}
    shown = navigated(app, "trip")
    assert [entry.get("object") for entry in shown["navigation"]] == ["deal", "trip", None]
    assert navigated(shown, "trip") == shown


def test_options_and_duplicates_follow_the_new_name_of_their_field() -> None:
    country = {"name": "country", "type": "select", "options": [{"value": "cn"}]}
    rule = {"field": "country", "options": {"cn": ["sh"]}}
    city = {"name": "city", "type": "select", "options": [{"value": "sh"}], "options_when": rule}
    body = {"name": "trip", "fields": [country, city], "duplicates": [["country", "city"]]}
    renamed = change_field(body, "country", {**country, "name": "land"})
    assert field_of(renamed, "city")["options_when"] == {**rule, "field": "land"}
    assert renamed["duplicates"] == [["land", "city"]]
    assert remove_field(body, "city")["duplicates"] == []
