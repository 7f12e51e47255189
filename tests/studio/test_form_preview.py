"""The preview of a form: as a role, over a record, reacting to conditions, and nothing is ever saved."""

from __future__ import annotations

import html

from httpx import Response

from tests.studio.builder import Builder


def sheet(builder: Builder, query: str = "", form: str = "deal_form") -> Response:
    return builder.visitor.look(f"/studio/f/{form}/preview/sheet{query}")


def attempt(builder: Builder, *pairs: tuple[str, str], query: str = "") -> Response:
    """What is typed into the live form."""
    return builder.visitor.send(f"/studio/f/deal_form/preview/sheet{query}", *pairs, part=True)


def test_the_page_says_that_nothing_is_saved_and_offers_the_choices(small_builder: Builder) -> None:
    page = small_builder.visitor.look("/studio/f/deal_form/preview?device=phone&theme=dark&role=reader").text
    assert "nothing is saved" in page
    assert "device-phone" in page
    assert "/preview/sheet?role=reader&amp;theme=dark" in page


def test_what_a_role_may_not_see_is_left_out_and_named(builder: Builder) -> None:
    assert "form-amount" in sheet(builder).text
    as_reader = sheet(builder, "?role=reader").text
    assert "form-amount" not in as_reader
    assert 'name="title"' not in as_reader, "a reader may change nothing"
    page = builder.visitor.look("/studio/f/deal_form/preview?role=reader").text
    assert "May not see: Amount" in page
    assert "May not change: Title" in page
    assert "Created at" not in page, "which nobody may change"


def test_a_role_without_the_object_is_told_so(small_builder: Builder) -> None:
    assert "Nothing of this form is shown" in sheet(small_builder, "?role=nobody").text


def test_it_reacts_to_what_is_typed(builder: Builder) -> None:
    assert 'id="form-lost_reason-item" hidden' in sheet(builder).text
    answer = attempt(builder, ("_action", "refresh"), ("stage", "lost"), ("title", "Typed"))
    assert 'id="form-lost_reason-item" hidden' not in answer.text
    assert 'value="Typed"' in answer.text


def test_saving_says_what_is_missing_and_saves_nothing(builder: Builder) -> None:
    refused = attempt(builder, ("_action", "save"), ("title", ""))
    assert refused.status_code == 422
    assert "Title is needed" in html.unescape(refused.text)
    accepted = attempt(builder, ("_action", "save"), ("title", "Complete"))
    assert "Nothing was saved" in accepted.text
    assert builder.visitor.look("/o/deal").text.count("Complete") == 0


def test_a_record_that_is_picked_is_shown(builder: Builder) -> None:
    record = builder.workplace.create(title="Picked", stage="lost")
    page = sheet(builder, f"?record={record.id}").text
    assert 'value="Picked"' in page
    assert 'id="form-lost_reason-item" hidden' not in page
    attempt(builder, ("_action", "save"), ("title", "Overwritten"), query=f"?record={record.id}")
    assert 'value="Picked"' in sheet(builder, f"?record={record.id}").text


def test_it_shows_the_draft_and_not_what_is_live(small_builder: Builder) -> None:
    small_builder.add("rating")
    assert "form-rating" in sheet(small_builder).text


def test_a_field_of_another_type_in_the_draft_shows_no_value_of_the_old_one(small_builder: Builder) -> None:
    record = small_builder.workplace.create(title="Old", notes="many words")
    small_builder.save("notes", name="notes", type="date")
    assert sheet(small_builder, f"?record={record.id}").status_code == 200


def test_a_record_page_is_previewed_as_it_is_read(small_builder: Builder) -> None:
    record = small_builder.workplace.create(title="Read me")
    items = [{"type": "field", "field": "title"}, {"type": "lines", "field": "lines"}]
    layout = [{"sections": [{"items": items}]}]
    body = {"kind": "form", "name": "deal_page", "object": "deal", "purpose": "detail", "layout": layout}
    small_builder.put(body)
    page = sheet(small_builder, f"?record={record.id}", "deal_page").text
    assert "Read me" in page
    assert 'name="title"' not in page


def test_a_form_with_something_wrong_says_what(small_builder: Builder) -> None:
    body = dict(small_builder.draft.blueprint.document("form", "deal_form").body)
    small_builder.put({**body, "when": "amuont > 1"})
    page = sheet(small_builder).text
    assert "cannot be shown yet" in page
    assert "amuont" in page
