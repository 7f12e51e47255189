"""Edits of a form as pure functions: what is added, moved, widened, renamed and taken out, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form_engine import derive_form
from metamodel import Blueprint, Conflict, Document, Invalid, NotFound
from studio.form_edits import (
    add_part,
    form_from,
    key_of,
    move_parts,
    new_form,
    outline,
    part_at,
    path_of,
    place_of,
    places,
    remove_parts,
    rename_part,
    set_columns,
    widen_items,
)
from studio.form_edits.adding import Spot
from studio.form_edits.new_form import Wanted
from tests.runtime.pages.workplace import DOCUMENTS

BLUEPRINT = Blueprint.of(DOCUMENTS)
BODY = BLUEPRINT.document("form", "deal_form").body
FIRST = ["title", "account", "stage", "amount", "close_date", "lost_reason", "notes", "paper"]


def fields(body: Any, section: str = "0.0") -> list[str]:
    part = part_at(body, place_of(section) or ())
    assert part is not None
    return [str(item.get("field", item["type"])) for item in part["items"]]


@pytest.mark.parametrize(
    ("spot", "section", "expected"),
    [
        (Spot(inside="0.0", before="0.0.0"), "0.0", ["divider", *FIRST]),
        (Spot(inside="0.0"), "0.0", [*FIRST, "divider"]),
        (Spot(selected="0.0.1"), "0.0", ["title", "account", "divider", *FIRST[2:]]),
        (Spot(selected="0.0"), "0.0", [*FIRST, "divider"]),
        (Spot(selected="1"), "1.0", ["lines", "divider"]),
        (Spot(open="1"), "1.0", ["lines", "divider"]),
        (Spot(open="7"), "1.0", ["lines", "divider"]),
        (Spot(), "1.0", ["lines", "divider"]),
    ],
)
def test_a_block_comes_where_it_was_meant(spot: Spot, section: str, expected: list[str]) -> None:
    body, key = add_part(BODY, BLUEPRINT, "block.divider", spot)
    assert fields(body, section) == expected
    assert part_at(body, place_of(key) or ()) == {"type": "divider"}


def test_a_field_becomes_the_item_that_holds_its_type() -> None:
    bare = {**BODY, "layout": []}
    body, _ = add_part(bare, BLUEPRINT, "field.lines", Spot())
    body, key = add_part(body, BLUEPRINT, "field.owner", Spot())
    assert [item for _, item in places(body) if "type" in item] == [
        {"type": "lines", "field": "lines"},
        {"type": "field", "field": "owner"},
    ]
    assert key == "0.0.1"


def test_a_field_that_is_there_is_refused_with_its_place() -> None:
    with pytest.raises(Conflict) as refused:
        add_part(BODY, BLUEPRINT, "field.amount", Spot(inside="1.0"))
    (issue,) = refused.value.issues
    assert issue.code == "on_form"
    assert issue.values["at"] == "0.0.3"
    assert issue.values["inside"] == "1.0"


def test_tabs_and_sections_are_added_with_words_in_both_languages() -> None:
    body, tab = add_part(BODY, BLUEPRINT, "tab", Spot(selected="0.0.2"))
    assert tab == "1"
    body, section = add_part(body, BLUEPRINT, "section", Spot(open=tab))
    assert section == "1.1"
    assert set(body["layout"][1]["sections"][1]["label"]) == {"en", "zh-CN"}


def test_blocks_begin_with_what_they_need() -> None:
    account = {"kind": "form", "name": "a", "object": "account", "purpose": "detail", "layout": []}
    body, key = add_part(account, BLUEPRINT, "block.related", Spot())
    assert part_at(body, place_of(key) or ()) == {"type": "related", "object": "deal", "via": "account"}
    body, key = add_part(body, BLUEPRINT, "block.text", Spot())
    text = part_at(body, place_of(key) or ()) or {}
    assert text["text"]["zh-CN"]


@pytest.mark.parametrize(
    "added", ["field.ghost", "block.ghost", "block.field", "block.related", "", "ghost", "field.", "block"]
)
def test_what_there_is_not_is_not_found(added: str) -> None:
    with pytest.raises(NotFound):
        add_part(BODY, BLUEPRINT, added, Spot())


@pytest.mark.parametrize("spot", [Spot(inside="9"), Spot(inside="0.0", before="0.0.99"), Spot(before="x")])
def test_a_spot_that_is_gone_puts_it_near(spot: Spot) -> None:
    try:
        body, key = add_part(BODY, BLUEPRINT, "block.divider", spot)
    except NotFound:
        return
    assert part_at(body, place_of(key) or ()) == {"type": "divider"}


def test_items_move_together_between_tabs_and_keep_their_order() -> None:
    body, keys = move_parts(BODY, ["0.0.3", "0.0.1"], "1.0", "1.0.0")
    assert fields(body, "1.0") == ["account", "amount", "lines"]
    assert keys == ("1.0.0", "1.0.1")
    assert fields(body) == [name for name in FIRST if name not in ("account", "amount")]


def test_items_dropped_on_a_tab_come_to_the_end_of_its_last_section() -> None:
    body, _ = move_parts(BODY, ["0.0.0"], "1")
    assert fields(body, "1.0") == ["lines", "title"]


def test_tabs_and_sections_move() -> None:
    body, keys = move_parts(BODY, ["1"], "", "0")
    assert [tab["label"] for tab in body["layout"]] == ["Lines", "Deal"]
    body, keys = move_parts(body, ["0.0"], "1", "1.0")
    assert keys == ("1.0",)
    assert [len(tab["sections"]) for tab in body["layout"]] == [0, 2]


@pytest.mark.parametrize(
    ("keys", "inside"), [(["0", "0.0"], ""), (["0.0.0"], ""), (["0.0"], "0.0"), ([], "0")]
)
def test_what_cannot_stand_there_is_refused(keys: list[str], inside: str) -> None:
    with pytest.raises((Invalid, NotFound)):
        move_parts(BODY, keys, inside)


def test_what_is_taken_out_takes_along_what_is_in_it_and_one_tab_stays() -> None:
    body = remove_parts(BODY, ["0", "1.0.0"])
    assert [part for _, part in places(body)] == [
        {"label": "Lines", "sections": [{"items": []}]},
        {"items": []},
    ]
    assert remove_parts(body, ["0"])["layout"] == [{"sections": [{"items": []}]}]


def test_widths_columns_and_words_are_changed_alone() -> None:
    body = widen_items(BODY, ["0.0.1", "0.0.2"], "full")
    assert [item.get("width") for item in body["layout"][0]["sections"][0]["items"][:4]] == ["full"] * 3 + [
        None
    ]
    body = set_columns(body, "0.0", 3)
    assert body["layout"][0]["sections"][0]["columns"] == 3
    body = rename_part(body, "0.0", "zh-CN", " 基本 ")
    assert body["layout"][0]["sections"][0]["label"] == {"en": "Facts", "zh-CN": "基本"}
    body = rename_part(rename_part(body, "0.0", "zh-CN", ""), "0.0", "en", "")
    assert "label" not in body["layout"][0]["sections"][0]


@pytest.mark.parametrize("columns", [None, 0, 4])
def test_columns_that_there_are_not_are_refused(columns: int | None) -> None:
    with pytest.raises(Invalid):
        set_columns(BODY, "0.0", columns)


def test_widths_and_words_that_there_are_not_are_refused() -> None:
    with pytest.raises(Invalid):
        widen_items(BODY, ["0.0.0"], "wide")
    with pytest.raises(Invalid):
        rename_part(BODY, "0.0.0", "en", "Name")
    with pytest.raises(Invalid):
        rename_part(BODY, "0", "en", "x" * 300)


KEYS = [key_of(place) for place, part in places(BODY) if "type" in part]


@given(
    st.sets(st.sampled_from(KEYS), min_size=1),
    st.sampled_from(["0.0", "1.0", "1"]),
    st.sampled_from(["", *KEYS]),
)
def test_nothing_is_lost_however_it_is_moved(keys: set[str], inside: str, before: str) -> None:
    was = outline(BODY)
    body, now = move_parts(BODY, sorted(keys), inside, before)
    assert sorted(map(str, (part for _, part in places(body) if "type" in part))) == sorted(
        map(str, (part for _, part in places(BODY) if "type" in part))
    )
    assert len(now) == len(keys)
    assert outline(BODY) == was, "the form that was moved in is as it was"
    for key, place in zip(sorted(keys, key=lambda key: place_of(key) or ()), now, strict=True):
        assert part_at(body, place_of(place) or ()) == part_at(BODY, place_of(key) or ())


@pytest.mark.parametrize("key", ["", "x", "0.0.0.0", "-1", "0.-1", "²", "0..1", "99999", "0.0.x"])
def test_a_key_that_names_no_place_is_none(key: str) -> None:
    place = place_of(key)
    assert place is None or part_at(BODY, place) is None


def test_places_and_pointers_say_the_same() -> None:
    assert path_of((0, 1, 2)) == "/layout/0/sections/1/items/2"
    assert path_of(()) == ""


def test_a_new_form_starts_as_it_is_wanted() -> None:
    derived = new_form(BLUEPRINT, Wanted("account", "quick", ["reader"], {"en": "Fast"}))
    assert derived["name"] == "account_quick"
    assert derived["for_roles"] == ["reader"]
    people_get = derive_form(BLUEPRINT, BLUEPRINT.object("account"), "quick")
    assert derived["layout"] == people_get.body["layout"]
    assert new_form(BLUEPRINT, Wanted("deal", start="empty"))["layout"] == [{"sections": [{"items": []}]}]
    copied = new_form(BLUEPRINT, Wanted("deal", "phone", start="deal_form"))
    assert copied["layout"] == BODY["layout"]
    Document.from_json(copied)


def test_everything_that_is_wrong_with_a_new_form_is_told() -> None:
    with pytest.raises(Invalid) as refused:
        new_form(BLUEPRINT, Wanted("ghost", "party", ["king"], start="moon"))
    assert [issue.path for issue in refused.value.issues] == ["/object", "/purpose", "/roles", "/start"]


def test_a_copy_has_a_name_of_its_own() -> None:
    copied = form_from(BLUEPRINT, {**BODY, "id": "abc"}, {"en": "Deal 2"})
    assert copied["name"] == "deal_form_2"
    assert "id" not in copied
