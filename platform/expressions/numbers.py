"""Decimal arithmetic: exact where it can be, rounded half away from zero, never out of bounds."""

from __future__ import annotations

import decimal
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from expressions.bounds import FRACTION_DIGITS, INTEGER_DIGITS, PRODUCT_DIGITS
from expressions.failures import EvaluationFailed, failed

ZERO = Decimal(0)
ONE = Decimal(1)
QUANTUM = Decimal(1).scaleb(-FRACTION_DIGITS)
_PRODUCT_QUANTUM = Decimal(1).scaleb(-PRODUCT_DIGITS)
LARGEST_POWER = 10_000
"""The largest exponent, up or down."""

SPACES = " \t\n\r\u3000"
"""What counts as space around a text, the wide one of Chinese included."""
_NUMBER = re.compile(rf"[{SPACES}]*[+-]?([0-9]{{1,36}}([.][0-9]*)?|[.][0-9]+)[{SPACES}]*")

CONTEXT = Context(
    prec=2 * (INTEGER_DIGITS + FRACTION_DIGITS),
    rounding=ROUND_HALF_UP,
    Emax=INTEGER_DIGITS - 1,
    Emin=-1000,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""Wide enough that products are exact before they are rounded; above 36 whole digits it overflows."""

add = CONTEXT.add
subtract = CONTEXT.subtract
negate = CONTEXT.minus
_quantize = CONTEXT.quantize

ARITHMETIC_ERRORS = (decimal.Overflow, decimal.InvalidOperation, OverflowError)
"""What arithmetic raises when a number leaves its bounds, the last one when a clock time in some zone does;
whoever catches it tells `too_large()`."""


def multiply(one: Decimal, other: Decimal) -> Decimal:
    return _quantize(CONTEXT.multiply(one, other), _PRODUCT_QUANTUM)


def divide(one: Decimal, other: Decimal) -> Decimal:
    """Raises: EvaluationFailed when the divisor is zero."""
    if not other:
        raise division_by_zero()
    return _quantize(CONTEXT.divide(one, other), QUANTUM)


def remainder(one: Decimal, other: Decimal) -> Decimal:
    """What is left of a whole division; it has the sign of the dividend."""
    if not other:
        raise division_by_zero()
    return CONTEXT.remainder(one, other)


def power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > LARGEST_POWER:
        raise too_large()
    if not base and exponent < 0:
        raise division_by_zero()
    if base < 0 and exponent != exponent.to_integral_value():
        raise failed("no_root", "A negative number has no fractional power")
    if not exponent:
        return ONE
    return _quantize(CONTEXT.power(base, exponent), QUANTUM) if base else ZERO


def rounded(value: Decimal, digits: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The value with at most `digits` fractional digits; negative digits round to tens, hundreds …"""
    digits = max(-INTEGER_DIGITS, min(FRACTION_DIGITS, digits))
    return CONTEXT.plus(value.quantize(ONE.scaleb(-digits), rounding, CONTEXT))


def scaled(value: Decimal, scale: int) -> int:
    """The number as a whole number of 10^-scale, rounded."""
    return int(CONTEXT.scaleb(rounded(value, scale), scale))


def settled(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    if not value:
        return ZERO
    whole = value.to_integral_value()
    return whole.quantize(ONE, context=CONTEXT) if whole == value else value.normalize(CONTEXT)


def plain_text(value: Decimal) -> str:
    """The number as people write it: `1234.5`."""
    return format(settled(value), "f")


def number_from(text: str) -> Decimal | None:
    """The number a text holds, or None when it holds none."""
    if not _NUMBER.fullmatch(text):
        return None
    return rounded(Decimal(text.strip(SPACES)), FRACTION_DIGITS)


def division_by_zero() -> EvaluationFailed:
    return failed("division_by_zero", "A number is divided by zero")


def too_large() -> EvaluationFailed:
    return failed("number_too_large", "A number becomes too large")
