"""The view designer: columns by drag, settings from the registry of view types, the real view of the draft as canvas."""

from __future__ import annotations

import re
from typing import Any

import pytest

from metamodel.view_types import VIEW_TYPES
from tests.studio.builder import Builder


def view(builder: Builder, name: str = "all") -> dict[str, Any]:
    return dict(builder.draft.blueprint.document("view", name).body)


def send(builder: Builder, path: str, *pairs: tuple[str, str], **fields: str) -> Any:
    return builder.visitor.send(f"/studio/v/all{path}", *pairs, part=True, **fields)


def paths(builder: Builder, name: str = "all") -> list[str]:
    return [c if isinstance(c, str) else c["field"] for c in view(builder, name)["columns"]]


def canvas(builder: Builder, name: str = "all", **more: str) -> Any:
    query = "&".join(f"{key}={value}" for key, value in more.items())
    return builder.visitor.part(f"/o/deal?view={name}&canvas=1&{query}")


def test_a_field_and_one_behind_a_look_up_become_columns(builder: Builder) -> None:
    page = builder.visitor.look("/studio/v/all").text
    assert 'data-item="field.account.industry"' in page
    assert send(builder, "/edits/add", added="field.account.industry", index="1").status_code == 200
    assert paths(builder)[:2] == ["title", "account.industry"]
    builder.workplace.create(title="Engines")
    assert "Account › Industry" in canvas(builder).text


def test_columns_are_ordered_resized_and_taken_out_in_steps(builder: Builder) -> None:
    send(builder, "/edits/sort", ("order", "stage"), ("order", "title"))
    assert paths(builder) == ["stage", "title", "account", "amount", "close_date"]
    order = [("order", path) for path in ("title", "stage", "account", "amount", "close_date")]
    widths = [("widths", width) for width in ("300", "140", "200", "99999", "x")]
    send(builder, "/edits/arrange", *order, *widths, resized="title")
    assert view(builder)["columns"][0] == {"field": "title", "width": 300}
    assert view(builder)["columns"][1] == "stage"
    send(builder, "/edits/remove", ("part", "amount"))
    assert "amount" not in paths(builder)
    send(builder, "/undo")
    assert paths(builder) == ["title", "stage", "account", "amount", "close_date"]


def test_the_settings_of_a_type_come_from_its_registry(small_builder: Builder) -> None:
    for kind, view_type in VIEW_TYPES.items():
        body = {**view(small_builder), "type": kind, "group_by": "stage", "date": "close_date"}
        body |= {"start": "close_date", "end": "close_date"}
        small_builder.workplace.composition.releases.put("demo", small_builder.workplace.actor(), body)
        page = small_builder.visitor.look("/studio/v/all").text
        for name, schema in view_type.settings_schema.items():
            assert f'name="{name}"' in page
            assert schema["x-label"]["en"] in page


def test_another_type_gets_the_fields_that_it_needs(builder: Builder) -> None:
    settings = {"label.en": "All deals", "label.zh-CN": "全部商机", "filter": "amount > 5"}
    answer = send(builder, "", type="calendar", **settings)
    assert answer.status_code == 200
    assert view(builder)["type"] == "calendar"
    assert view(builder)["date"] == "close_date"
    assert view(builder)["filter"] == "amount > 5"
    assert paths(builder) == ["title", "account", "stage", "amount", "close_date"]


def test_the_order_is_set_in_rows(small_builder: Builder) -> None:
    rows = [
        ("sort.row", "0"),
        ("sort.0", "amount"),
        ("sort.0.down", "true"),
        ("sort.row", "1"),
        ("sort.1", "title"),
    ]
    send(small_builder, "", *rows, type="list", **{"label.en": "All"})
    assert view(small_builder)["sort"] == ["-amount", "title"]


def test_the_canvas_is_the_draft_and_changes_nothing(builder: Builder) -> None:
    builder.workplace.create(title="Engines", stage="won", close_date="2026-01-01")
    send(builder, "", type="kanban", group_by="stage", **{"label.en": "All"})
    board = canvas(builder).text
    assert 'data-board-list="won"' in board
    assert "data-move-url" not in board
    assert "data-edit" not in canvas(builder, "big").text
    send(builder, "/edits/add", added="field.close_date")
    live = builder.visitor.part("/o/deal?view=all").text
    assert "data-board-list" not in live


def test_what_is_wrong_in_the_draft_is_said_in_the_canvas(builder: Builder) -> None:
    send(builder, "", type="list", filter="amont > 5", **{"label.en": "All"})
    answer = canvas(builder)
    assert answer.status_code == 200
    assert "amont" in answer.text
    assert "cannot be shown like this" in answer.text


def test_only_builders_see_views_of_the_draft(builder: Builder) -> None:
    assert builder.workplace.visitor("reader").part("/o/deal?view=all&canvas=1").status_code == 403
    assert canvas(builder, "ghost").status_code == 404


@pytest.mark.parametrize("kind", list(VIEW_TYPES))
def test_a_new_view_of_any_type_has_no_issue(builder: Builder, kind: str) -> None:
    made = builder.visitor.send("/studio/views", part=True, object="deal", type=kind, en="Mine")
    name = made.headers["HX-Redirect"].rpartition("/")[2]
    issues = builder.workplace.composition.releases.check("demo")
    assert [issue for issue in issues if issue.path.startswith(f"/view/{name}")] == []
    assert canvas(builder, name).status_code == 200


def test_a_view_is_copied_and_removed(builder: Builder) -> None:
    made = send(builder, "/copy")
    assert made.headers["HX-Redirect"].endswith("/studio/v/all_copy")
    assert paths(builder, "all_copy") == paths(builder)
    assert builder.visitor.send("/studio/v/all_copy/remove", part=True).status_code == 204
    assert ("view", "all_copy") not in builder.draft.blueprint.documents


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/edits/add", {"added": "field.ghost"}),
        ("/edits/add", {"added": "field.lines"}),
        ("/edits/add", {}),
        ("/edits/fly", {}),
        ("/edits/remove", {"part": "title account stage amount close_date"}),
    ],
)
def test_odd_input_changes_nothing(small_builder: Builder, path: str, fields: dict[str, str]) -> None:
    before = view(small_builder)
    assert send(small_builder, path, *fields.items()).status_code in (404, 422)
    assert view(small_builder) == before


@pytest.mark.parametrize(
    "fields", [{"object": "ghost", "type": "list"}, {"object": "deal", "type": "fog"}, {}]
)
def test_a_view_of_nothing_is_refused_in_the_dialog(small_builder: Builder, fields: dict[str, str]) -> None:
    answer = small_builder.visitor.send("/studio/views", part=True, **fields)
    assert answer.status_code == 422
    assert "<dialog" in answer.text


def test_the_filter_of_a_view_is_built_from_rows(small_builder: Builder) -> None:
    page = small_builder.look_at("/studio/v/big").text
    assert re.search(r"data-conditions[^>]*>.*?<textarea[^>]*name=\"filter\"", page, re.DOTALL)
