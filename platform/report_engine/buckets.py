"""How dates are put into groups: the first day of a bucket, the day after its last, and its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel.dates import format_date, format_skeleton

from metamodel.labels import Label

Day = dt.date


@dataclass(frozen=True, slots=True)
class Bucket:
    """A span of days; `start` gives the first day of the bucket that a day is in, `end` the day after it."""

    kind: str
    label: Label
    start: Callable[[Day], Day]
    end: Callable[[Day], Day]
    show: Callable[[Day, str], str]


def _month_start(day: Day) -> Day:
    return day.replace(day=1)


def _quarter_start(day: Day) -> Day:
    return Day(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _months_later(day: Day, months: int) -> Day:
    years, month = divmod(day.month - 1 + months, 12)
    return Day(day.year + years, month + 1, 1)


def _babel_locale(locale: str) -> str:
    return locale.replace("-", "_")


def _show_week(day: Day, locale: str) -> str:
    year, week, _ = day.isocalendar()
    return f"{year} 年第 {week} 周" if locale.startswith("zh") else f"{year} W{week:02d}"


def _show_quarter(day: Day, locale: str) -> str:
    quarter = (day.month - 1) // 3 + 1
    return f"{day.year}年第{quarter}季度" if locale.startswith("zh") else f"Q{quarter} {day.year}"


def _bucket(
    kind: str,
    en: str,
    zh: str,
    start: Callable[[Day], Day],
    end: Callable[[Day], Day],
    show: Callable[[Day, str], str],
) -> Bucket:
    return Bucket(kind, Label({"en": en, "zh-CN": zh}), start, end, show)


BUCKETS: Mapping[str, Bucket] = {
    bucket.kind: bucket
    for bucket in (
        _bucket(
            "day",
            "Day",
            "日",
            lambda day: day,
            lambda day: day + dt.timedelta(days=1),
            lambda day, locale: format_date(day, locale=_babel_locale(locale)),
        ),
        _bucket(
            "week",
            "Week",
            "周",
            lambda day: day - dt.timedelta(days=day.weekday()),
            lambda day: day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7),
            _show_week,
        ),
        _bucket(
            "month",
            "Month",
            "月",
            _month_start,
            lambda day: _months_later(_month_start(day), 1),
            lambda day, locale: format_skeleton("yMMM", day, locale=_babel_locale(locale)),
        ),
        _bucket(
            "quarter",
            "Quarter",
            "季度",
            _quarter_start,
            lambda day: _months_later(_quarter_start(day), 3),
            _show_quarter,
        ),
        _bucket(
            "year",
            "Year",
            "年",
            lambda day: Day(day.year, 1, 1),
            lambda day: Day(day.year + 1, 1, 1),
            lambda day, locale: f"{day.year}年" if locale.startswith("zh") else str(day.year),
        ),
    )
}
