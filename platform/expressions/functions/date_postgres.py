"""The functions of dates and times in PostgreSQL's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Double,
    Integer,
    Numeric,
    Text,
    Time,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
)

from expressions.failures import not_in_sql
from expressions.sql.call import SqlCall
from expressions.sql.generic import generic_expression
from expressions.sql.postgres import (
    as_integer,
    date_in_range,
    instant_in_range,
    instant_of,
    matches,
    whole,
)
from expressions.sql.postgres import part as date_part
from expressions.sql.value import Sql
from expressions.temporal import LARGEST_DAYS

_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TIME = "^[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,3})?)?$"
_DATETIME = (
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
    "[ \\t\\n\\r\\f\\v]*(Z|z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_SPACES = " \t\n\r\f\v"
_OFFSET_HOURS = "[T ].*[+-]([0-9]{2}):?[0-9]{2}$"
_OFFSET_MINUTES = "[T ].*[+-][0-9]{2}:?([0-9]{2})$"
_DAY = 86_400
_MONDAY = literal(dt.date(1, 1, 1), Date())
_PERIODS = {
    "day": 1,
    "week": 7,
    "month": 1,
    "quarter": 3,
    "year": 12,
    "hour": 3600,
    "minute": 60,
    "second": 1,
}


def part(name: str) -> Callable[[SqlCall], Sql]:
    def postgres(call: SqlCall) -> Sql:
        day = call.day(0)
        return date_part("dow", day) + 1 if name == "weekday" else date_part(name, day)

    return postgres


def clock_part(name: str) -> Callable[[SqlCall], Sql]:
    size, period = {"hour": (3_600_000, 24), "minute": (60_000, 60), "second": (1000, 60)}[name]

    def postgres(call: SqlCall) -> Sql:
        return _modulo(_divided(_clock(call, 0), size), period)

    return postgres


def _clock(call: SqlCall, index: int) -> Sql:
    """Milliseconds since midnight of a time, or of an instant in the tenant's zone."""
    if call.kind(index) == "time":
        return as_integer(call.value(index))
    clock = call.local(index)
    seconds = func.date_part("epoch", cast(clock, DateTime()) - cast(cast(clock, Date()), DateTime()))
    return cast(func.floor(cast(seconds, Numeric()) * 1000), BigInteger())


# Made.


def make_date(call: SqlCall) -> Sql:
    return _made_date(call, (call.number(0), call.number(1), call.number(2)))


def _made_date(call: SqlCall, numbers: tuple[Sql, Sql, Sql]) -> Sql:
    year, month, day = (whole(number, 100_000) for number in numbers)
    exists = _date_exists(year, month, day)
    call.fails_when(not_(exists))
    return case((exists, func.make_date(year, month, day, type_=Date())))


def _date_exists(year: Sql, month: Sql, day: Sql) -> Sql:
    leap = and_(year % 4 == 0, or_(year % 100 != 0, year % 400 == 0))
    last = case((month.in_((4, 6, 9, 11)), 30), (month == 2, case((leap, 29), else_=28)), else_=31)
    return and_(year.between(1, 9999), month.between(1, 12), day.between(1, last))


def make_time(call: SqlCall) -> Sql:
    return _made_time(call, 0)


def _made_time(call: SqlCall, first: int) -> Sql:
    hour, minute = call.integer(first, default=0, limit=1000), call.integer(first + 1, default=0, limit=1000)
    milliseconds = whole(call.number(first + 2) * 1000, 10**8) if call.has(first + 2) else literal(0)
    exists = and_(hour.between(0, 23), minute.between(0, 59), milliseconds.between(0, 59_999))
    call.fails_when(not_(exists))
    return case((exists, (hour * 60 + minute) * 60_000 + milliseconds))


def make_datetime(call: SqlCall) -> Sql:
    day, time = _made_date(call, (call.number(0), call.number(1), call.number(2))), _made_time(call, 3)
    instant, outside = _instant_at(call, day, time)
    call.fails_when(outside)
    return instant


def _instant_at(call: SqlCall, day: Sql, milliseconds: Sql) -> tuple[Sql, Sql]:
    span = func.make_interval(0, 0, 0, 0, 0, 0, cast(milliseconds, Double()) / 1000)
    clock = cast(day, DateTime()).op("+", return_type=DateTime())(span)
    return instant_in_range(clock, call.zone)


# Read from text. What is no date must never reach a cast, so pieces are cut out only where the shape fits.


