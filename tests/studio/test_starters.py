"""Every starter gives an object that works at once: published, with a list, forms, rules and what keeps doubles out."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Conflict, Invalid
from studio.starters import STARTERS
from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder

KINDS = tuple(kind for kind in STARTERS if kind != "empty")


def begin(builder: Builder, kind: str, **fields: str) -> str:
    """The name of the object that was made."""
    answer = builder.visitor.send("/studio/objects", part=True, starter=kind, found="true", **fields)
    assert answer.status_code == 204, answer.text
    name: str = answer.headers["HX-Redirect"].rpartition("/")[2]
    return name


def create(builder: Builder, object_name: str, **values: Any) -> Any:
    return builder.workplace.create(object_name, **values)


def test_every_starter_can_be_published_and_used(builder: Builder) -> None:
    names = [begin(builder, kind) for kind in KINDS]
    assert builder.workplace.composition.releases.check(TENANT) == ()
    assert builder.publish("All of them").status_code == 204
    for name in names:
        assert builder.visitor.look(f"/o/{name}").status_code == 200
        assert builder.visitor.look(f"/o/{name}/new").status_code == 200
    for view in builder.draft.live.of_kind("view"):
        if view.body["object"] in names:
            assert builder.visitor.look(f"/o/{view.body['object']}?view={view.name}").status_code == 200


@pytest.mark.parametrize("kind", STARTERS)
def test_a_starter_has_words_in_both_languages(kind: str) -> None:
    starter = STARTERS[kind]
    spoken = [starter.label, starter.text, *starter.brings]
    assert all({"en", "zh-CN"} <= set(label.texts) for label in spoken)
    assert _without_chinese(starter.documents) == []


def test_a_second_one_gets_names_of_its_own(small_builder: Builder) -> None:
    assert [begin(small_builder, "task") for _ in range(2)] == ["task", "task_2"]
    assert [begin(small_builder, "document") for _ in range(2)] == ["order", "order_2"]
    objects = set(small_builder.draft.blueprint.objects)
    assert {"order_line", "order_2_line"} <= objects
    assert small_builder.workplace.composition.releases.check(TENANT) == ()


def test_it_is_called_as_the_builder_says(small_builder: Builder) -> None:
    assert begin(small_builder, "event", en="Site visit", **{"zh-CN": "现场拜访"}) == "site_visit"
    calendar = small_builder.draft.blueprint.document("view", "site_visit_calendar")
    everything = small_builder.draft.blueprint.document("view", "all_site_visit")
    assert calendar.body["type"] == "calendar"
    assert (everything.label.text("en"), everything.label.text("zh-CN")) == ("All Site visit", "全部现场拜访")


def test_what_is_there_is_looked_up_and_what_is_not_is_left_out(small_builder: Builder) -> None:
    begin(small_builder, "event")
    fields = small_builder.draft.blueprint.objects["event"].by_name
    assert fields["company"].target == "account"
    assert "person" not in fields
    form = small_builder.draft.blueprint.document("form", "event_edit").body
    assert "'person'" not in str(form)


def test_a_person_is_not_there_twice(builder: Builder) -> None:
    begin(builder, "person")
    builder.publish()
    create(builder, "person", name="Ada Byron", mobile="13800138000")
    create(builder, "person", name="No mobile", email="a@example.com")
    create(builder, "person", name="No mobile either", email="b@example.com")
    with pytest.raises((Conflict, Invalid)):
        create(builder, "person", name="A. Byron", mobile="138 0013 8000")
    with pytest.raises(Invalid):
        create(builder, "person", name="Nobody can reach me")


def test_lines_work_out_their_amounts(builder: Builder) -> None:
    begin(builder, "document")
    builder.publish()
    lines = [{"description": "Pump", "quantity": 3, "price": 100, "discount": 10}]
    made = builder.workplace.create("order", lines=lines)
    found = builder.workplace.read(made, fields=["number", "lines", "total"])
    assert str(found.values["lines"][0].values["amount"]) == "270.00"
    assert (str(found.values["total"]), bool(found.values["number"])) == ("270.00", True)


def test_a_task_that_is_done_has_a_day(builder: Builder) -> None:
    begin(builder, "task")
    builder.publish()
    with pytest.raises(Invalid):
        create(builder, "task", subject="Call back", status="done")
    create(builder, "task", subject="Call back", status="done", done_on="2025-03-04")
    assert "Call back" in builder.visitor.look("/o/task?view=task_board").text


def test_a_starter_that_is_none_begins_empty(small_builder: Builder) -> None:
    assert begin(small_builder, "spaceship", en="Trip") == "trip"
    assert [field.name for field in small_builder.draft.blueprint.objects["trip"].fields] == ["name"]


def _without_chinese(value: Any) -> list[Any]:
    """Labels and messages that are said in English alone."""
    if isinstance(value, dict):
        here = [value] if "en" in value and "zh-CN" not in value else []
        return here + [one for entry in value.values() for one in _without_chinese(entry)]
    if isinstance(value, list | tuple):
        return [one for entry in value for one in _without_chinese(entry)]
    return []
