"""Dates: `2024年3月5日`, `2024-3-5`, `20240305`, `5 Mar 2024`, `Mar 5, 2024`, `3/25/2024`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from metamodel.field_types.field_type import DateOrder
from metamodel.field_types.reading.text import written

Unclear = Literal["unclear"]
"""A date such as 03/04/2024 that is two different days."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"

_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?:\s*[-/.]\s*(?P<month>[0-9]{1,2})\s*[-/.]\s*(?P<day>[0-9]{1,2})"
    r"|\s*年\s*(?P<zh_month>[0-9]{1,2})\s*月\s*(?P<zh_day>[0-9]{1,2})\s*[日号]?(?:\s*(?:星期|周)[一二三四五六日天])?"
    r"|(?P<month2>[0-9]{2})(?P<day2>[0-9]{2}))"
)
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}[\s\-]*(?:of\s+)?{_MONTH}[\s,\-]*(?P<year>[0-9]{{4}})")
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}[\s\-]*{_DAY}[\s,\-]+(?P<year>[0-9]{{4}})")
_YEAR_LAST = re.compile(
    r"(?P<one>[0-9]{1,2})\s*(?P<mark>[-/.])\s*(?P<two>[0-9]{1,2})\s*(?P=mark)\s*(?P<year>[0-9]{4})"
)


def read_date(text: str, order: DateOrder | None = None) -> dt.date | Unclear | None:
    """The day, `"unclear"` when it could be two and `order` does not say which, None when it is no date."""
    day = written(text)
    if match := _YEAR_FIRST.fullmatch(day):
        part = match.groupdict()
        month = part["month"] or part["zh_month"] or part["month2"]
        return _day(part["year"], month, part["day"] or part["zh_day"] or part["day2"])
    if match := _DAY_FIRST.fullmatch(day) or _MONTH_FIRST.fullmatch(day):
        return _day(match["year"], _MONTHS[match["name"]], match["day"])
    if match := _YEAR_LAST.fullmatch(day):
        return _year_last(int(match["one"]), int(match["two"]), int(match["year"]), order)
    return None


def _year_last(one: int, two: int, year: int, order: DateOrder | None) -> dt.date | Unclear | None:
    if one > 12 or one == two:
        return _day(year, two, one)
    if two > 12:
        return _day(year, one, two)
    if order is None:
        return "unclear"
    return _day(year, one, two) if order == "mdy" else _day(year, two, one)


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
