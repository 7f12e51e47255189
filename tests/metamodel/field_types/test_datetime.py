"""Instants, in the reader's zone where they name none."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from metamodel import Reading
from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal

SHANGHAI = Reading(zone=ZoneInfo("Asia/Shanghai"))
HALF_PAST_THREE: list[Any] = [
    "2024-03-05 15:30", "2024-03-05T15:30:00", "2024-03-05T07:30:00Z", "2024-03-05T15:30:00+08:00",
    "2024-03-05 08:30:00+01:00", "2024/3/5 15:30", "2024年3月5日 15:30", "2024年3月5日 下午3点半", "2024年3月5日下午3:30",
    "2024年3月5日15时30分", "5 Mar 2024 3:30 pm", "Mar 5, 2024, 3:30 PM", "Mar 5, 2024 at 3:30\u202fpm",
    "２０２４-０３-０５　１５：３０", "2024-03-05 07:30 UTC", "2024-03-05 15:30 GMT+8", "2024-03-05 15:30 +0800",
    dt.datetime.fromisoformat("2024-03-05T15:30"), dt.datetime(2024, 3, 5, 7, 30, tzinfo=dt.UTC),
]  # fmt: skip
NO_INSTANTS: list[Any] = [
    "2024-03-05 25:00", "2024-02-30 10:00", "15:30", "soon", 1709623800, True, "2024-03-05 15:30 +99:00",
    "0001-01-01 00:00", "9999-12-31 23:59", dt.datetime.fromisoformat("9999-12-31T23:59"), dt.time(15, 30), [],
]  # fmt: skip


@pytest.mark.parametrize("raw", HALF_PAST_THREE, ids=str)
def test_a_written_instant_is_read_to_utc(raw: Any) -> None:
    value = read("datetime", raw, SHANGHAI)
    assert value == dt.datetime(2024, 3, 5, 7, 30, tzinfo=dt.UTC)
    assert value.tzinfo is dt.UTC


@pytest.mark.parametrize("raw", NO_INSTANTS, ids=str)
def test_what_is_no_instant_is_refused(raw: Any) -> None:
    assert refusal("datetime", raw, SHANGHAI).code == "not_a_datetime"


def test_a_day_alone_is_its_midnight() -> None:
    midnight = dt.datetime(2024, 3, 4, 16, tzinfo=dt.UTC)
    assert read("datetime", "2024-03-05", SHANGHAI) == midnight
    assert read("datetime", dt.date(2024, 3, 5), SHANGHAI) == midnight


def test_an_unclear_day_is_refused_here_too() -> None:
    assert refusal("datetime", "03/04/2024 10:00").code == "unclear_date"


def test_json_is_utc_and_people_see_their_own_clock() -> None:
    field, value = a_field("datetime"), dt.datetime(2024, 3, 5, 7, 30, tzinfo=dt.UTC)
    assert field.type.to_json(field, value) == "2024-03-05T07:30:00Z"
    assert field.type.show(field, value, "zh-CN", SHANGHAI.zone) == "2024年3月5日 15:30"
    assert field.type.show(field, value, "en", SHANGHAI.zone) == "Mar 5, 2024, 3:30 PM"
