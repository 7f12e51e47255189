"""PostgreSQL's words for what Python does with dates, times and powers, kept within the same bounds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Double,
    Integer,
    Numeric,
    Text,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    not_,
    or_,
)

from expressions.bounds import FRACTION_DIGITS, INTEGER_DIGITS
from expressions.numbers import LARGEST_POWER
from expressions.sql.value import Sql
from expressions.temporal import DAY_MILLISECONDS, DAY_SECONDS, LARGEST_DAYS

WIDE = Numeric(INTEGER_DIGITS + FRACTION_DIGITS + 8, FRACTION_DIGITS + 8)
"""What transcendental functions are given, so that their result has digits to be rounded from."""
NUMBER_PATTERN = r"^[ \t\n\r\u3000]*[+-]?([0-9]{1,36}([.][0-9]*)?|[.][0-9]+)[ \t\n\r\u3000]*$"
"""A text that VALUE reads; `expressions.numbers.number_from` is the same in Python."""
_FIRST = literal(dt.date(1, 1, 1), Date())
_LAST = literal(dt.date(9999, 12, 31), Date())
_LARGEST_LOGARITHM = float(INTEGER_DIGITS) * 2.302585092994046


def rounded(value: Sql, digits: Any = FRACTION_DIGITS) -> Sql:
    return func.round(value, digits, type_=Numeric())


def wide(value: Sql) -> Sql:
    return cast(value, WIDE)


def part(name: str, value: Sql) -> Sql:
    """A whole number out of a date or time: `year`, `isodow`."""
    return cast(extract(name, value), Integer())


def whole(value: Sql, limit: int) -> Sql:
    """The number cut to an integer between -limit and limit; NULL stays NULL."""
    bounded = func.greatest(func.least(func.trunc(value), limit), -limit)
    return cast(case((value.is_(None), None), else_=bounded), Integer())


def utc(instant: Sql) -> Sql:
    """An instant as the clock of UTC shows it."""
    return func.timezone("UTC", instant, type_=DateTime())


def instant_of(clock: Sql, zone: Any = "UTC") -> Sql:
    """The instant when the clock of a zone shows this."""
    return func.timezone(zone, clock, type_=DateTime(timezone=True))


def power(base: Sql, exponent: Sql) -> tuple[Sql, Sql]:
    """The power, and where there is none."""
    size: Sql = cast(exponent, Double()) * func.ln(cast(func.nullif(func.abs(base), 0), Double()))
    failing = or_(
        and_(base == 0, exponent < 0),
        and_(base < 0, exponent != func.trunc(exponent)),
        func.abs(exponent) > LARGEST_POWER,
        and_(base != 0, size > _LARGEST_LOGARITHM),
    )
    value = case(
        (or_(base.is_(None), exponent.is_(None)), None),
        (failing, None),
        (exponent == 0, literal(Decimal(1), Numeric())),
        (or_(base == 0, size < -200), literal(Decimal(0), Numeric())),
        else_=rounded(func.power(wide(base), exponent)),
    )
    return value, failing


def moved(operator: str, left_kind: str, right_kind: str, left: Sql, right: Sql) -> tuple[Sql, Sql | None]:
    """A date, an instant or a time plus or minus a number, or what lies between two; and where it fails."""
    if "number" not in (left_kind, right_kind):
        return _between(left_kind, left, right), None
    if left_kind == "number":
        left_kind, left, right = right_kind, right, left
    amount = -right if operator == "-" else right
    return {"date": _move_date, "datetime": move_instant, "time": _move_time}[left_kind](left, amount)


def within_years(day: Sql) -> Sql:
    return day.between(_FIRST, _LAST)


def date_in_range(day: Sql) -> tuple[Sql, Sql]:
    """The date, NULL outside the years 1 to 9999; and whether it is outside."""
    return case((within_years(day), day)), not_(within_years(day))


def _between(kind: str, later: Sql, earlier: Sql) -> Sql:
    difference = later.op("-", return_type=Integer())(earlier)
    if kind != "datetime":
        return cast(difference, Numeric())
    return rounded(wide(extract("epoch", difference)) / DAY_SECONDS)


def _move_date(day: Sql, days: Sql) -> tuple[Sql, Sql]:
    return date_in_range(day.op("+", return_type=Date())(whole(days, LARGEST_DAYS)))


def move_instant(instant: Sql, days: Sql) -> tuple[Sql, Sql]:
    count = whole(days, LARGEST_DAYS)
    seconds = func.round((days - func.trunc(days)) * DAY_SECONDS, 6)
    span = func.make_interval(0, 0, 0, count, 0, 0, cast(seconds, Double()))
    return instant_in_range(utc(instant).op("+", return_type=DateTime())(span))


def instant_in_range(clock: Sql, zone: Any = "UTC") -> tuple[Sql, Sql]:
    """The instant when a zone's clock shows this, NULL outside the years 1 to 9999; and whether it is outside."""
    inside = within_years(cast(clock, Date()))
    return case((inside, instant_of(clock, zone))), not_(inside)


def _move_time(time: Sql, milliseconds: Sql) -> tuple[Sql, Sql]:
    total = as_integer(time) + whole(milliseconds, 10**9)
    inside = total.between(0, DAY_MILLISECONDS - 1)
    return case((inside, total)), not_(inside)


def as_integer(time: Sql) -> Sql:
    """Milliseconds since midnight, as the column holds them."""
    return cast(time, BigInteger())


def matches(text: Sql, pattern: str) -> Sql:
    """Whether a text matches a pattern that both engines read alike."""
    return text.op("~", return_type=Boolean())(literal(pattern, Text()))
