"""Times of day and lengths of time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal, short, shown

TIMES: list[tuple[Any, str]] = [
    ("15:05", "15:05:00"), ("15:05:06", "15:05:06"), ("9:05", "09:05:00"), ("3:05 pm", "15:05:00"), ("3PM", "15:00:00"),
    ("3:05 p.m.", "15:05:00"), ("12 am", "00:00:00"), ("12:30 pm", "12:30:00"), ("下午3点", "15:00:00"),
    ("下午3点15分", "15:15:00"), ("15时30分", "15:30:00"), ("下午3点半", "15:30:00"), ("上午9点一刻", "09:15:00"),
    ("凌晨1点", "01:00:00"), ("中午12点", "12:00:00"), ("中午1点", "13:00:00"), ("晚上8点", "20:00:00"),
    ("晚上12点", "00:00:00"), ("１５：０５", "15:05:00"), ("15:05:06.789", "15:05:06.789"), (0.5, "12:00:00"),
    (dt.time(15, 5), "15:05:00"), (dt.datetime.fromisoformat("2024-03-05T15:05"), "15:05:00"),
]  # fmt: skip
NO_TIMES: list[Any] = [
    "25:00",
    "15:60",
    "5",
    "13 pm",
    "下午3点pm",
    "noon",
    15,
    1.5,
    True,
    [],
    dt.date(2024, 3, 5),
]
DURATIONS: list[tuple[Any, int]] = [
    ("1h30m", 5400), ("1h 30m", 5400), ("1:30", 5400), ("1:30:15", 5415), ("90 min", 5400), ("1.5 hours", 5400),
    ("2 days", 172_800), ("1d 2h", 93_600), ("1w", 604_800), ("1小时30分", 5400), ("1个小时30分钟", 5400), ("2天", 172_800),
    ("45秒", 45), ("PT1H30M", 5400), ("P1DT2H", 93_600), ("-1h", -3600), ("0m", 0), (5400, 5400), (5400.0, 5400),
    (Decimal(90), 90), (dt.timedelta(minutes=90), 5400),
]  # fmt: skip
NO_DURATIONS: list[Any] = [
    "90",
    "1:75",
    "soon",
    "h",
    "P",
    True,
    [],
    float("nan"),
    float("inf"),
    10**40,
    1e30,
    "9999999999h",
]


@pytest.mark.parametrize(("raw", "written"), TIMES, ids=str)
def test_a_written_time_is_read(raw: Any, written: str) -> None:
    field = a_field("time")
    assert field.type.to_json(field, read("time", raw)) == written


@pytest.mark.parametrize("raw", NO_TIMES, ids=str)
def test_what_is_no_time_is_refused(raw: Any) -> None:
    assert refusal("time", raw).code == "not_a_time"


@pytest.mark.parametrize(("raw", "seconds"), DURATIONS, ids=str)
def test_a_written_length_of_time_is_read(raw: Any, seconds: int) -> None:
    field = a_field("duration")
    assert field.type.to_json(field, read("duration", raw)) == seconds


@pytest.mark.parametrize("raw", NO_DURATIONS, ids=short)
def test_what_is_no_length_of_time_is_refused(raw: Any) -> None:
    assert refusal("duration", raw).code == "not_a_duration"


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("seconds", [0, 45, 5400, 93_784, -3600])
def test_a_shown_length_of_time_can_be_typed_back(locale: str, seconds: int) -> None:
    value = dt.timedelta(seconds=seconds)
    assert read("duration", shown("duration", value, locale)) == value


def test_they_are_shown_by_locale() -> None:
    assert [shown("time", dt.time(15, 5), locale) for locale in ("en", "zh-CN")] == ["3:05 PM", "15:05"]
    hours = dt.timedelta(minutes=90)
    assert [shown("duration", hours, locale) for locale in ("en", "zh-CN")] == ["1h 30m", "1小时30分"]
