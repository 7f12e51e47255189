"""Columns of numbers: counted, measured, paid, shares of a hundred, marks, and yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from data_exchange.guessing.column import Column, heading_parts
from data_exchange.guessing.fitting import plain_field, share
from data_exchange.guessing.heading_words import CODE, MONEY, QUESTION, RATING, SHARE
from data_exchange.guessing.proposal import Proposal, Surroundings
from metamodel import ValueRefused
from metamodel.field_types.reading.number import WrittenNumber, read_number

MOST_DECIMALS = 8
_LEADING_ZERO = re.compile(r"0[0-9]+")
_CODES = frozenset(
    {"CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD", "AUD", "CAD", "CHF", "INR", "KRW"}
)


def boolean(column: Column, around: Surroundings) -> Proposal | None:
    """Yes and no in one pair of words; 0 and 1 too, less surely."""
    bare = column.bare
    if not 1 <= bare.distinct <= 2 or (bare.distinct == 1 and not bare.holds(bool)):
        return None
    digits = {text.casefold() for text in bare.texts} <= {"0", "1"}
    asked = column.is_called(QUESTION)
    found = share(bare, plain_field("boolean"))
    sure = (0.95 if asked else 0.86) if digits else 0.99
    return Proposal("boolean", sure, {}, bare.blanks) if found == 1 else None


def integer(column: Column, around: Surroundings) -> Proposal | None:
    numbers = _numbers(column)
    if numbers is None or any(one.percent or one.currencies for one in numbers):
        return None
    if any(one.value != one.value.to_integral_value() for one in numbers):
        return None
    found = share(column.bare, plain_field("integer"))
    code = column.is_called(CODE)
    return Proposal("integer", found * (0.5 if code else 0.9), {}, column.bare.blanks) if found else None


def number(column: Column, around: Surroundings) -> Proposal | None:
    numbers = _numbers(column)
    if numbers is None or any(one.currencies or one.percent for one in numbers):
        return None
    settings = {"scale": max(_decimals(numbers), 0)}
    if settings["scale"] == 0 and not any(isinstance(cell, str) and "." in cell for cell, _ in column.values):
        return None
    return _proposed(column, "number", 0.89, settings)


def money(column: Column, around: Surroundings) -> Proposal | None:
    """Amounts with the mark of one currency, or under a heading that speaks of money."""
    numbers = _numbers(column)
    if numbers is None or any(one.percent for one in numbers):
        return None
    marked = [one.currencies for one in numbers if one.currencies]
    meant = tuple(name for name in (marked[0] if marked else ()) if all(name in mark for mark in marked))
    named = column.is_called(MONEY) and not column.is_called((*SHARE, *CODE))
    if (marked and not meant) or not (marked or named):
        return None
    currency = _currency(column, meant, around.locale)
    settings = {"currency": currency, "scale": max(2, _decimals(numbers))}
    return _proposed(column, "money", 0.98 if marked else 0.91, settings)


def percent(column: Column, around: Surroundings) -> Proposal | None:
    """Shares written with %, or between 1 and 100 under a heading that speaks of shares."""
    numbers = _numbers(column)
    if numbers is None:
        return None
    written = all(one.percent for one in numbers)
    top = max((abs(one.value) for one in numbers), default=Decimal(0))
    if not written and not (column.is_called(SHARE) and 1 < top <= 100):
        return None
    return _proposed(column, "percent", 0.99 if written else 0.92, {"scale": _decimals(numbers)})


def rating(column: Column, around: Surroundings) -> Proposal | None:
    """Marks from one to five or to ten under a heading that speaks of marks."""
    numbers = _numbers(column)
    if numbers is None or not column.is_called(RATING):
        return None
    values = {one.value for one in numbers}
    if not all(value == value.to_integral_value() and 0 <= value <= 10 for value in values):
        return None
    settings = {} if max(values) <= 5 else {"max": 10}
    return _proposed(column, "rating", 0.92, settings)


def _numbers(column: Column) -> list[WrittenNumber] | None:
    """The numbers that the column holds, nothing where it holds another value or codes with leading zeros."""
    if "numbers" not in column.fits:
        column.fits["numbers"] = _read_numbers(column)
    found: list[WrittenNumber] | None = column.fits["numbers"]
    return found


def _read_numbers(column: Column) -> list[WrittenNumber] | None:
    bare, found = column.bare, []
    for cell, _ in bare.values:
        if isinstance(cell, bool) or not isinstance(cell, str | int | Decimal):
            return None
        text = str(cell).strip()
        number = None if _LEADING_ZERO.fullmatch(text) else read_number(text)
        if number is None:
            return None
        found.append(number)
    return found or None


def _decimals(numbers: list[WrittenNumber]) -> int:
    """How many decimals the numbers have, zeros at the end left out."""
    found = (-int(str(one.value.normalize().as_tuple().exponent)) for one in numbers)
    return min(max((0, *found)), MOST_DECIMALS)


def _currency(column: Column, marked: tuple[str, ...], locale: str) -> str:
    named = [part.upper() for part in heading_parts(column.heading) if part.upper() in _CODES]
    home = "CNY" if locale.startswith("zh") else "USD"
    return home if home in marked else next(iter((*marked, *named)), home)


def _proposed(column: Column, kind: str, most: float, settings: Mapping[str, object]) -> Proposal | None:
    try:
        found = share(column.bare, plain_field(kind, settings))
    except ValueRefused:
        return None
    return Proposal(kind, found * most, settings, column.bare.blanks) if found else None
