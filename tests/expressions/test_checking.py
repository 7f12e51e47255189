"""Names and types are right when an expression is saved, or every issue is told."""

from __future__ import annotations

import pytest

from expressions import BOOLEAN, DATE, NUMBER, TEXT, VariablesEnvironment, check, list_of, parse
from metamodel import Invalid

FIELDS = VariablesEnvironment(
    {"amount": NUMBER, "stage": TEXT, "close_date": DATE, "won": BOOLEAN, "tags": list_of(TEXT)}
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("amount * 2", "number"),
        ("close_date + 1", "date"),
        ("close_date - TODAY()", "number"),
        ('IF(won, "a", null)', "text"),
        ("CASE(stage, \"won\", 100, 20)", "number"),
        ('close_date > "2026-01-31"', "boolean"),
        ("stage IN (\"a\", \"b\")", "boolean"),
        ("$user", "record"),
        ('INCLUDES(tags, "vip")', "boolean"),
        ("null", "blank"),
    ],
)  # fmt: skip
def test_an_expression_has_a_type(text: str, kind: str) -> None:
    assert check(parse(text), FIELDS).type.kind == kind


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("amont > 1", "unknown_name", "there is no “amont”"),
        ("LEFFT(stage, 1)", "unknown_function", "there is no function “LEFFT”"),
        ("LEFT(stage)", "wrong_arguments", "LEFT is written LEFT(text, count)"),
        ("stage > 1", "wrong_type", "text cannot be compared with number"),
        ("amount & stage", "wrong_type", "& takes text, not number"),
        ("amount + won", "wrong_type", "number + boolean has no meaning"),
        ("NOT amount", "wrong_type", "number stands where boolean is expected"),
        ("won > false", "wrong_type", "boolean has no order"),
        ('close_date > "2026-02-30"', "wrong_type", "“2026-02-30” is not a date"),
        ("IF(won, 1, stage)", "wrong_type", "text stands where number is expected"),
        ("tags = tags", "wrong_type", "a list cannot be compared"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, code: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(parse(text), FIELDS)
    issue = refused.value.issues[0]
    assert (issue.code, words in issue.sentence()) == (code, True)
    assert issue.sentence().startswith("Line 1, column ")


def test_a_near_name_is_offered() -> None:
    with pytest.raises(Invalid) as refused:
        check(parse("amont + LEFFT(stage, 1)"), FIELDS)
    assert [issue.advice() for issue in refused.value.issues] == [
        "Did you mean “amount”?",
        "Did you mean “LEFT”?",
    ]


def test_all_issues_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        check(parse("x + y + LEFT(1)"), FIELDS)
    assert len(refused.value.issues) == 3


def test_the_expected_type_is_asked_for() -> None:
    with pytest.raises(Invalid, match="the expression gives number; boolean is needed"):
        check(parse("amount"), FIELDS, BOOLEAN)


def test_dependencies_are_fields_and_functions_are_named() -> None:
    checked = check(parse("IF(won, amount, 0) > 1 AND $user = null AND LEN(stage) > 1"), FIELDS)
    assert checked.dependencies == {"won", "amount", "stage"}
    assert checked.functions == {"IF", "LEN"}
