"""Dates and times: made, taken apart, moved, counted between. Days begin in the tenant's zone."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from expressions import temporal
from expressions.failures import failed
from expressions.functions import date_postgres as postgres
from expressions.functions.function import Example, Function, Parameter, words
from expressions.moment import Moment
from expressions.value_types import DATE, DATETIME, NUMBER, TIME, Type

_DAY = ("date", "datetime")
_WHEN = Parameter("date", _DAY)
_NUMBER = ("number",)
_UNITS = ("day", "week", "month", "quarter", "year", "hour", "minute", "second")


def _local(zone: dt.tzinfo, value: dt.date) -> dt.date:
    """A date as it is, an instant as the zone's clocks show it."""
    return value.astimezone(zone) if isinstance(value, dt.datetime) else value


def _day(zone: dt.tzinfo, value: dt.date) -> dt.date:
    local = _local(zone, value)
    return local.date() if isinstance(local, dt.datetime) else local


def _unit(unit: str) -> str:
    name = unit.strip().lower().removesuffix("s")
    if name not in _UNITS:
        raise failed("no_such_unit", "“{unit}” is no unit of time", unit=unit[:20])
    return name


# Made.


def _date(year: Decimal, month: Decimal, day: Decimal) -> dt.date:
    return temporal.make_date(year, month, day)


def _datetime(
    zone: dt.tzinfo, year: Decimal, month: Decimal, day: Decimal,
    hour: Decimal = Decimal(0), minute: Decimal = Decimal(0), second: Decimal = Decimal(0),
) -> dt.datetime:  # fmt: skip
    time = temporal.make_time(hour, minute, second)
    return temporal.make_datetime(temporal.make_date(year, month, day), time, zone)


def _time(hour: Decimal, minute: Decimal, second: Decimal = Decimal(0)) -> dt.time:
    return temporal.make_time(hour, minute, second)


def _date_value(zone: dt.tzinfo, value: str | dt.date) -> dt.date | None:
    if isinstance(value, str):
        return temporal.parse_date(value) if temporal.is_written(value) else None
    return _day(zone, value)


def _datetime_value(zone: dt.tzinfo, value: str | dt.date) -> dt.datetime | None:
    if isinstance(value, str):
        return temporal.parse_datetime(value) if temporal.is_written(value) else None
    return value if isinstance(value, dt.datetime) else temporal.make_datetime(value, dt.time(), zone)


