"""Our functions inside SQLite: the same Python that evaluates an expression."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

from expressions import numbers
from expressions.failures import EvaluationFailed
from expressions.functions.function import Function
from expressions.functions.registry import FUNCTIONS
from expressions.numbers import ARITHMETIC_ERRORS, plain_text
from expressions.sums import add_values, subtract_values
from expressions.temporal import milliseconds_of, time_of

_UTC_TEXT = "{:%m-%dT%H:%M:%S.%fZ}"


def register_sqlite_functions(connection: Any) -> None:
    """Gives a connection of Python's `sqlite3` the functions that compiled expressions call."""
    for name, function in _functions().items():
        connection.create_function(name, -1, function, deterministic=True)


@lru_cache(maxsize=1)
def _functions() -> dict[str, Callable[..., Any]]:
    made: dict[str, Callable[..., Any]] = {
        "trellis_number_decimal": _decimal,
        "trellis_number_scaled": _scaled,
        "trellis_number_integer": _integer,
        "trellis_number_compare": _compare,
        "trellis_number_round": _arithmetic(lambda value, digits: numbers.rounded(value, int(digits))),
        "trellis_number_add": _arithmetic(numbers.add),
        "trellis_number_subtract": _arithmetic(numbers.subtract),
        "trellis_number_multiply": _arithmetic(numbers.multiply),
        "trellis_number_divide": _arithmetic(numbers.divide),
        "trellis_number_power_of": _arithmetic(numbers.power),
        "trellis_value_add": _tagged(add_values),
        "trellis_value_subtract": _tagged(subtract_values),
    }
    for function in FUNCTIONS.values():
        if function.python is not None and function.in_sql:
            made[f"trellis_{function.name.lower()}"] = _called(function)
    return made


def _decimal(scaled: int | None, scale: int) -> str | None:
    return None if scaled is None else plain_text(Decimal(scaled).scaleb(-scale))


def _scaled(value: str | int | None, scale: int, precision: int) -> int | None:
    """The integer a column of this scale stores; None where it has no room."""
    if value is None:
        return None
    found = numbers.scaled(Decimal(value), scale)
    return found if abs(found) < 10**precision and abs(found) < 2**63 else None


def _integer(value: str | int | None, limit: int) -> int | None:
    return None if value is None else max(-limit, min(limit, int(Decimal(value))))


def _compare(one: str | int | None, other: str | int | None) -> int | None:
    if one is None or other is None:
        return None
    left, right = Decimal(one), Decimal(other)
    return (left > right) - (left < right)


def _arithmetic(operation: Callable[[Decimal, Decimal], Decimal]) -> Callable[..., str | None]:
    def run(one: str | int | None, other: str | int | None) -> str | None:
        if one is None or other is None:
            return None
        try:
            return plain_text(operation(Decimal(one), Decimal(other)))
        except (EvaluationFailed, *ARITHMETIC_ERRORS):
            return None

    return run


def _tagged(operation: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def run(tags: str, one: Any, other: Any) -> Any:
        if one is None or other is None:
            return None
        try:
            return encoded(operation(_DECODERS[tags[0]](one), _DECODERS[tags[1]](other)))
        except (EvaluationFailed, *ARITHMETIC_ERRORS):
            return None

    return run


def _called(function: Function) -> Callable[..., Any]:
    """The function as SQLite calls it: blanks as in Python, NULL where Python fails."""
    python, zoned, whole = function.python, function.needs != "nothing", function.whole
    assert python is not None

    def run(tags: str, zone: str, *arguments: Any) -> Any:
        values: list[Any] = [_zone(zone)] if zoned else []
        for index, (tag, argument) in enumerate(zip(tags, arguments, strict=True)):
            if argument is None and not function.parameter(index).sees_blanks:
                if tag != "t" and function.parameter(index).kinds != ("text",):
                    return None
                argument = ""
            values.append(None if argument is None else _DECODERS[tag](argument))
        try:
            found = python(*values)
        except (EvaluationFailed, *ARITHMETIC_ERRORS):
            return None
        return int(found) if whole else encoded(found)

    return run


def encoded(value: Any) -> Any:
    """A Python value as SQLite's columns hold it."""
    return _ENCODERS[type(value)](value)


@lru_cache(maxsize=256)
def _zone(name: str) -> dt.tzinfo:
    return dt.UTC if name == "UTC" else zoneinfo.ZoneInfo(name)


def _encoded_datetime(value: dt.datetime) -> str:
    utc = value.astimezone(dt.UTC)
    return f"{utc.year:04}-{_UTC_TEXT.format(utc)}"


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "t": str,
    "n": Decimal,
    "b": bool,
    "d": dt.date.fromisoformat,
    "D": dt.datetime.fromisoformat,
    "T": time_of,
    "r": str,
    "l": lambda value: tuple(orjson.loads(value)),
    "0": lambda _: None,
}
_ENCODERS: dict[type, Callable[[Any], Any]] = {
    type(None): lambda _: None,
    str: lambda value: value,
    int: lambda value: value,
    Decimal: plain_text,
    bool: int,
    dt.date: dt.date.isoformat,
    dt.datetime: _encoded_datetime,
    dt.time: milliseconds_of,
    tuple: lambda value: orjson.dumps(list(value)).decode(),
}
