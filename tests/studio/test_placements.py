"""Where a field is shown, and names that are followed into other documents."""

from __future__ import annotations

from typing import Any

import pytest

from expressions import FieldRenaming
from metamodel import Blueprint
from studio.placements import placed, placed_at_once, placements, shows, unplaced, unplaced_everywhere
from studio.renaming import followed, renamed_at
from tests.runtime.pages.workplace import DOCUMENTS, TENANT
from tests.studio.builder import Builder

BLUEPRINT = Blueprint.of(DOCUMENTS)
FORM: dict[str, Any] = BLUEPRINT.document("form", "deal_form").body  # type: ignore[assignment]
VIEW: dict[str, Any] = BLUEPRINT.document("view", "all").body  # type: ignore[assignment]


def test_forms_and_views_say_whether_they_show_a_field() -> None:
    found = {place.value: place.shown for place in placements(BLUEPRINT, "deal", "close_date")}
    assert found == {"form/deal_form": True, "view/all": True, "view/big": False, "view/board": False}


@pytest.mark.parametrize("body", [FORM, VIEW], ids=["form", "view"])
def test_what_is_placed_is_shown_and_taken_away_again(body: dict[str, Any]) -> None:
    longer = placed(body, "colour", "text")
    assert shows(longer, "colour")
    assert placed(longer, "colour", "text") == longer
    assert unplaced(longer, "colour") == body


def test_line_items_stand_in_an_item_of_their_own_type() -> None:
    last = placed(FORM, "extras", "lines")["layout"][0]["sections"][-1]["items"][-1]
    assert last == {"type": "lines", "field": "extras"}


def test_a_form_without_sections_gets_one() -> None:
    bare = {"kind": "form", "name": "bare", "layout": [{"label": "Only"}]}
    assert shows(placed(bare, "colour", "text"), "colour")


def test_a_view_that_sorts_by_a_removed_field_sorts_by_it_no_more() -> None:
    assert unplaced(VIEW, "title")["sort"] == []


def test_edit_forms_show_a_new_field_at_once() -> None:
    assert [body["name"] for body in placed_at_once(BLUEPRINT, "deal", "colour", "text")] == ["deal_form"]
    gone = unplaced_everywhere(BLUEPRINT, "deal", "amount")
    assert {body["name"] for body in gone} == {"deal_form", "all", "big", "board"}


def test_a_new_name_is_followed_wherever_the_name_stands_as_it_is() -> None:
    renamed = {body["name"]: body for body in followed(BLUEPRINT, "deal", "title", "subject")}
    assert renamed["all"]["columns"][0] == "subject"
    assert renamed["all"]["sort"] == ["subject"]
    assert renamed["deal_form"]["layout"][0]["sections"][0]["items"][0]["field"] == "subject"


@pytest.mark.parametrize(
    ("body", "path", "after"),
    [
        ({"a": "old"}, "/a", {"a": "new"}),
        ({"a": ["-old"]}, "/a/0", {"a": ["-new"]}),
        ({"a": [{"field": "old", "width": 3}]}, "/a/0", {"a": [{"field": "new", "width": 3}]}),
        ({"a": "old > 3"}, "/a", {"a": "old > 3"}),
        ({"a~b": {"c/d": "old"}}, "/a~0b/c~1d", {"a~b": {"c/d": "new"}}),
        ({"a": ["old"]}, "/a/7", {"a": ["old"]}),
        ({"a": ["old"]}, "/b/c", {"a": ["old"]}),
    ],
)
def test_a_pointer_that_leads_elsewhere_changes_nothing(
    body: dict[str, Any], path: str, after: dict[str, Any]
) -> None:
    assert renamed_at(body, path, [("deal", "old")], FieldRenaming("deal", "old", "new")) == after


def test_a_removed_field_leaves_the_grids_of_line_items_too(small_builder: Builder) -> None:
    line = Builder(small_builder.workplace, "line")
    line.send("/fields/maker/remove")
    form = small_builder.draft.blueprint.document("form", "deal_form").body
    assert "'maker'" not in str(form)
    assert small_builder.workplace.composition.releases.check(TENANT) == ()
