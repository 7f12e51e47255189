"""What the formula editor asks: the draft is what counts, the live records are what it is tried on."""

from __future__ import annotations

import re

import pytest
from httpx import Response

from tests.runtime.pages.workplace import Workplace
from tests.studio.builder import Builder

CHECK = "/studio/expressions/check"


def ask(builder: Builder, text: str, **place: str) -> Response:
    sent = {"text": text, "object": builder.object, "blanks": "blank", **place}
    return builder.visitor.send(CHECK, part=True, **sent)


def words(answer: Response) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_a_right_expression_is_told_in_words_with_its_value(small_builder: Builder) -> None:
    small_builder.workplace.create(title="Big order", amount="1200")
    told = words(ask(small_builder, 'amount > 1000 AND stage = "open"', expects="boolean"))
    assert "Gives: yes or no" in told
    assert "Amount is more than 1,000 and Stage is Open" in told
    assert "On “Big order”: Yes" in told


def test_the_record_to_try_on_can_be_chosen(small_builder: Builder) -> None:
    first = small_builder.workplace.create(title="First", amount="1")
    small_builder.workplace.create(title="Second", amount="2")
    assert "On “Second”: 20" in words(ask(small_builder, "amount * 10"))
    assert "On “First”: 10" in words(ask(small_builder, "amount * 10", sample=first.id))


def test_a_wrong_name_is_pointed_at_with_the_nearest(small_builder: Builder) -> None:
    answer = ask(small_builder, "amont > 1")
    assert 'data-start="0" data-end="5"' in answer.text
    assert 'data-replacement="amount"' in answer.text
    assert "Line 1, column 1: there is no “amont” in Deal" in words(answer)


def test_the_type_that_the_place_needs_is_asked_for(small_builder: Builder) -> None:
    assert "boolean is needed" in words(ask(small_builder, "amount", expects="boolean"))
    assert "Gives: number" in words(ask(small_builder, "amount", expects="money"))  # a type of field


def test_a_field_of_the_draft_is_known_and_has_no_value_yet(small_builder: Builder) -> None:
    small_builder.workplace.create(title="Big order", amount="1200")
    small_builder.add("number", label="Margin")
    name = small_builder.names[-1]
    told = words(ask(small_builder, f"{name} + amount"))
    assert "Gives: number" in told
    assert "is not published yet, so there is no value to show" in told


def test_a_field_with_another_name_in_the_draft_shows_its_live_value(small_builder: Builder) -> None:
    small_builder.workplace.create(title="Big order", amount="1200")
    body = small_builder.body
    identified = next(
        entry for entry in small_builder.draft.live.objects["deal"].fields if entry.name == "amount"
    )
    fields = [
        {**entry, "name": "worth", "id": identified.id} if entry["name"] == "amount" else entry
        for entry in body["fields"]
    ]
    small_builder.put({**body, "fields": fields})
    assert "On “Big order”: 1,200" in words(ask(small_builder, "worth"))


def test_an_object_of_the_draft_alone_has_no_records(small_builder: Builder) -> None:
    small_builder.put({"kind": "object", "name": "visit", "label": "Visit",
                       "fields": [{"name": "topic", "type": "text"}]})  # fmt: skip
    told = words(ask(small_builder, "LEN(topic)", object="visit"))
    assert "“Visit” is not published yet, so there are no records to try this on" in told


def test_without_an_object_only_the_moment_is_known(small_builder: Builder) -> None:
    assert "Now: 7" in words(ask(small_builder, "3 + 4", object=""))
    assert "there is no “amount”" in words(ask(small_builder, "amount", object=""))


def test_it_speaks_the_language_of_the_person(small_builder: Builder) -> None:
    small_builder.visitor.client.cookies.set("trellis_locale", "zh-CN")
    small_builder.workplace.create(title="大单", amount="1200")
    told = words(ask(small_builder, 'stage = "open" AND ISBLANK(account)', expects="boolean"))
    assert "结果类型：是或否" in told
    assert "阶段为进行中" in told or "Stage为进行中" in told
    assert "商机中没有“stge”" in words(ask(small_builder, "stge = 1"))
    assert "需要 数字" in words(ask(small_builder, "title * 2"))


def test_fields_and_functions_are_offered(workplace: Workplace) -> None:
    builder = Builder(workplace)
    offered = builder.look_at("/studio/expressions/fields?object=deal&prior=true").json()
    assert {"title", "account", "owner"} <= {word["name"] for word in offered["fields"]}
    assert "$prior" in {word["name"] for word in offered["variables"]}
    functions = builder.look_at("/studio/expressions/functions").json()["functions"]
    assert "CONTAINS" in {word["name"] for word in functions}


def test_records_to_try_on_are_found_by_their_words(small_builder: Builder) -> None:
    small_builder.workplace.create(title="Northern lights")
    small_builder.workplace.create(title="Southern cross")
    assert "Southern cross" in small_builder.look_at("/studio/expressions/records?object=deal").text
    found = small_builder.look_at("/studio/expressions/records?object=deal&q=northern").text
    assert "Northern lights" in found
    assert "Southern cross" not in found


@pytest.mark.parametrize(
    "place",
    [
        {"object": "nothing"},
        {"expects": "moon", "blanks": "sometimes", "prior": "perhaps"},
        {"sample": "no-such-record"},
        {"text": "(" * 10_000},
        {"text": "a" * 20_000},
        {"text": "$prior"},
        {"text": "\n\n"},
    ],
)
def test_odd_questions_are_answered(workplace: Workplace, place: dict[str, str]) -> None:
    sent = {"text": "1", "object": "deal", **place}
    assert Builder(workplace).visitor.send(CHECK, part=True, **sent).status_code in (200, 404)


def test_only_builders_may_ask(workplace: Workplace) -> None:
    answer = workplace.visitor("reader").send(CHECK, part=True, text="amount", object="deal")
    assert answer.status_code == 403