def date_value(call: SqlCall) -> Sql:
    if call.kind(0) != "text":
        return call.day(0)
    plain = _stripped(call)
    reads = matches(plain, _DATE)
    year, month, day = _date_pieces(plain, reads)
    return _where(call, plain, and_(reads, _date_exists(year, month, day)), func.make_date(year, month, day))


def time_value(call: SqlCall) -> Sql:
    if call.kind(0) != "text":
        return _clock(call, 0)
    plain = _stripped(call)
    reads = matches(plain, _TIME)
    milliseconds, exists = _time_pieces(plain, reads)
    return _where(call, plain, and_(reads, exists), milliseconds)


def datetime_value(call: SqlCall) -> Sql:
    if call.kind(0) == "datetime":
        return call.value(0)
    if call.kind(0) == "date":
        return instant_of(cast(call.value(0), DateTime()), call.zone)
    plain = _stripped(call)
    reads = matches(plain, _DATETIME)
    year, month, day = _date_pieces(plain, reads)
    hour, minute = _number(plain, reads, 12, 2), _number(plain, reads, 15, 2)
    seconds = cast(func.coalesce(func.substring(plain, ":[0-9]{2}:([0-9]{2}([.][0-9]+)?)"), "0"), Numeric())
    offset = _offset_seconds(plain)
    exists = and_(
        reads, _date_exists(year, month, day), hour < 24, minute < 60, seconds < 60, func.abs(offset) < _DAY
    )
    midnight = cast(case((exists, func.make_date(year, month, day, type_=Date()))), DateTime())
    span = func.make_interval(0, 0, 0, 0, hour, minute, cast(seconds - offset, Double()))
    instant, outside = instant_in_range(midnight.op("+", return_type=DateTime())(span))
    call.fails_when(func.coalesce(outside, False))
    return _where(call, plain, exists, instant)


def _stripped(call: SqlCall) -> Sql:
    return func.btrim(call.text(0), _SPACES, type_=Text())


def _where(call: SqlCall, plain: Sql, exists: Sql, value: Sql) -> Sql:
    """The value where there is one; a blank text gives a blank, any other fails."""
    found = func.coalesce(exists, False)
    call.fails_when(and_(plain != "", not_(found)))
    return case((found, value))


def _number(plain: Sql, reads: Sql, start: int, size: int) -> Sql:
    return cast(case((reads, func.substr(plain, start, size, type_=Text()))), Integer())


def _date_pieces(plain: Sql, reads: Sql) -> tuple[Sql, Sql, Sql]:
    return _number(plain, reads, 1, 4), _number(plain, reads, 6, 2), _number(plain, reads, 9, 2)


def _time_pieces(plain: Sql, reads: Sql) -> tuple[Sql, Sql]:
    """Milliseconds since midnight, and whether there is such a time."""
    hour, minute = _number(plain, reads, 1, 2), _number(plain, reads, 4, 2)
    seconds = case((and_(reads, func.length(plain) > 5), func.substr(plain, 7, 6, type_=Text())), else_="0")
    milliseconds = cast(cast(seconds, Numeric()) * 1000, Integer())
    exists = and_(hour < 24, minute < 60, milliseconds < 60_000)
    return (hour * 60 + minute) * 60_000 + milliseconds, exists


def _offset_seconds(plain: Sql) -> Sql:
    """How far the text's clock is before UTC; 0 where it names no offset."""
    minutes = cast(func.coalesce(func.substring(plain, _OFFSET_MINUTES), "0"), Integer())
    hours = cast(func.coalesce(func.substring(plain, _OFFSET_HOURS), "0"), Integer())
    size = hours * 3600 + minutes * 60
    return case((matches(plain, "-[0-9]{2}:?[0-9]{2}$"), -size), else_=size)


def sqlite_reading(call: SqlCall) -> Sql:
    """A text read by our own function, a blank text giving a blank."""
    expression = generic_expression(call, zoned=True)
    given = func.trim(call.text(0), _SPACES) != "" if call.kind(0) == "text" else call.value(0).is_not(None)
    call.fails_when(and_(given, expression.is_(None)))
    return expression


# Moved.


def add_days(call: SqlCall) -> Sql:
    day = call.day(0).op("+", return_type=Date())(whole(call.number(1), LARGEST_DAYS))
    return _moved(call, day)


def add_months(call: SqlCall) -> Sql:
    """ADDMONTHS and ADDYEARS."""
    months = whole(call.number(1), 200_000)
    if call.node.name == "ADDYEARS":
        months = whole(func.trunc(call.number(1)) * 12, 200_000)
    return _moved(call, _months_later(call.day(0), months))


