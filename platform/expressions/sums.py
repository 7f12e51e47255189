"""Plus and minus between values that are not both numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from expressions.failures import failed
from expressions.numbers import ZERO, add, negate, subtract
from expressions.temporal import (
    add_days,
    add_fraction_days,
    add_milliseconds,
    days_between,
    fraction_days_between,
    milliseconds_of,
)


def add_values(one: Any, other: Any) -> Any:
    """A date, an instant or a time moved by a number; days count for the first two, milliseconds for a time."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return add(one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one + other
    if isinstance(one, Decimal):
        one, other = other, one
    if not isinstance(other, Decimal):
        raise failed("wrong_type", "These two values cannot be added")
    if isinstance(one, dt.datetime):
        return add_fraction_days(one, other)
    if isinstance(one, dt.date):
        return add_days(one, other)
    return add_milliseconds(one, other)


def subtract_values(one: Any, other: Any) -> Any:
    """What lies between two dates, instants (in days) or times (in milliseconds); or one of them moved back."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return subtract(one, other)
    if isinstance(other, Decimal):
        return add_values(one, negate(other) if other else ZERO)
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return fraction_days_between(one, other)
    if isinstance(one, dt.date) and isinstance(other, dt.date):
        return days_between(one, other)
    if isinstance(one, dt.time) and isinstance(other, dt.time):
        return Decimal(milliseconds_of(one) - milliseconds_of(other))
    raise failed("wrong_type", "These two values cannot be subtracted")
