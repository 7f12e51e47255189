"""Numbers that the store counts out."""

from __future__ import annotations

import datetime as dt

import pytest

from metamodel.field_types.autonumber import Autonumber
from tests.fields import a_field

DAY = dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("pattern", "period", "text"),
    [
        ("{0000}", "", "0042"),
        ("D-{YYYY}-{0000}", "2024", "D-2024-0042"),
        ("{YY}{MM}{DD}-{000}", "24-03-05", "240305-042"),
        ("{MM}/{YYYY} {0}", "2024-03", "03/2024 42"),
        ("合同{YYYY}第{000}号", "2024", "合同2024第042号"),
        ("{0}", "", "42"),
    ],
)
def test_a_pattern_gives_the_counter_and_the_text(pattern: str, period: str, text: str) -> None:
    field = a_field("autonumber", pattern=pattern)
    assert isinstance(field.type, Autonumber)
    assert field.type.period(field, DAY) == period
    assert field.type.number(field, DAY, 42) == text
    assert field.type.check(field) == ()


def test_a_counter_outgrows_its_digits() -> None:
    field = a_field("autonumber", pattern="{00}")
    assert isinstance(field.type, Autonumber)
    assert field.type.number(field, DAY, 12345) == "12345"


@pytest.mark.parametrize(
    "pattern", ["D-{YYYY}", "{000}-{000}", "{0000}{WEEK}", "{0000", "0000}", "{{0000}}", "x"]
)
def test_a_pattern_that_cannot_count_is_an_issue(pattern: str) -> None:
    field = a_field("autonumber", pattern=pattern)
    assert [(issue.path, issue.code) for issue in field.type.check(field)] == [("/pattern", "bad_pattern")]


def test_people_do_not_write_it() -> None:
    assert not a_field("autonumber").type.writable
