"""Numbers on SQLite, which has no decimals: scaled integers while they are exact, decimal text beyond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import BigInteger, Integer, Text, case, false, func, literal, type_coerce
from sqlalchemy.types import TypeEngine

from expressions.bounds import PRODUCT_DIGITS
from expressions.numbers import plain_text, scaled, settled
from expressions.sql.constants import fitted
from expressions.sql.decimal_text import DecimalText
from expressions.sql.operators import compared
from expressions.sql.value import Sql
from metamodel.storage import Duration, ScaledDecimal

EXACT_DIGITS = 18
"""Integers of so many digits never leave SQLite's 64 bits."""
_MOST_DIGITS = 60
"""Up to so many digits the integer way is tried, with a look whether it became a REAL: three columns multiplied."""


@dataclass(frozen=True)
class SqliteNumber:
    """`scaled` is an integer of at most `precision` digits, `scale` of them after the point.

    An integer that overflows becomes a REAL, and stays one through sums and products: so one look at the end
    (`typeof`) tells whether `scaled` may be used. `text` computes the same by functions on decimal text.
    """

    scaled: Sql | None
    scale: int
    precision: int
    given_text: Sql | None = None
    column: Sql | None = None
    constant: Decimal | None = None

    @property
    def is_exact(self) -> bool:
        return self.scaled is not None and self.precision <= EXACT_DIGITS

    @cached_property
    def text(self) -> Sql:
        """Decimal text, or an integer as it is."""
        if self.given_text is not None:
            return self.given_text
        assert self.scaled is not None
        return (
            self.scaled
            if self.scale == 0
            else func.trellis_number_decimal(self.scaled, self.scale, type_=Text())
        )

    @cached_property
    def argument(self) -> Sql:
        """The number as a function of SQLite takes it, by the shorter way where that is exact."""
        if self.scaled is None:
            return self.text
        short = (
            self.scaled
            if self.scale == 0
            else func.trellis_number_decimal(self.scaled, self.scale, type_=Text())
        )
        return short if self.is_exact else case((_is_integer(self.scaled), short), else_=self.text)


