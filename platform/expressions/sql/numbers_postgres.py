"""Numbers on PostgreSQL: NUMERIC, with the digits after the point watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Integer, Numeric, case, cast, func, literal, null, true, type_coerce
from sqlalchemy.types import TypeEngine

from expressions.bounds import FRACTION_DIGITS, INTEGER_DIGITS, PRODUCT_DIGITS
from expressions.numbers import scaled, settled
from expressions.sql.constants import fitted
from expressions.sql.operators import compared
from expressions.sql.value import Sql
from metamodel.storage import Duration, ScaledDecimal

_WIDE = Numeric(INTEGER_DIGITS + FRACTION_DIGITS + 8, FRACTION_DIGITS + 8)
"""Operands of a division are widened to this, so that the quotient has digits to be rounded from."""


@dataclass(frozen=True)
class PostgresNumber:
    """`scale` bounds the fractional digits, `digits` the whole ones; `column` is a bare column."""

    expression: Sql
    scale: int
    digits: int = INTEGER_DIGITS
    column: Sql | None = None
    constant: Decimal | None = None


class PostgresNumbers:
    """How PostgreSQL computes with numbers."""

    def constant(self, value: Decimal) -> PostgresNumber:
        value = settled(value)
        scale = max(0, -int(value.as_tuple().exponent))
        digits = max(1, value.adjusted() + 1)
        return PostgresNumber(literal(value, Numeric()), scale, digits, constant=value)

    def column(self, column: Sql) -> PostgresNumber:
        if isinstance(column.type, ScaledDecimal):
            scale = column.type.scale
            return PostgresNumber(
                type_coerce(column, Numeric()), scale, column.type.precision - scale, column=column
            )
        if isinstance(column.type, Duration):
            seconds = cast(column, Numeric()) * literal(Decimal("0.001"), Numeric())
            return PostgresNumber(seconds, 3, 16, column=column)
        if isinstance(column.type, Integer):
            return PostgresNumber(cast(column, Numeric()), 0, 19, column=column)
        return PostgresNumber(cast(column, Numeric()), FRACTION_DIGITS)

    def blank(self) -> PostgresNumber:
        return PostgresNumber(cast(null(), Numeric()), 0, 1)

    def computed(self, expression: Sql, *, whole: bool = False) -> PostgresNumber:
        """A number that a function made."""
        return PostgresNumber(
            cast(expression, Numeric()) if whole else expression, 0 if whole else FRACTION_DIGITS
        )

    def add(self, one: PostgresNumber, other: PostgresNumber) -> PostgresNumber:
        return self._sum(one, other, one.expression + other.expression)

    def subtract(self, one: PostgresNumber, other: PostgresNumber) -> PostgresNumber:
        return self._sum(one, other, one.expression - other.expression)

    def _sum(self, one: PostgresNumber, other: PostgresNumber, expression: Sql) -> PostgresNumber:
        return PostgresNumber(expression, max(one.scale, other.scale), max(one.digits, other.digits) + 1)

    def negate(self, one: PostgresNumber) -> PostgresNumber:
        return PostgresNumber(-one.expression, one.scale, one.digits)

    def multiply(self, one: PostgresNumber, other: PostgresNumber) -> PostgresNumber:
        return self._rounded(
            one.expression * other.expression, one.scale + other.scale, one.digits + other.digits
        )

    def divide(self, one: PostgresNumber, other: PostgresNumber) -> PostgresNumber:
        """NULL where the divisor is zero."""
        shift = _power_of_ten(other.constant)
        if shift is not None and one.scale + max(0, shift) <= PRODUCT_DIGITS:
            factor = literal(Decimal(1).scaleb(-shift), Numeric())
            return self._rounded(
                one.expression * factor, one.scale + max(0, shift), one.digits + max(0, -shift)
            )
        divisor = other.expression if other.constant else func.nullif(other.expression, 0)
        quotient = cast(one.expression, _WIDE) / divisor
        return PostgresNumber(
            func.round(quotient, FRACTION_DIGITS, type_=Numeric()),
            FRACTION_DIGITS,
            one.digits + other.scale + 1,
        )

    def _rounded(self, expression: Sql, scale: int, digits: int) -> PostgresNumber:
        if scale <= PRODUCT_DIGITS:
            return PostgresNumber(expression, scale, digits)
        return PostgresNumber(func.round(expression, PRODUCT_DIGITS, type_=Numeric()), PRODUCT_DIGITS, digits)

    def compare(self, operator: str, one: PostgresNumber, other: PostgresNumber) -> Sql:
        if one.column is not None and other.constant is not None:
            return self._column_beside_constant(operator, one.column, one.scale, other.constant)
        return compared(operator, one.expression, other.expression)

    def _column_beside_constant(self, operator: str, column: Sql, scale: int, constant: Decimal) -> Sql:
        if isinstance(column.type, ScaledDecimal):
            return compared(operator, type_coerce(column, Numeric()), literal(constant, Numeric()))
        found = fitted(operator, constant, scale)
        if isinstance(found, bool):
            return column.is_not(None) if found else ~true()
        return compared(
            found[0], type_coerce(column, BigInteger()), literal(scaled(found[1], scale), BigInteger())
        )

    def choose(
        self, cases: Sequence[tuple[Sql, PostgresNumber]], otherwise: PostgresNumber
    ) -> PostgresNumber:
        numbers = [number for _, number in cases] + [otherwise]
        return PostgresNumber(
            case(*((when, number.expression) for when, number in cases), else_=otherwise.expression),
            max(number.scale for number in numbers),
            max(number.digits for number in numbers),
        )

    def or_zero(self, one: PostgresNumber) -> PostgresNumber:
        return PostgresNumber(func.coalesce(one.expression, 0, type_=Numeric()), one.scale, one.digits)

    def is_null(self, one: PostgresNumber) -> Sql:
        return (one.column if one.column is not None else one.expression).is_(None)

    def round(self, one: PostgresNumber, digits: int) -> PostgresNumber:
        if digits >= one.scale:
            return one
        return PostgresNumber(
            func.round(one.expression, digits, type_=Numeric()), max(0, digits), one.digits + 1
        )

    def integer(self, one: PostgresNumber, limit: int = 10**9) -> Sql:
        """The number cut to a whole one that fits an integer."""
        bounded = func.greatest(func.least(func.trunc(one.expression), limit), -limit)
        return cast(case((one.expression.is_(None), None), else_=bounded), Integer())

    def argument(self, one: PostgresNumber) -> Sql:
        return one.expression

    def result(self, one: PostgresNumber, into: TypeEngine[Any] | None) -> Sql:
        """What a statement selects or stores; NULL where a column could not hold it."""
        stored: Sql
        if isinstance(into, ScaledDecimal):
            stored = func.round(one.expression, into.scale, type_=Numeric())
            room = into.precision - into.scale
        elif isinstance(into, Integer):
            stored, room = func.round(one.expression, 0, type_=Numeric()), 18
        else:
            return type_coerce(one.expression, Numeric(asdecimal=True))
        if one.scale <= getattr(into, "scale", 0):
            stored = one.expression
        if one.digits >= room:
            stored = case((func.abs(stored) < Decimal(10) ** room, stored))
        return (
            type_coerce(cast(stored, BigInteger()), into)
            if isinstance(into, Integer)
            else type_coerce(stored, into)
        )


def _power_of_ten(value: Decimal | None) -> int | None:
    """The n of 10^n, or None."""
    if not value or value < 0:
        return None
    shift = value.adjusted()
    return shift if value == Decimal(1).scaleb(shift) else None
