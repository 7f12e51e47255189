"""An expression while it is typed: where the text is wrong, what could take its place, what it gives on a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from expressions import Blanks, check, parse
from metamodel import Blueprint
from tests.runtime.pages.workplace import DOCUMENTS, TENANT, Workplace, open_workplace
from web.expression_editing import (
    ExpressionPlace,
    Sample,
    choose_sample,
    examine,
    field_words,
    function_words,
    try_on,
    variable_words,
)

BLUEPRINT = Blueprint.of(DOCUMENTS)
CONDITION = ExpressionPlace("deal", "boolean", has_prior=True)


def pointed_at(text: str, place: ExpressionPlace = CONDITION) -> list[tuple[str, str]]:
    """Each stretch of the text that is pointed at, with what may take its place."""
    found = examine(text, place, BLUEPRINT).findings
    units = text.encode("utf-16-le")
    return [(units[one.start * 2 : one.end * 2].decode("utf-16-le"), one.replacement) for one in found]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ('stge = "won"', [("stge", "stage")]),
        ("account.nam = title", [("nam", "name")]),
        ('CONTANS(title, "x")', [("CONTANS", "CONTAINS")]),
        ('contans(title, "x")', [("contans", "CONTAINS")]),
        ("NOT\n  amount", [("amount", "")]),
        ("'😀' = title OR stge = title", [("stge", "stage")]),
        ("amount >", [(">", "")]),
        ("amount > \n", [(">", "")]),
        ('title = "open', [('"open', "")]),
        ("amount + 1", [("amount", "")]),
        ("stge = amont", [("stge", "stage"), ("amont", "amount")]),
    ],
)
def test_the_wrong_stretch_of_text_is_pointed_at(text: str, stretches: list[tuple[str, str]]) -> None:
    assert pointed_at(text) == stretches


def test_what_is_right_has_no_findings() -> None:
    assert examine("amount > 1", CONDITION, BLUEPRINT).checked is not None


def test_the_record_before_is_known_only_where_there_is_one() -> None:
    assert pointed_at('$prior.stage = "won"') == []
    assert pointed_at('$prior.stage = "won"', ExpressionPlace("deal", "boolean")) == [("$prior.stage", "")]


def test_fields_are_offered_in_the_words_of_the_person_and_found_by_pinyin() -> None:
    words = {word["name"]: word for word in field_words(BLUEPRINT, "deal", "zh-CN")}
    assert words["title"] == {
        "name": "title",
        "label": "标题",
        "type": "单行文本",
        "find": "bt biaoti",
        "leads": None,
    }
    assert [option["label"] for option in words["stage"]["options"]] == ["进行中", "报价", "赢单", "输单"]
    assert words["account"]["leads"] == "account"
    assert words["owner"]["leads"] == "user"
    assert words["lines"]["leads"] is None  # many records: no path goes through them


def test_own_fields_come_before_those_of_every_object() -> None:
    names = [word["name"] for word in field_words(BLUEPRINT, "deal", "en")]
    assert names[0] == "title"
    assert names[-1] == "owner"


def test_every_offered_field_of_a_person_may_follow_a_path() -> None:
    for word in field_words(BLUEPRINT, "user", "en"):
        check(parse(f"ISBLANK(owner.{word['name']})"), CONDITION.environment(BLUEPRINT))


def test_variables_lead_where_their_paths_go() -> None:
    leads = {word["name"]: word["leads"] for word in variable_words("en", prior="deal", record="line")}
    assert leads == {"$now": None, "$today": None, "$user": "user", "$prior": "deal", "$record": "line"}
    assert {word["name"] for word in variable_words("en")} == {"$now", "$today", "$user"}


def test_the_record_that_refers_is_known_where_there_is_one() -> None:
    place = ExpressionPlace("account", "boolean", record="deal")
    assert pointed_at("name = $record.title", place) == []
    assert pointed_at("name = $record.titel", place) == [("titel", "title")]


def test_every_function_is_offered_with_its_help() -> None:
    words = {word["name"]: word for word in function_words("zh-CN")}
    assert words["LEFT"]["signature"] == "LEFT(text, count)"
    assert all(word["help"] and word["group"] for word in words.values())


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with open_workplace(tmp_path_factory.mktemp("home"), None) as made:
        account = made.create("account", name="Nordwind")
        made.create(title="Old", amount="5")
        deal = made.create(
            title="New", amount="250.50", stage="won", close_date="2026-03-01", account=account.id
        )
        made.create("line", deal=deal.id, product="Pump", price="40")
        yield made


def tried(workplace: Workplace, text: str, blanks: Blanks = "zero", role: str = "admin") -> Sample:
    """What the expression gives on the newest deal."""
    actor = workplace.composition.members.find(TENANT, f"{role}@demo.example").actor
    with workplace.composition.store.reading(TENANT, actor) as records:
        draft = records.live.blueprint
        place = ExpressionPlace("deal", "", blanks, has_prior=True)
        checked = examine(text, place, draft).checked
        assert checked is not None
        return try_on(records, draft, place, checked, choose_sample(records, draft, "deal"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("amount * 2", Decimal(501)),
        ("account.name & '!'", "Nordwind!"),
        ("close_date + 1", dt.date(2026, 3, 2)),
        ("LEN(lost_reason)", Decimal(0)),
        ('stage = "won"', True),
        ("$user.email", "admin@demo.example"),
        ("ISNEW()", False),
        ("ISCHANGED(stage)", False),
        ("$prior.amount", Decimal("250.5")),
        ('SUMOF("line.deal", "price")', Decimal(40)),
    ],
)
def test_the_value_on_the_newest_record_is_shown(workplace: Workplace, text: str, value: object) -> None:
    sample = tried(workplace, text)
    assert (sample.label, sample.value, sample.issues) == ("New", value, ())


def test_blanks_count_as_the_place_says(workplace: Workplace) -> None:
    assert tried(workplace, "IF(ISBLANK(notes), amount - amount, 1) + 1", "zero").value == 1
    empty = "VALUE(lost_reason) + 1"
    assert tried(workplace, empty, "blank").value is None or tried(workplace, empty, "blank").issues


def test_an_expression_without_a_value_says_why(workplace: Workplace) -> None:
    sample = tried(workplace, "1 / (amount - amount)")
    assert [issue.code for issue in sample.issues] == ["division_by_zero"]
    assert sample.label == "New"


def test_what_a_builder_may_not_see_is_not_shown(workplace: Workplace) -> None:
    assert tried(workplace, "amount", "blank", role="reader").value is None


def test_where_there_is_no_record_that_is_said(tmp_path: Path) -> None:
    with open_workplace(tmp_path, None) as empty:
        sample = tried(empty, "amount")
    assert [issue.code for issue in sample.issues] == ["no_sample"]