def _months_later(day: Sql, months: Sql) -> Sql:
    later = cast(day, DateTime()).op("+", return_type=DateTime())(func.make_interval(0, months))
    return cast(later, Date())


def _moved(call: SqlCall, day: Sql) -> Sql:
    if call.kind(0) == "date":
        found, outside = date_in_range(day)
    else:
        local = call.local(0)
        clock = day.op("+", return_type=DateTime())(_time_of_day(local))
        found, outside = instant_in_range(clock, call.zone)
    call.fails_when(outside)
    return found


def _time_of_day(clock: Sql) -> Sql:
    return cast(clock, Time())


def end_of_month(call: SqlCall) -> Sql:
    months = whole(call.number(1), 200_000) if call.has(1) else literal(0)
    moved = _months_later(call.day(0), months)
    found, outside = date_in_range(moved)
    call.fails_when(outside)
    first = cast(func.date_trunc("month", cast(found, DateTime())), Date())
    return _months_later(first, literal(1)).op("-", return_type=Date())(1)


def start_of(call: SqlCall) -> Sql:
    name = _written_unit(call, 1)
    if call.kind(0) == "date":
        name = "day" if name in ("hour", "minute", "second") else name
        found, outside = date_in_range(cast(func.date_trunc(name, cast(call.value(0), DateTime())), Date()))
    else:
        found, outside = instant_in_range(func.date_trunc(name, call.local(0), type_=DateTime()), call.zone)
    call.fails_when(outside)
    return found


def _written_unit(call: SqlCall, index: int) -> str:
    """A unit that is a written text; the database is not asked to choose."""
    unit = call.constant(index) if call.has(index) else "day"
    name = str(unit or "").strip().lower().removesuffix("s")
    if name not in _PERIODS:
        raise not_in_sql("{function} needs a written unit of time in the database", function=call.node.name)
    return name


# Counted.


def difference(call: SqlCall) -> Sql:
    name = _written_unit(call, 2)
    if name in ("month", "quarter", "year"):
        return func.trunc(cast(_months_between(call), Numeric()) / _PERIODS[name])
    if name in ("day", "week"):
        days = call.day(1).op("-", return_type=Integer())(call.day(0))
        return func.trunc(cast(days, Numeric()) / _PERIODS[name])
    ends = [_instant(call, index) for index in (0, 1)]
    seconds = func.extract("epoch", ends[1].op("-")(ends[0]))
    return func.trunc(cast(seconds, Numeric()) / _PERIODS[name])


def _instant(call: SqlCall, index: int) -> Sql:
    if call.kind(index) == "datetime":
        return call.value(index)
    return instant_of(cast(call.value(index), DateTime()), call.zone)


def _months_between(call: SqlCall) -> Sql:
    start, end = (cast(call.local(index), DateTime()) for index in (0, 1))
    months = (date_part("year", end) - date_part("year", start)) * 12
    months = months + date_part("month", end) - date_part("month", start)
    late, early = (value.op("-")(func.date_trunc("month", value)) for value in (end, start))
    return case(
        (and_(months > 0, late < early), months - 1),
        (and_(months < 0, late > early), months + 1),
        else_=months,
    )


def workdays(call: SqlCall) -> Sql:
    first, last = _ordinal(call.day(0)), _ordinal(call.day(1))
    backward = _workdays_before(last - 1) - _workdays_before(first)
    return case((last < first, backward), else_=_workdays_before(last) - _workdays_before(first - 1))


def _ordinal(day: Sql) -> Sql:
    return day.op("-", return_type=Integer())(_MONDAY) + 1


def _workdays_before(ordinal: Sql) -> Sql:
    rest = _modulo(ordinal, 7)
    return _divided(ordinal, 7) * 5 + case((rest > 5, 5), else_=rest)


def add_workdays(call: SqlCall) -> Sql:
    day, count = call.day(0), whole(call.number(1), LARGEST_DAYS)
    ordinal = _ordinal(day)
    later = _workdays_before(ordinal) + count - 1
    earlier = _workdays_before(ordinal - 1) + count
    place = case((count > 0, later), else_=earlier)
    days = case((place < 0, -1), else_=_divided(place, 5) * 7 + _modulo(place, 5))
    found, outside = date_in_range(case((count == 0, day), else_=_MONDAY.op("+", return_type=Date())(days)))
    call.fails_when(outside)
    return found


def _divided(value: Sql, divisor: int) -> Sql:
    """A whole division of whole numbers."""
    return value.op("/", precedence=8, return_type=Integer())(divisor)


def _modulo(value: Sql, divisor: int) -> Sql:
    return value.op("%", precedence=8, return_type=Integer())(divisor)
