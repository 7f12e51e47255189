"""The page of an object: fields come, change, move, go and come back, and every step can be taken back."""

from __future__ import annotations

from typing import Any

from tests.studio.builder import Builder


def test_a_field_is_added_where_it_is_dropped_and_the_form_shows_it(builder: Builder) -> None:
    answer = builder.send("/fields/sort", added="date", index="1")
    assert answer.status_code == 200
    assert builder.names[:2] == ["title", "date"]
    assert "data-new" in answer.text
    items = builder.draft.blueprint.document("form", "deal_form").body["layout"][0]["sections"][0]["items"]
    assert items[-1] == {"type": "field", "field": "date"}


def test_a_new_field_is_called_after_its_label_until_it_is_live(small_builder: Builder) -> None:
    small_builder.add("date")
    assert 'name="named_by_label"' in small_builder.look("/field/date").text
    small_builder.save("date", ("label.en", "Ready on"), named_by_label="1")
    assert "ready_on" in small_builder.names
    assert 'name="named_by_label"' not in small_builder.look("/field/ready_on").text


def test_settings_are_kept_and_what_they_do_not_show_stays(builder: Builder) -> None:
    before = builder.field("amount")
    answer = builder.save(
        "amount", ("label.en", "Worth"), ("label.zh-CN", "价值"), name="amount", type="money", currency="USD", scale="2", required="true"
    )  # fmt: skip
    assert answer.status_code == 200
    after = builder.field("amount")
    assert after["label"] == {"en": "Worth", "zh-CN": "价值"}
    assert after["currency"] == "USD"
    assert after["required"] is True
    assert after["id"] == before["id"]


def test_a_new_name_is_followed_by_forms_and_views(builder: Builder) -> None:
    builder.save("title", name="subject", type="text")
    assert builder.body["title_field"] == "subject"
    assert builder.draft.blueprint.document("view", "all").body["columns"][0] == "subject"
    assert builder.workplace.composition.releases.check("demo") == ()


def test_a_field_is_shown_where_its_builder_says(small_builder: Builder) -> None:
    asked = (("shown.asked", "view/big"), ("shown.asked", "view/all"), ("shown", "view/big"))
    small_builder.save("stage", *asked, name="stage", type="select")
    blueprint = small_builder.draft.blueprint
    assert "stage" in blueprint.document("view", "big").body["columns"]
    assert "stage" not in blueprint.document("view", "all").body["columns"]
    assert "stage" in str(blueprint.document("form", "deal_form").body)


def test_a_taken_name_is_refused_over_the_settings(small_builder: Builder) -> None:
    answer = small_builder.save("amount", name="title", type="money")
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#settings-told"
    assert "There is a field “title” already" in answer.text
    assert small_builder.draft.changed == {}


def test_a_removed_field_leaves_forms_and_views_and_comes_back_into_them(builder: Builder) -> None:
    before = builder.draft.blueprint
    answer = builder.send("/fields/amount/remove")
    assert "amount" not in builder.names
    assert "amount" not in builder.draft.blueprint.document("view", "big").body["columns"]
    assert "is taken out of the draft" in answer.text
    builder.send("/fields/amount/restore", entry='{"name": "amount", "type": "money"}', index="3")
    assert builder.draft.blueprint.documents == before.documents
    assert builder.draft.changed == {}


def test_a_field_comes_back_after_other_steps_too(small_builder: Builder) -> None:
    small_builder.send("/fields/notes/remove")
    small_builder.add("date")
    answer = small_builder.send(
        "/fields/notes/restore", entry='{"name": "notes", "type": "long_text"}', index="2"
    )
    assert answer.status_code == 200
    assert small_builder.names[2] == "notes"


def test_a_copy_is_shown_where_the_field_is(small_builder: Builder) -> None:
    small_builder.send("/fields/stage/duplicate")
    assert small_builder.names[3] == "stage_2"
    assert "stage_2" in small_builder.draft.blueprint.document("view", "all").body["columns"]