class SqliteNumbers:
    """How SQLite computes with numbers."""

    def constant(self, value: Decimal) -> SqliteNumber:
        value = settled(value)
        scale = max(0, -int(value.as_tuple().exponent))
        precision = max(scale, value.adjusted() + 1 + scale)
        text = literal(plain_text(value), Text())
        if precision > EXACT_DIGITS:
            return SqliteNumber(None, scale, precision, text, constant=value)
        return SqliteNumber(_integer(scaled(value, scale)), scale, precision, text, constant=value)

    def column(self, column: Sql) -> SqliteNumber:
        if isinstance(column.type, ScaledDecimal):
            kind = column.type
            return SqliteNumber(type_coerce(column, BigInteger()), kind.scale, kind.precision, column=column)
        if isinstance(column.type, Duration):
            return SqliteNumber(type_coerce(column, BigInteger()), 3, EXACT_DIGITS, column=column)
        if isinstance(column.type, Integer):
            return SqliteNumber(type_coerce(column, BigInteger()), 0, EXACT_DIGITS, column=column)
        return SqliteNumber(None, 32, 68, type_coerce(column, Text()))

    def blank(self) -> SqliteNumber:
        return SqliteNumber(literal(None, BigInteger()), 0, 1)

    def computed(self, expression: Sql, *, whole: bool = False) -> SqliteNumber:
        """A number that a function made: an integer, or decimal text."""
        if whole:
            return SqliteNumber(type_coerce(expression, BigInteger()), 0, 12)
        return SqliteNumber(None, 32, 68, type_coerce(expression, Text()))

    def add(self, one: SqliteNumber, other: SqliteNumber) -> SqliteNumber:
        return self._sum(one, other, func.trellis_number_add, 1)

    def subtract(self, one: SqliteNumber, other: SqliteNumber) -> SqliteNumber:
        return self._sum(one, other, func.trellis_number_subtract, -1)

    def _sum(self, one: SqliteNumber, other: SqliteNumber, slow: Any, sign: int) -> SqliteNumber:
        scale = max(one.scale, other.scale)
        whole = max(one.precision - one.scale, other.precision - other.scale) + 1
        text = slow(one.text, other.text, type_=Text())
        if not self._stays_scaled(one, other, whole + scale) or not _shiftable((one, other), scale):
            return SqliteNumber(None, scale, whole + scale, text)
        left, right = _shifted(one, scale), _shifted(other, scale)
        return SqliteNumber(left + right if sign > 0 else left - right, scale, whole + scale, text)

    def negate(self, one: SqliteNumber) -> SqliteNumber:
        text = func.trellis_number_subtract(0, one.text, type_=Text())
        return SqliteNumber(None if one.scaled is None else -one.scaled, one.scale, one.precision, text)

    def multiply(self, one: SqliteNumber, other: SqliteNumber) -> SqliteNumber:
        scale, precision = one.scale + other.scale, one.precision + other.precision
        text = func.trellis_number_multiply(one.text, other.text, type_=Text())
        if not self._stays_scaled(one, other, precision) or scale > PRODUCT_DIGITS:
            return SqliteNumber(None, min(scale, PRODUCT_DIGITS), precision, text)
        assert one.scaled is not None and other.scaled is not None  # noqa: PT018
        return SqliteNumber(one.scaled * other.scaled, scale, precision, text)

    def _stays_scaled(self, one: SqliteNumber, other: SqliteNumber, precision: int) -> bool:
        return one.scaled is not None and other.scaled is not None and precision <= _MOST_DIGITS

    def divide(self, one: SqliteNumber, other: SqliteNumber) -> SqliteNumber:
        """NULL where the divisor is zero."""
        value = other.constant
        text = func.trellis_number_divide(one.argument, other.argument, type_=Text())
        if value and value > 0 and value == Decimal(1).scaleb(value.adjusted()) and one.scaled is not None:
            shift = value.adjusted()
            if shift >= 0 and one.scale + shift <= EXACT_DIGITS:
                return SqliteNumber(one.scaled, one.scale + shift, one.precision + shift, text)
        return SqliteNumber(None, 32, 68, text)

    def compare(self, operator: str, one: SqliteNumber, other: SqliteNumber) -> Sql:
        if one.column is not None and other.constant is not None and one.scaled is not None:
            return self._column_beside_constant(operator, one, other.constant)
        scale = max(one.scale, other.scale)
        widest = max(n.precision - n.scale for n in (one, other)) + scale
        if one.is_exact and other.is_exact and widest <= EXACT_DIGITS:
            return compared(operator, _shifted(one, scale), _shifted(other, scale))
        ordered = func.trellis_number_compare(one.argument, other.argument, type_=Integer())
        return compared(operator, ordered, _integer(0))

    def _column_beside_constant(self, operator: str, one: SqliteNumber, constant: Decimal) -> Sql:
        assert one.column is not None
        found = fitted(operator, constant, one.scale)
        if isinstance(found, bool):
            return one.column.is_not(None) if found else false()
        integer = scaled(found[1], one.scale)
        return compared(found[0], type_coerce(one.column, BigInteger()), _integer(integer))

    def choose(self, cases: Sequence[tuple[Sql, SqliteNumber]], otherwise: SqliteNumber) -> SqliteNumber:
        numbers = [number for _, number in cases] + [otherwise]
        scale = max(number.scale for number in numbers)
        precision = max(number.precision - number.scale for number in numbers) + scale
        text = case(*((when, n.argument) for when, n in cases), else_=otherwise.argument)
        scaled_all = all(number.scaled is not None for number in numbers)
        if not scaled_all or precision > _MOST_DIGITS or not _shiftable(numbers, scale):
            return SqliteNumber(None, min(scale, 32), precision, text)
        scaled = case(*((when, _shifted(n, scale)) for when, n in cases), else_=_shifted(otherwise, scale))
        return SqliteNumber(scaled, scale, precision, text)

    def or_zero(self, one: SqliteNumber) -> SqliteNumber:
        text = func.coalesce(one.text, "0", type_=Text()) if one.given_text is not None else None
        scaled = None if one.scaled is None else func.coalesce(one.scaled, 0, type_=BigInteger())
        return SqliteNumber(scaled, one.scale, one.precision, text)

    def is_null(self, one: SqliteNumber) -> Sql:
        if one.column is not None:
            return one.column.is_(None)
        return (one.scaled if one.is_exact and one.scaled is not None else one.argument).is_(None)

    def round(self, one: SqliteNumber, digits: int) -> SqliteNumber:
        if digits >= one.scale:
            return one
        text = func.trellis_number_round(one.text, digits, type_=Text())
        if one.scaled is not None and digits >= 0:
            precision = one.precision - one.scale + digits + 1
            precision = precision if one.is_exact else max(precision, EXACT_DIGITS + 1)
            return SqliteNumber(_rescaled(one, digits), digits, precision, text)
        return SqliteNumber(None, max(0, digits), 68, text)

    def integer(self, one: SqliteNumber, limit: int = 10**9) -> Sql:
        """The number cut to a whole one that fits an integer."""
        return func.trellis_number_integer(one.argument, limit, type_=Integer())

    def argument(self, one: SqliteNumber) -> Sql:
        return one.argument

    def result(self, one: SqliteNumber, into: TypeEngine[Any] | None) -> Sql:
        """What a statement selects or stores; NULL where a column could not hold it."""
        if one.constant is not None:
            return literal(one.constant, into or DecimalText())
        if isinstance(into, ScaledDecimal | Integer):
            return self._stored(one, into)
        if one.is_exact and one.scaled is not None:
            return type_coerce(one.scaled, ScaledDecimal(EXACT_DIGITS, one.scale))
        return type_coerce(one.argument, DecimalText())

    def _stored(self, one: SqliteNumber, into: TypeEngine[Any]) -> Sql:
        scale, precision = getattr(into, "scale", 0), getattr(into, "precision", EXACT_DIGITS)
        slow = func.trellis_number_scaled(one.text, scale, precision, type_=BigInteger())
        widened = one.precision - one.scale + scale
        if one.scaled is None or (scale > one.scale and widened > EXACT_DIGITS):
            return type_coerce(slow, into)
        fast = _rescaled(one, scale)
        if widened < precision and one.is_exact:
            return type_coerce(fast, into)
        fits = fast.between(_integer(1 - 10**precision), _integer(10**precision - 1))
        if one.is_exact:
            return type_coerce(case((fits, fast)), into)
        return type_coerce(case((_is_integer(one.scaled), case((fits, fast))), else_=slow), into)


