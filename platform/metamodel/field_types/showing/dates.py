"""Dates and times by locale, as babel writes them with its medium dates and short times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import get_month_names, get_period_names

from metamodel.field_types.showing.numbers import babel_locale

_TOKEN = re.compile(r"'(?:[^']|'')*'|([a-zA-Z])\1*")
_WRITTEN = {
    "y": "{0.year}", "M": "{0.month}", "MM": "{0.month:02d}", "MMM": "{month}", "d": "{0.day}",
    "dd": "{0.day:02d}", "H": "{0.hour}", "HH": "{0.hour:02d}", "h": "{hour12}", "hh": "{hour12:02d}",
    "mm": "{0.minute:02d}", "ss": "{0.second:02d}", "a": "{half}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockStyle:
    """How a locale writes a date, a time, and both."""

    date: Callable[[dt.date], str]
    time: Callable[[dt.time | dt.datetime], str]
    time_with_seconds: Callable[[dt.time], str]
    instant: Callable[[dt.datetime], str]


@cache
def clock_style(locale: str) -> ClockStyle:
    known = babel_locale(locale)
    date = _template(known.date_formats["medium"].pattern)
    short = _template(known.time_formats["short"].pattern)
    joined = str(known.datetime_formats["medium"]).replace("{1}", date).replace("{0}", short)
    months = get_month_names("abbreviated", locale=known)
    halves = _halves(known)

    def show_date(day: dt.date) -> str:
        return date.format(day, month=months[day.month])

    def show_time(template: str) -> Callable[[dt.time | dt.datetime], str]:
        def show(time: dt.time | dt.datetime) -> str:
            return template.format(time, half=halves[_half(time.hour)], hour12=time.hour % 12 or 12)

        return show

    def show_instant(moment: dt.datetime) -> str:
        hour = moment.hour
        return joined.format(
            moment, month=months[moment.month], half=halves[_half(hour)], hour12=hour % 12 or 12
        )

    seconds = show_time(_template(known.time_formats["medium"].pattern))
    return ClockStyle(show_date, show_time(short), seconds, show_instant)


def _halves(known: Locale) -> Mapping[str, str]:
    """The words for the halves of the day, in the shortest form that the locale has them in."""
    widths: tuple[Literal["abbreviated", "wide", "narrow"], ...] = ("abbreviated", "wide", "narrow")
    names = (get_period_names(width, locale=known) for width in widths)
    return next((periods for periods in names if "am" in periods), {"am": "AM", "pm": "PM"})


def _half(hour: int) -> str:
    return "am" if hour < 12 else "pm"


def _template(pattern: str) -> str:
    """A CLDR pattern as a format template; a narrow space, which few fonts have, becomes an ordinary one."""

    def written(match: re.Match[str]) -> str:
        token = match[0]
        return token[1:-1].replace("''", "'") if token.startswith("'") else _WRITTEN[token]

    return _TOKEN.sub(written, pattern).replace("\u202f", " ")