def _time_value(zone: dt.tzinfo, value: str | dt.datetime) -> dt.time | None:
    if isinstance(value, str):
        return temporal.parse_time(value) if temporal.is_written(value) else None
    clock = value.astimezone(zone).time()
    return clock.replace(microsecond=clock.microsecond // 1000 * 1000)


# Taken apart.


def _weekday(zone: dt.tzinfo, value: dt.date) -> Decimal:
    return Decimal(_day(zone, value).isoweekday() % 7 + 1)


def _clock(zone: dt.tzinfo, value: dt.datetime | dt.time) -> dt.time:
    return value if isinstance(value, dt.time) else value.astimezone(zone).time()


# Moved.


def _add_days(zone: dt.tzinfo, value: dt.date, days: Decimal) -> dt.date:
    return _moved(zone, value, lambda day: temporal.add_days(day, days))


def _add_months(zone: dt.tzinfo, value: dt.date, months: Decimal) -> dt.date:
    return _moved(zone, value, lambda day: temporal.add_months(day, months))


def _add_years(zone: dt.tzinfo, value: dt.date, years: Decimal) -> dt.date:
    return _moved(zone, value, lambda day: temporal.add_months(day, Decimal(int(years)) * 12))


def _moved(zone: dt.tzinfo, value: dt.date, move: object) -> dt.date:
    """The day moved; an instant keeps what the clock shows."""
    if not isinstance(value, dt.datetime):
        return move(value)  # type: ignore[operator, no-any-return]
    local = value.astimezone(zone)
    return temporal.make_datetime(move(local.date()), local.time(), zone)  # type: ignore[operator]


def _end_of_month(zone: dt.tzinfo, value: dt.date, months: Decimal = Decimal(0)) -> dt.date:
    day = temporal.add_months(_day(zone, value), months)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _start_of(zone: dt.tzinfo, value: dt.date, unit: str) -> dt.date:
    name = _unit(unit)
    local = _local(zone, value)
    day = _first_day(_day(zone, value), name)
    if not isinstance(local, dt.datetime):
        return day
    keep = {"hour": 1, "minute": 2, "second": 3}.get(name, 0)
    hour, minute, second = (part if place < keep else 0 for place, part in enumerate(_clock_parts(local)))
    return temporal.make_datetime(day, dt.time(hour, minute, second), zone)


def _clock_parts(clock: dt.datetime) -> tuple[int, int, int]:
    return clock.hour, clock.minute, clock.second


def _first_day(day: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return temporal.add_days(day, Decimal(-day.weekday()))
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


# Counted.


def _date_difference(zone: dt.tzinfo, start: dt.date, end: dt.date, unit: str = "day") -> Decimal:
    """How many whole units lie between, below zero when the end comes first."""
    name = _unit(unit)
    if name in ("month", "quarter", "year"):
        months = _months_between(_local(zone, start), _local(zone, end))
        return Decimal(int(months / {"month": 1, "quarter": 3, "year": 12}[name]))
    if name in ("day", "week"):
        days = (_day(zone, end) - _day(zone, start)).days
        return Decimal(int(days / (7 if name == "week" else 1)))
    seconds = (_instant(zone, end) - _instant(zone, start)) / dt.timedelta(seconds=1)
    return Decimal(int(seconds / {"hour": 3600, "minute": 60, "second": 1}[name]))


def _instant(zone: dt.tzinfo, value: dt.date) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else temporal.make_datetime(value, dt.time(), zone)


def _months_between(start: dt.date, end: dt.date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    late, early = _place_in_month(end), _place_in_month(start)
    if months > 0 and late < early:
        return months - 1
    return months + 1 if months < 0 and late > early else months


def _place_in_month(value: dt.date) -> tuple[int, dt.time]:
    return value.day, value.time() if isinstance(value, dt.datetime) else dt.time()


def _workdays(zone: dt.tzinfo, start: dt.date, end: dt.date) -> Decimal:
    """Mondays to Fridays from the first to the last day, both counted."""
    first, last = _day(zone, start), _day(zone, end)
    if last < first:
        return -Decimal(_workdays_before(first.toordinal()) - _workdays_before(last.toordinal() - 1))
    return Decimal(_workdays_before(last.toordinal()) - _workdays_before(first.toordinal() - 1))


def _workdays_before(ordinal: int) -> int:
    """Workdays from 0001-01-01, a Monday, up to the day of this ordinal."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _add_workdays(zone: dt.tzinfo, value: dt.date, days: Decimal) -> dt.date:
    """So many workdays later or earlier; none leaves the day as it is."""
    day, count = _day(zone, value), int(days)
    if abs(count) > temporal.LARGEST_DAYS:
        raise failed("date_out_of_range", "The date leaves the years 1 to 9999")
    if not count:
        return day
    before = _workdays_before(day.toordinal() if count > 0 else day.toordinal() - 1)
    place = before + count + (0 if count > 0 else 1)
    weeks, rest = divmod(place - 1, 5)
    return temporal.add_days(dt.date(1, 1, 1), Decimal(weeks * 7 + rest))


def _same(types: Sequence[Type]) -> Type:
    return DATETIME if types[0].kind == "datetime" else DATE


def _today(moment: Moment) -> dt.date:
    return moment.today


def _now(moment: Moment) -> dt.datetime:
    return moment.now


def _part(name: str, en: str, zh: str, example: Example, python: object, field: str) -> Function:
    return Function(name, "date", (_WHEN,), NUMBER, words(en, zh), (example,), needs="zone", whole=True,
                    python=python, postgres=postgres.part(field))  # type: ignore[arg-type]  # fmt: skip


def _clock_part(name: str, en: str, zh: str, example: Example, python: object) -> Function:
    return Function(name, "date", (Parameter("time", ("time", "datetime")),), NUMBER, words(en, zh), (example,),
                    needs="zone", whole=True, python=python, postgres=postgres.clock_part(name.lower()))  # type: ignore[arg-type]  # fmt: skip


FUNCTIONS = (
    Function("TODAY", "date", (), DATE, words("The day today", "今天"), (Example("TODAY() - TODAY()", "0"),),
             needs="moment", python=_today),
    Function("NOW", "date", (), DATETIME, words("Date and time now", "现在的日期和时间"),
             (Example("NOW() - NOW()", "0"),), needs="moment", python=_now),
    Function("DATE", "date", tuple(Parameter(n, _NUMBER) for n in ("year", "month", "day")), DATE,
             words("The date of year, month and day", "由年、月、日组成日期"),
             (Example("DATE(2026, 2, 28)", "2026-02-28"),), can_fail=True, python=_date, postgres=postgres.make_date),
    Function("DATETIME", "date",
             (*(Parameter(n, _NUMBER) for n in ("year", "month", "day")),
              *(Parameter(n, _NUMBER, optional=True) for n in ("hour", "minute", "second"))), DATETIME,
             words("Date and time on the clocks of the company's zone", "由年月日时分秒组成日期时间（按公司时区）"),
             (Example("DATETIME(2026, 2, 28, 8, 30, 0)", "2026-02-28 08:30:00Z"),), needs="zone", can_fail=True,
             python=_datetime, postgres=postgres.make_datetime),
    Function("TIME", "date",
             (Parameter("hour", _NUMBER), Parameter("minute", _NUMBER), Parameter("second", _NUMBER, optional=True)),
             TIME, words("The time of hour, minute and second", "由时、分、秒组成时间"),
             (Example("TIME(8, 30, 0)", "08:30:00"),), can_fail=True, python=_time, postgres=postgres.make_time),
    Function("DATEVALUE", "date", (Parameter("value", ("text", "date", "datetime")),), DATE,
             words("The day of a text or of a date and time", "文本或日期时间对应的日期"),
             (Example('DATEVALUE("2026-02-28")', "2026-02-28"),), needs="zone", can_fail=True,
             python=_date_value, postgres=postgres.date_value, sqlite=postgres.sqlite_reading),
    Function("DATETIMEVALUE", "date", (Parameter("value", ("text", "date", "datetime")),), DATETIME,
             words("Date and time of a text; without an offset it is UTC", "文本对应的日期时间，未写时差时按 UTC"),
             (Example('DATETIMEVALUE("2005-11-15 17:00:00")', "2005-11-15 17:00:00Z"),), needs="zone",
             can_fail=True, python=_datetime_value, postgres=postgres.datetime_value, sqlite=postgres.sqlite_reading),
    Function("TIMEVALUE", "date", (Parameter("value", ("text", "datetime")),), TIME,
             words("The time of a text or of a date and time", "文本或日期时间对应的时间"),
             (Example('TIMEVALUE("10:34:55.666")', "10:34:55.666"),), needs="zone", can_fail=True,
             python=_time_value, postgres=postgres.time_value, sqlite=postgres.sqlite_reading),
    _part("YEAR", "The year", "年份", Example("YEAR(DATE(2026, 2, 28))", "2026"),
          lambda zone, value: Decimal(_day(zone, value).year), "year"),
    _part("QUARTER", "The quarter, 1 to 4", "季度（1–4）", Example("QUARTER(DATE(2026, 5, 1))", "2"),
          lambda zone, value: Decimal((_day(zone, value).month + 2) // 3), "quarter"),
    _part("MONTH", "The month, 1 to 12", "月份（1–12）", Example("MONTH(DATE(2026, 2, 28))", "2"),
          lambda zone, value: Decimal(_day(zone, value).month), "month"),
    _part("WEEK", "The week of the year (ISO)", "一年中的第几周（ISO）", Example("WEEK(DATE(2027, 1, 1))", "53"),
          lambda zone, value: Decimal(_day(zone, value).isocalendar().week), "week"),
    _part("DAY", "The day of the month", "日（1–31）", Example("DAY(DATE(2026, 2, 28))", "28"),
          lambda zone, value: Decimal(_day(zone, value).day), "day"),
    _part("WEEKDAY", "The day of the week, 1 on Sunday", "星期几（星期日为 1）",
          Example("WEEKDAY(DATE(2026, 3, 1))", "1"), _weekday, "weekday"),
    _clock_part("HOUR", "The hour", "小时", Example('HOUR(TIMEVALUE("10:34:55"))', "10"),
                lambda zone, value: Decimal(_clock(zone, value).hour)),
    _clock_part("MINUTE", "The minute", "分钟", Example('MINUTE(TIMEVALUE("10:34:55"))', "34"),
                lambda zone, value: Decimal(_clock(zone, value).minute)),
    _clock_part("SECOND", "The second", "秒", Example('SECOND(TIMEVALUE("10:34:55.666"))', "55"),
                lambda zone, value: Decimal(_clock(zone, value).second)),
    Function("ADDDAYS", "date", (_WHEN, Parameter("days", _NUMBER)), _same, words("So many days later", "若干天之后"),
             (Example("ADDDAYS(DATE(2026, 2, 28), 1)", "2026-03-01"),), needs="zone", can_fail=True,
             python=_add_days, postgres=postgres.add_days),
    Function("ADDMONTHS", "date", (_WHEN, Parameter("months", _NUMBER)), _same,
             words("So many months later; the last day where a month is shorter", "若干个月之后；当月较短时取月末"),
             (Example("ADDMONTHS(DATE(2026, 1, 31), 1)", "2026-02-28"),), needs="zone", can_fail=True,
             python=_add_months, postgres=postgres.add_months),
    Function("ADDYEARS", "date", (_WHEN, Parameter("years", _NUMBER)), _same, words("So many years later", "若干年之后"),
             (Example("ADDYEARS(DATE(2024, 2, 29), 1)", "2025-02-28"),), needs="zone", can_fail=True,
             python=_add_years, postgres=postgres.add_months),
    Function("DATEDIFF", "date",
             (Parameter("start", _DAY), Parameter("end", _DAY), Parameter("unit", ("text",), optional=True)), NUMBER,
             words("Whole days, weeks, months, quarters, years, hours, minutes or seconds from start to end",
                   "从开始到结束相差的整天数、周数、月数、季度数、年数、小时数、分钟数或秒数"),
             (Example("DATEDIFF(DATE(2026, 1, 1), DATE(2026, 3, 1))", "59"),
              Example('DATEDIFF(DATE(2026, 1, 31), DATE(2026, 3, 30), "month")', "1")), needs="zone", can_fail=True,
             python=_date_difference, postgres=postgres.difference),
    Function("EOMONTH", "date", (_WHEN, Parameter("months", _NUMBER, optional=True)), DATE,
             words("The last day of the month, or of so many months later", "当月（或若干个月后）的最后一天"),
             (Example("EOMONTH(DATE(2026, 2, 3))", "2026-02-28"), Example("EOMONTH(DATE(2026, 2, 3), 1)", "2026-03-31")),
             needs="zone", can_fail=True, python=_end_of_month, postgres=postgres.end_of_month),
    Function("WORKDAYS", "date", (Parameter("start", _DAY), Parameter("end", _DAY)), NUMBER,
             words("Mondays to Fridays from start to end, both counted", "起止日期之间的工作日数（周一至周五，含首尾）"),
             (Example("WORKDAYS(DATE(2026, 2, 27), DATE(2026, 3, 2))", "2"),), needs="zone", whole=True,
             python=_workdays, postgres=postgres.workdays),
    Function("ADDWORKDAYS", "date", (_WHEN, Parameter("days", _NUMBER)), DATE,
             words("So many Mondays to Fridays later", "若干个工作日之后"),
             (Example("ADDWORKDAYS(DATE(2026, 2, 27), 1)", "2026-03-02"),), needs="zone", can_fail=True,
             python=_add_workdays, postgres=postgres.add_workdays),
    Function("STARTOF", "date", (_WHEN, Parameter("unit", ("text",))), _same,
             words("The first day of the week, month, quarter or year; the start of the day or hour",
                   "所在周、月、季度、年的第一天，或当天、当小时的开始"),
             (Example('STARTOF(DATE(2026, 5, 20), "quarter")', "2026-04-01"),), needs="zone", can_fail=True,
             python=_start_of, postgres=postgres.start_of),
)  # fmt: skip
