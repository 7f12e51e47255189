"""Lengths of time: `1h30m`, `1:30`, `2 days`, `1小时30分`, `PT1H30M`."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from metamodel.field_types.reading.text import written

LONGEST = dt.timedelta(days=365_000)

_NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*"
_PARTS = re.compile(
    r"(?P<sign>-)?\s*p?\s*"
    rf"(?:{_NUMBER}(?:w|weeks?|周|星期)\s*)?"
    rf"(?:{_NUMBER}(?:d|days?|天|日)\s*)?t?\s*"
    rf"(?:{_NUMBER}(?:h|hrs?|hours?|个?小时|时)\s*)?"
    rf"(?:{_NUMBER}(?:m|mins?|minutes?|分钟?)\s*)?"
    rf"(?:{_NUMBER}(?:s|secs?|seconds?|秒钟?)\s*)?"
)
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_CLOCK = re.compile(
    r"(?P<sign>-)?(?P<hours>[0-9]{1,7}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9](?:\.[0-9]{1,3})?))?"
)


def read_duration(text: str) -> dt.timedelta | None:
    """The length of time, or None when the text is not one; a number without a unit is none."""
    length = written(text)
    if match := _CLOCK.fullmatch(length):
        seconds = int(match["hours"]) * 3600 + int(match["minutes"]) * 60 + Decimal(match["seconds"] or 0)
    elif (match := _PARTS.fullmatch(length)) and any(match.groups()[1:]):
        amounts = (Decimal(amount or 0) for amount in match.groups()[1:])
        seconds = sum((a * unit for a, unit in zip(amounts, _SECONDS, strict=True)), Decimal(0))
    else:
        return None
    return of_seconds(-seconds if match["sign"] else seconds)


def of_seconds(seconds: Decimal) -> dt.timedelta | None:
    """The length of that many seconds, to the millisecond; None beyond a thousand years."""
    if abs(seconds) > LONGEST.total_seconds():
        return None
    return dt.timedelta(milliseconds=int((seconds * 1000).to_integral_value()))
