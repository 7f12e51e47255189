"""The form designer over HTTP: the real form as canvas, every edit one step, two builders, what is wrong at its place."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import pytest
from httpx import Response

from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder

_SEEN = re.compile(r'name="seen" value="([^"]*)"')
_DRAWN = re.compile(r'data-drawn="(\w+)"')


@dataclass
class FormBuilder:
    """A builder at the designer of one form."""

    builder: Builder
    form: str = "deal_form"

    @property
    def body(self) -> dict[str, Any]:
        return dict(self.builder.draft.blueprint.document("form", self.form).body)

    @property
    def items(self) -> list[str]:
        """What the first section holds."""
        return [str(item.get("field", item["type"])) for item in self.section["items"]]

    @property
    def section(self) -> dict[str, Any]:
        return dict(self.body["layout"][0]["sections"][0])

    def look(self, path: str = "") -> Response:
        return self.builder.visitor.look(f"/studio/f/{self.form}{path}")

    def part(self, path: str) -> Response:
        return self.builder.visitor.part(f"/studio/f/{self.form}{path}")

    def send(self, path: str, *pairs: tuple[str, str], **fields: str) -> Response:
        return self.builder.visitor.send(f"/studio/f/{self.form}{path}", *pairs, *fields.items(), part=True)

    def edit(self, name: str, **fields: str) -> Response:
        return self.send(f"/edits/{name}", **fields)

    def seen(self, key: str) -> str:
        found = _SEEN.search(self.look(f"/select?part={key}").text)
        assert found
        return html.unescape(found[1])

    @property
    def drawn(self) -> str:
        found = _DRAWN.search(self.look().text)
        assert found
        return found[1]


@pytest.fixture
def forms(small_builder: Builder) -> FormBuilder:
    return FormBuilder(small_builder)


@pytest.fixture
def stored_forms(builder: Builder) -> FormBuilder:
    """On both databases."""
    return FormBuilder(builder)


def test_the_canvas_is_the_real_form_with_nothing_hidden(forms: FormBuilder) -> None:
    page = forms.look().text
    assert 'id="canvas-form-title"' in page
    assert page.count('data-kind="item"') == 9
    assert 'id="canvas-form-lost_reason-item"' in page, "a condition hides nothing here"
    assert 'id="canvas-form-lost_reason-item" hidden' not in page
    assert page.count("Depends on a condition") == 2, "said by sight and by word"


def test_the_canvas_shows_a_record_that_is_picked(stored_forms: FormBuilder) -> None:
    record = stored_forms.builder.workplace.create(title="Big one", amount="12.50")
    page = stored_forms.look(f"?record={record.id}").text
    assert 'value="Big one"' in page
    assert 'value="12.50"' in page
    assert 'value="Big one"' not in stored_forms.look("?record=ghost").text


def test_the_palette_offers_unused_fields_and_every_block(forms: FormBuilder) -> None:
    forms.edit("remove", part="0.0.3")
    answer = forms.part("/select").text
    assert re.search(r'data-item="field.amount"(?![^>]*data-used)', answer)
    assert re.search(r'data-item="field.title"[^>]*data-used', answer)
    assert all(f'data-item="block.{kind}"' in answer for kind in ("text", "divider"))
    assert 'data-item="block.field"' not in answer
    assert 'data-item="block.related"' not in answer, "which belongs on record pages"
    forms.send("", ("label.en", "Deal"), purpose="detail")
    assert 'data-item="block.related"' in forms.part("/select").text


def test_a_form_is_built_step_by_step_and_taken_back(stored_forms: FormBuilder) -> None:
    bodies = [stored_forms.body]
    for name, fields in (
        ("add", {"added": "tab", "part": ""}),
        ("rename", {"part": "2", "label": "More", "locale": "en"}),
        ("move", {"part": "0.0.6 0.0.7", "inside": "2"}),
        ("add", {"added": "block.text", "inside": "2.0", "before": "2.0.0"}),
        ("widen", {"part": "0.0.1 0.0.2", "width": "full"}),
        ("columns", {"part": "0.0", "columns": "3"}),
        ("remove", {"part": "0.0.0"}),
    ):
        answer = stored_forms.edit(name, **fields)
        assert answer.status_code == 200, answer.text
        bodies.append(stored_forms.body)
    assert [item["type"] for item in stored_forms.body["layout"][2]["sections"][0]["items"]] == [
        "text",
        "field",
        "field",
    ]
    assert stored_forms.section["columns"] == 3
    for expected in reversed(bodies[:-1]):
        assert stored_forms.send("/undo").status_code == 200
        assert stored_forms.body == expected
    assert stored_forms.builder.draft.changed == {}
    stored_forms.send("/redo")
    assert stored_forms.body == bodies[1]


def test_what_is_taken_out_comes_back_by_its_message(forms: FormBuilder) -> None:
    before = forms.body
    answer = forms.edit("remove", part="0.0.0 0.0.1").text
    step = re.search(r"&#34;step&#34;: &#34;(\w+)&#34;", answer)
    assert step, answer
    assert "Taken out of the form" in answer
    forms.send("/undo", step=step[1])
    assert forms.body == before


def test_a_field_that_is_there_is_moved_instead(forms: FormBuilder) -> None:
    answer = forms.edit("add", added="field.amount", inside="1.0")
    assert answer.status_code == 422
    assert "“Amount” is on the form already" in html.unescape(answer.text)
    assert "Move it here" in answer.text
    assert forms.builder.draft.changed == {}
    forms.edit("move", part="0.0.3", inside="1.0", before="")
    assert "amount" not in forms.items


def test_settings_of_an_item_a_section_and_the_form_are_kept(stored_forms: FormBuilder) -> None:
    words = (("label.en", "Worth"), ("label.zh-CN", "价值"))
    answer = stored_forms.send(
        "?part=0.0.3", *words, width="full", readonly="true", visible_when='stage = "won"'
    )
    assert answer.status_code == 200
    item = stored_forms.section["items"][3]
    assert item == {
        "type": "field",
        "field": "amount",
        "label": {"en": "Worth", "zh-CN": "价值"},
        "readonly": True,
        "width": "full",
        "visible_when": 'stage = "won"',
    }
    stored_forms.send("?part=0.0", ("label.en", "Facts"), columns="1", collapsed="true")
    assert stored_forms.section["collapsed"] is True
    assert stored_forms.items[0] == "title", "what a section holds is no setting"
    stored_forms.send("?part=1", ("label.en", "Rows"), visible_when="amount > 1")
    assert stored_forms.body["layout"][1]["visible_when"] == "amount > 1"
    stored_forms.send("", ("label.en", "Deal"), ("for_roles", "reader"), purpose="phone", when="amount > 2")
    assert stored_forms.body["for_roles"] == ["reader"]
    assert stored_forms.body["purpose"] == "phone"
    assert stored_forms.body["layout"][1]["label"] == {"en": "Rows"}


def test_settings_that_nobody_touches_stay_as_they_are(forms: FormBuilder) -> None:
    before = forms.body
    forms.send("?part=0.0.0", width="full")
    forms.send("?part=0.0", ("label.en", "Facts"), columns="2")
    assert forms.body == before


def test_columns_of_line_items_are_chosen_among_their_fields(forms: FormBuilder) -> None:
    page = forms.part("/select?part=1.0.0").text
    assert "data-column-add" in page
    forms.send("?part=1.0.0", ("columns", "price"), ("columns", "product"), width="full")
    item = forms.body["layout"][1]["sections"][0]["items"][0]
    assert item["columns"] == ["price", "product"]


def test_what_is_wrong_stands_at_the_element(forms: FormBuilder) -> None:
    forms.send("?part=0.0.3", visible_when="amuont > 1")
    page = forms.part("/select?part=0.0.3").text
    assert "has-issues" in page
    assert 'id="canvas-form-amount"' in page, "a wrong condition keeps nothing from being drawn"
    body = forms.body
    body["layout"][0]["sections"][0]["items"][3] = {"type": "related", "object": "ghost", "via": "x"}
    forms.builder.put(body)
    assert "canvas-sketch" in forms.look().text


def test_several_parts_are_selected_together(forms: FormBuilder) -> None:
    page = forms.part("/select?part=0.0.1&part=0.0.2").text
    assert "2 selected" in page
    assert 'id="settings-form"' not in page
    assert page.count("is-selected") >= 2


def test_a_stale_setting_is_told_who_changed_what(stored_forms: FormBuilder) -> None:
    seen = stored_forms.seen("0.0.3")
    body = stored_forms.body
    body["layout"][0]["sections"][0]["items"][3] = {"type": "field", "field": "amount", "readonly": True}
    stored_forms.builder.put(body)
    typed = {"width": "full", "seen": seen}
    answer = stored_forms.send("?part=0.0.3", **typed)
    assert answer.status_code == 409
    assert "Reader changed Read-only of “Amount” meanwhile" in html.unescape(answer.text)
    assert stored_forms.send("?part=0.0.3", **typed, anyway="1").status_code == 200
    assert stored_forms.section["items"][3]["width"] == "full"


def test_settings_follow_an_item_that_somebody_else_moved(forms: FormBuilder) -> None:
    seen = forms.seen("0.0.3")
    body = forms.body
    section = body["layout"][0]["sections"][0]
    section = {**section, "items": [*section["items"][3:], *section["items"][:3]]}
    forms.builder.put({**body, "layout": [{**body["layout"][0], "sections": [section]}, body["layout"][1]]})
    assert forms.send("?part=0.0.3", width="full", seen=seen).status_code == 200
    assert [item["field"] for item in forms.section["items"] if item.get("width") == "full"] == [
        "amount",
        "title",
    ]


def test_settings_of_an_item_that_is_gone_find_nothing(forms: FormBuilder) -> None:
    seen = forms.seen("0.0.3")
    forms.edit("remove", part="0.0.3")
    assert forms.send("?part=0.0.3", width="full", seen=seen).status_code == 404
    assert "width" not in forms.section["items"][3]


def test_an_edit_of_places_that_are_no_more_is_refused(stored_forms: FormBuilder) -> None:
    drawn = stored_forms.drawn
    body = stored_forms.body
    stored_forms.builder.put({**body, "layout": body["layout"][::-1]})
    answer = stored_forms.edit("remove", part="0.0.0", drawn=drawn)
    assert answer.status_code == 422
    assert "Reader changed “Deal” meanwhile" in html.unescape(answer.text)
    assert 'id="canvas"' in answer.text, "and shows how it is now"
    assert stored_forms.edit("remove", part="0.0.0", drawn=stored_forms.drawn).status_code == 200


def test_two_builders_change_different_items(forms: FormBuilder) -> None:
    seen = forms.seen("0.0.3")
    body = forms.body
    body["layout"][0]["sections"][0]["items"][1] = {"type": "field", "field": "account", "readonly": True}
    forms.builder.put(body)
    assert forms.send("?part=0.0.3", width="full", seen=seen).status_code == 200
    assert forms.section["items"][1]["readonly"] is True


def test_forms_are_listed_with_those_that_are_derived(forms: FormBuilder) -> None:
    page = forms.builder.visitor.look("/studio/forms").text
    assert "/studio/f/deal_form" in page
    assert page.count("made from the fields") >= 5


def test_a_new_form_is_a_copy_of_what_people_get_without_it(stored_forms: FormBuilder) -> None:
    visitor = stored_forms.builder.visitor
    assert visitor.part("/studio/forms/new?object=deal").text.count("A copy of") == 1
    answer = visitor.send(
        "/studio/forms",
        ("roles", "reader"),
        ("en", "Short"),
        part=True,
        object="account",
        purpose="quick",
        start="derived",
    )
    assert answer.headers["HX-Redirect"].endswith("/studio/f/account_quick")
    made = stored_forms.builder.draft.blueprint.document("form", "account_quick")
    assert made.body["for_roles"] == ["reader"]
    assert visitor.look("/studio/f/account_quick").status_code == 200
    assert stored_forms.builder.publish().status_code == 204


def test_a_new_form_says_what_it_lacks(forms: FormBuilder) -> None:
    answer = forms.builder.visitor.send("/studio/forms", part=True, object="", purpose="edit", en="Kept")
    assert answer.status_code == 422
    assert "Choose what the form is for" in answer.text
    assert 'value="Kept"' in answer.text


def test_a_form_is_copied_and_removed(forms: FormBuilder) -> None:
    assert forms.send("/copy").headers["HX-Redirect"].endswith("/studio/f/deal_form_2")
    assert forms.send("/remove").headers["HX-Redirect"].endswith("/studio/")
    assert ("form", "deal_form") not in forms.builder.draft.blueprint.documents
    assert ("form", "deal_form_2") in forms.builder.draft.blueprint.documents


def test_publishing_comes_back_to_the_designer(forms: FormBuilder) -> None:
    forms.edit("add", added="section", open="1")
    assert "back=form%2Fdeal_form" in forms.look().text
    answer = forms.builder.publish(back="form/deal_form")
    assert answer.headers["HX-Redirect"].startswith(f"/{TENANT}/studio/f/deal_form?published=")


def test_a_form_of_an_object_that_is_gone_can_still_be_looked_at(forms: FormBuilder) -> None:
    forms.builder.visitor.send("/studio/o/deal/remove", part=True)
    assert forms.look().status_code == 200
    assert forms.look("/preview").status_code == 200
    assert "cannot be shown yet" in forms.look("/preview/sheet").text


def test_those_who_may_not_build_see_nothing(forms: FormBuilder) -> None:
    reader = forms.builder.workplace.visitor("reader")
    for path in ("/studio/forms", "/studio/f/deal_form", "/studio/f/deal_form/preview"):
        assert reader.look(path).status_code == 403


def test_every_page_speaks_chinese(forms: FormBuilder) -> None:
    forms.builder.visitor.client.cookies.set("trellis_locale", "zh-CN")
    for path in (
        "/studio/forms",
        "/studio/forms/new?object=deal",
        "/studio/f/deal_form",
        "/studio/f/deal_form?part=0.0.3",
        "/studio/f/deal_form?part=0.0.3&part=0.0.4",
        "/studio/f/deal_form/preview?role=reader",
        "/studio/f/deal_form/preview/sheet",
    ):
        answer = forms.builder.visitor.look(path)
        assert answer.status_code == 200
        assert 'lang="zh-CN"' in answer.text or "新建表单" in answer.text
    assert "已从表单中移除" in forms.edit("remove", part="0.0.0").text


def test_a_published_public_form_leads_to_its_trial(small_builder: Builder) -> None:
    address = f"/{TENANT}/f/ask/try"
    assert address in FormBuilder(small_builder, "ask").look().text
    assert "/try" not in FormBuilder(small_builder).look().text