def test_steps_are_taken_back_and_made_again(builder: Builder) -> None:
    bodies: list[Any] = [builder.body]
    builder.add("date")
    bodies.append(builder.body)
    builder.send("/fields/sort", ("order", "date"), ("order", "notes"), item="date")
    bodies.append(builder.body)
    builder.send("/fields/notes/remove")
    for expected in reversed(bodies):
        assert builder.send("/undo").status_code == 200
        assert builder.body == expected
    assert builder.draft.changed == {}
    assert "There is no step to go to" in builder.send("/undo").text
    for expected in bodies[1:]:
        builder.send("/redo")
        assert builder.body == expected
    builder.add("email")
    assert "There is no step to go to" in builder.send("/redo").text


def test_a_step_stays_when_somebody_else_went_on_from_it(builder: Builder) -> None:
    builder.add("date")
    builder.put({**builder.body, "label": "Chance"})
    answer = builder.send("/undo")
    assert answer.status_code == 409
    assert "was changed by somebody else since" in answer.text
    assert "date" in builder.names


def test_the_undo_of_a_message_means_that_step_alone(small_builder: Builder) -> None:
    small_builder.send("/rules/won_needs_date/remove")
    small_builder.add("date")
    assert "There were more steps since" in small_builder.send("/undo", step="000000").text
    assert "date" in small_builder.names


def test_the_object_itself_is_described(builder: Builder) -> None:
    pairs = (("label.en", "Chance"), ("unique.row", "0"), ("unique.0", "title"), ("unique.0", "account"))
    assert builder.send("", *pairs, icon="trophy", title_field="title", history="true").status_code == 200
    assert builder.body["label"]["en"] == "Chance"
    assert builder.body["unique"] == [["title", "account"]]
    assert builder.body["icon"] == "trophy"


def test_rules_are_added_changed_and_removed(builder: Builder) -> None:
    assert builder.look("/rules/new").status_code == 200
    words = (("message.en", "Too much"), ("message.zh-CN", "太多"))
    assert builder.send("/rules", *words, when="amount > 5", field="amount").status_code == 200
    assert [rule["name"] for rule in builder.body["rules"]] == ["won_needs_date", "amount_rule"]
    assert "Too much" in builder.look("/rules/amount_rule").text
    builder.send("/rules", *words, was="amount_rule", name="limit", when="amount > 6")
    assert builder.body["rules"][1]["when"] == "amount > 6"
    builder.send("/rules/limit/remove")
    assert len(builder.body["rules"]) == 1


def test_a_rule_that_lacks_something_comes_back_as_it_was_filled_in(small_builder: Builder) -> None:
    answer = small_builder.send("/rules", when="amount > 5", name="Not a name")
    assert answer.status_code == 422
    assert "amount &gt; 5" in answer.text
    assert "Not a name" in answer.text
    assert "Fill this in" in answer.text


def test_what_is_wrong_stands_at_the_field(small_builder: Builder) -> None:
    small_builder.save("amount", name="amount", type="money", scale="many")
    page = small_builder.look("/field/amount").text
    assert page.count("field-issue") == 1
    assert "field-invalid" in page
    assert 'value="many"' in page


def test_settings_of_a_wrong_shape_are_told_where_others_use_the_field(small_builder: Builder) -> None:
    measures = [{"function": "sum", "field": "amount"}]
    report = {"kind": "report", "name": "worth", "label": "Worth", "object": "deal", "measures": measures}
    small_builder.put(report)
    answer = small_builder.save("amount", name="amount", type="money", scale="many", precision="[]")
    assert answer.status_code == 200
    assert "field-invalid" in answer.text
    assert small_builder.visitor.part("/studio/plan").status_code == 200
    assert small_builder.publish().status_code == 422


def test_what_uses_a_field_is_listed(small_builder: Builder) -> None:
    page = small_builder.look("?field=amount").text
    assert "Where it is used" in page
    assert "Big deals" in page


def test_icons_are_there_to_pick_from(small_builder: Builder) -> None:
    assert small_builder.visitor.look("/studio/icons").text.count("data-icon=") > 300