def _shiftable(numbers: Sequence[SqliteNumber], scale: int) -> bool:
    """Whether the factors that bring them to one scale are integers of SQLite themselves."""
    return all(scale - number.scale <= EXACT_DIGITS for number in numbers)


def _shifted(number: SqliteNumber, scale: int) -> Sql:
    """The scaled integer with more digits after the point."""
    assert number.scaled is not None
    if number.constant is not None:
        return _integer(scaled(number.constant, scale))
    return number.scaled if scale == number.scale else number.scaled * _integer(10 ** (scale - number.scale))


def _rescaled(number: SqliteNumber, scale: int) -> Sql:
    """The scaled integer with `scale` digits after the point, rounded half away from zero."""
    if scale >= number.scale:
        return _shifted(number, scale)
    if number.constant is not None:
        return _integer(scaled(number.constant, scale))
    assert number.scaled is not None
    divisor = 10 ** (number.scale - scale)
    half = case((number.scaled < 0, _integer(-divisor // 2)), else_=_integer(divisor // 2))
    return (number.scaled + half).op("/", precedence=8, return_type=BigInteger())(_integer(divisor))


def _integer(value: int) -> Sql:
    return literal(value, BigInteger())


def _is_integer(scaled: Sql) -> Sql:
    """Whether no step overflowed; NULL is fine as well."""
    return func.typeof(scaled, type_=Text()) != "real"
