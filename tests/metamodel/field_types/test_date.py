"""Days as people write them in Chinese and English."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from metamodel import Reading
from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal, shown

MARCH_FIFTH: list[Any] = [
    "2024-03-05", "2024-3-5", "2024/03/05", "2024.3.5", "20240305", "2024年3月5日", "2024 年 3 月 5 日", "2024年3月5号",
    "２０２４年３月５日", "2024年3月5日 星期二", "5 Mar 2024", "05-Mar-2024", "5th March 2024", "Mar 5, 2024",
    "March 5th, 2024", "march 5 2024", "Tue, 5 March 2024", "Tuesday, March 5, 2024", "2024-03-05T00:00:00",
    "2024-03-05 15:30", dt.date(2024, 3, 5), dt.datetime.fromisoformat("2024-03-05T15:30"),
]  # fmt: skip
NO_DATES: list[Any] = [
    "2024-02-30", "2024-13-01", "2024-3", "24-3-5", "3月5日", "yesterday", "2024-W10-2", "45356", 45356, 45356.0, True,
    "0000-01-01", "99999-01-01", [], {},
]  # fmt: skip


@pytest.mark.parametrize("raw", MARCH_FIFTH, ids=str)
def test_a_written_day_is_read(raw: Any) -> None:
    assert read("date", raw) == dt.date(2024, 3, 5)


@pytest.mark.parametrize("raw", NO_DATES, ids=str)
def test_what_is_no_day_is_refused(raw: Any) -> None:
    assert refusal("date", raw).code == "not_a_date"


def test_a_day_that_could_be_two_is_refused_unless_the_order_is_known() -> None:
    assert refusal("date", "03/04/2024").code == "unclear_date"
    assert read("date", "03/04/2024", Reading(date_order="mdy")) == dt.date(2024, 3, 4)
    assert read("date", "03/04/2024", Reading(date_order="dmy")) == dt.date(2024, 4, 3)


@pytest.mark.parametrize("raw", ["25/3/2024", "3/25/2024", "25.3.2024"])
def test_a_day_that_can_only_be_one_needs_no_order(raw: str) -> None:
    assert read("date", raw) == dt.date(2024, 3, 25)


def test_of_an_instant_the_readers_day_counts() -> None:
    evening = dt.datetime(2024, 3, 5, 20, tzinfo=dt.UTC)
    assert read("date", evening, Reading(zone=ZoneInfo("Asia/Shanghai"))) == dt.date(2024, 3, 6)
    assert read("date", "2024-03-05T20:00:00Z", Reading(zone=ZoneInfo("Asia/Shanghai"))) == dt.date(
        2024, 3, 6
    )


def test_limits_are_kept() -> None:
    assert refusal("date", "2023-12-31", min="2024-01-01").code == "too_small"
    assert refusal("date", "2025-01-01", max="2024-12-31").code == "too_large"


@pytest.mark.parametrize(
    ("settings", "path"),
    [({"min": "2024-02-30"}, "/min"), ({"min": "2024-02-01", "max": "2024-01-01"}, "/max")],
)
def test_limits_that_are_no_days_are_issues(settings: dict[str, str], path: str) -> None:
    field = a_field("date", **settings)
    assert [issue.path for issue in field.type.check(field)] == [path]


def test_it_is_shown_by_locale() -> None:
    assert shown("date", dt.date(2024, 3, 5)) == "Mar 5, 2024"
    assert shown("date", dt.date(2024, 3, 5), "zh-CN") == "2024年3月5日"
