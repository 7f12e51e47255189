"""The navigation of an app: entries by drag, in and out of groups, icons and words, the home of each role."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Document
from studio.app_designer import AppDesigner
from studio.navigation import navigation_of, rows_of
from tests.studio.builder import Builder

APP: dict[str, Any] = {
    "kind": "app", "name": "sales", "label": "Sales",
    "navigation": [{"object": "deal"}, {"label": "More", "items": [{"object": "account"}, {"view": "big"}]}, {"object": "line"}],
    "home": {"reader": {"object": "deal"}},
}  # fmt: skip


@pytest.fixture
def app(builder: Builder) -> Builder:
    builder.put(APP)
    return builder


def navigation(builder: Builder) -> Any:
    return builder.draft.blueprint.document("app", "sales").body["navigation"]


def send(builder: Builder, path: str, *pairs: tuple[str, str], **fields: str) -> Any:
    return builder.visitor.send(f"/studio/a/sales{path}", *pairs, part=True, **fields)


def order(*keys: str) -> list[tuple[str, str]]:
    return [("order", key) for key in keys]


def test_rows_and_navigation_are_inverses() -> None:
    assert navigation_of(rows_of(APP)) == APP["navigation"]


def test_an_entry_goes_into_the_group_that_it_is_dropped_in_and_out_again(app: Builder) -> None:
    assert send(app, "/edits/sort", *order("1", "1.0", "0", "1.1", "2"), item="0").status_code == 200
    assert navigation(app)[0]["items"] == [{"object": "account"}, {"object": "deal"}, {"view": "big"}]
    send(app, "/edits/sort", *order("0.1", "0", "0.0", "0.2", "1"), item="0.1")
    assert navigation(app)[0] == {"object": "deal"}
    send(app, "/undo")
    send(app, "/undo")
    assert navigation(app) == APP["navigation"]


def test_a_group_takes_its_entries_along(app: Builder) -> None:
    send(app, "/edits/sort", *order("1", "0", "1.0", "1.1", "2"), item="1")
    assert navigation(app) == [APP["navigation"][1], {"object": "deal"}, {"object": "line"}]


def test_entries_and_groups_are_added_and_taken_out(app: Builder) -> None:
    send(app, "/edits/add", added="group")
    assert navigation(app)[-1] == {"label": {"en": "New group", "zh-CN": "新分组"}, "items": []}
    send(app, "/edits/sort", added="view/board", index="1")
    assert navigation(app)[1] == {"view": "board"}
    send(app, "/edits/remove", ("part", "0"))
    assert navigation(app)[0] == {"view": "board"}
    assert send(app, "/edits/add", added="object/ghost").status_code == 422


def test_words_icons_and_homes_are_settings(app: Builder) -> None:
    send(app, "?part=0", **{"label.en": "My deals", "icon": "star"})
    assert navigation(app)[0] == {"object": "deal", "label": {"en": "My deals"}, "icon": "star"}
    fields = {"label.en": "Sales", "home.reader": "view/big", "home.admin": "object/account"}
    send(app, "", **fields)
    home = app.draft.blueprint.document("app", "sales").body["home"]
    assert home == {"reader": {"view": "big"}, "admin": {"object": "account"}}
    app.publish("Navigation")
    assert app.visitor.look("/").headers["location"].endswith("/o/account")
    assert "My deals" in app.visitor.look("/o/deal").text


def test_what_nobody_touches_stays(app: Builder) -> None:
    blueprint = app.draft.blueprint
    document: Document = blueprint.document("app", "sales")
    designer = AppDesigner()
    for key in ("", "0", "1", "1.1"):
        part = designer.part(document, blueprint, key)
        assert part
        assert designer.with_part(document, blueprint, key, part.values) == document.body


def test_places_that_are_not_those_drawn_are_refused(app: Builder) -> None:
    assert send(app, "/edits/remove", ("part", "0"), drawn="{}").status_code == 422
    assert navigation(app) == APP["navigation"]
