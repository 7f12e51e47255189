"""Dates and times: reading them from text, writing them, and counting with them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, Decimal

from expressions.failures import EvaluationFailed, failed
from expressions.numbers import divide, rounded

_DATE = re.compile(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})\s*", re.ASCII)
_TIME = re.compile(r"\s*([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,3}))?)?\s*", re.ASCII)
_DATETIME = re.compile(
    r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)\s*"
    r"(Z|z|[+-][0-9]{2}:?[0-9]{2})?\s*",
    re.ASCII,
)
DAY_SECONDS = 86_400
DAY_MILLISECONDS = DAY_SECONDS * 1000
DAY_MICROSECONDS = DAY_SECONDS * 1_000_000
_MICROSECOND = dt.timedelta(microseconds=1)
LARGEST_DAYS = 4_000_000
"""More days than lie between the years 1 and 9999."""


def is_written(text: str) -> bool:
    """Whether a text is more than spaces."""
    return bool(text.strip(" \t\n\r\f\v"))


def parse_date(text: str) -> dt.date:
    match = _DATE.fullmatch(text)
    try:
        if match:
            return dt.date(*map(int, match.groups()))
    except ValueError:
        pass
    raise failed("not_a_date", "“{text}” is not a date", text=text[:50])


def parse_time(text: str) -> dt.time:
    match = _TIME.fullmatch(text)
    try:
        if match:
            hour, minute, second, fraction = match.groups()
            milliseconds = int((fraction or "0").ljust(3, "0"))
            return dt.time(int(hour), int(minute), int(second or 0), milliseconds * 1000)
    except ValueError:
        pass
    raise failed("not_a_time", "“{text}” is not a time", text=text[:50])


def parse_datetime(text: str) -> dt.datetime:
    """The instant a text names; without an offset it is read as UTC."""
    match = _DATETIME.fullmatch(text)
    try:
        if match:
            day, time, offset = match.groups()
            zone = (offset or "Z").upper()
            return dt.datetime.fromisoformat(f"{day}T{time}{zone}").astimezone(dt.UTC)
    except (ValueError, OverflowError):
        pass
    raise failed("not_a_datetime", "“{text}” is not a date and time", text=text[:50])


def reads_as(text: str, kind: str) -> bool:
    """Whether a text names a value of that temporal kind."""
    try:
        return read(text, kind) is not None
    except (EvaluationFailed, KeyError):
        return False


def read(text: str, kind: str) -> dt.date | dt.time:
    return _READERS[kind](text)


def write_date(value: dt.date) -> str:
    return value.isoformat()


def write_time(value: dt.time) -> str:
    milliseconds = value.microsecond // 1000
    text = f"{value.hour:02}:{value.minute:02}:{value.second:02}"
    return f"{text}.{milliseconds:03}" if milliseconds else text


def write_datetime(value: dt.datetime) -> str:
    """`2026-01-31 10:00:00Z`, in UTC and in whole seconds."""
    utc = value.astimezone(dt.UTC)
    return f"{utc.year:04}-{utc.month:02}-{utc.day:02} {utc.hour:02}:{utc.minute:02}:{utc.second:02}Z"


def make_date(year: Decimal, month: Decimal, day: Decimal) -> dt.date:
    """Raises: EvaluationFailed when there is no such day; fractions are cut off."""
    try:
        return dt.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise failed("no_such_date", "There is no such day") from None


def make_time(hour: Decimal, minute: Decimal, second: Decimal) -> dt.time:
    milliseconds = int(rounded(second, 3, ROUND_DOWN) * 1000)
    try:
        return dt.time(int(hour), int(minute), milliseconds // 1000, milliseconds % 1000 * 1000)
    except (ValueError, OverflowError):
        raise failed("no_such_time", "There is no such time") from None


def make_datetime(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """The instant of a day and a time on the clocks of a zone."""
    return _in_range(lambda: dt.datetime.combine(day, time, zone).astimezone(dt.UTC))


def add_days(day: dt.date, days: Decimal) -> dt.date:
    """A later or earlier day; a fraction of a day is cut off."""
    whole = _bounded_days(days)
    try:
        return day + dt.timedelta(days=whole)
    except OverflowError:
        raise out_of_range() from None


def add_fraction_days(instant: dt.datetime, days: Decimal) -> dt.datetime:
    """A later or earlier instant, exact to the microsecond."""
    _bounded_days(days)
    microseconds = int(rounded(days * DAY_MICROSECONDS, 0))
    return _in_range(lambda: instant + dt.timedelta(microseconds=microseconds))


def add_milliseconds(time: dt.time, milliseconds: Decimal) -> dt.time:
    """Raises: EvaluationFailed when the result leaves the day."""
    total = milliseconds_of(time) + int(rounded(milliseconds, 0, ROUND_DOWN))
    if not 0 <= total < DAY_MILLISECONDS:
        raise failed("time_out_of_range", "The time leaves the day")
    return time_of(total)


def milliseconds_of(time: dt.time) -> int:
    seconds = (time.hour * 60 + time.minute) * 60 + time.second
    return seconds * 1000 + time.microsecond // 1000


def time_of(milliseconds: int) -> dt.time:
    seconds, rest = divmod(milliseconds, 1000)
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60, rest * 1000)


def days_between(later: dt.date, earlier: dt.date) -> Decimal:
    return Decimal((later - earlier).days)


def fraction_days_between(later: dt.datetime, earlier: dt.datetime) -> Decimal:
    return divide(Decimal((later - earlier) // _MICROSECOND), Decimal(DAY_MICROSECONDS))


def add_months(day: dt.date, months: Decimal) -> dt.date:
    """The same day of another month, or its last day where the month is shorter."""
    count = int(max(Decimal(-200_000), min(Decimal(200_000), months)))
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise out_of_range()
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _bounded_days(days: Decimal) -> int:
    whole = int(days)
    if abs(whole) > LARGEST_DAYS:
        raise out_of_range()
    return whole


def _in_range(make: Callable[[], dt.datetime]) -> dt.datetime:
    try:
        return make()
    except (OverflowError, ValueError):
        raise out_of_range() from None


def out_of_range() -> EvaluationFailed:
    return failed("date_out_of_range", "The date leaves the years 1 to 9999")


_READERS: Mapping[str, Callable[[str], dt.date | dt.time]] = {
    "date": parse_date,
    "datetime": parse_datetime,
    "time": parse_time,
}
