"""Instants: a date and a time, with a zone of their own or in the zone of the reader."""

from __future__ import annotations

import datetime as dt
import re

from metamodel.field_types.field_type import Reading
from metamodel.field_types.reading.date import Unclear, read_date
from metamodel.field_types.reading.text import written
from metamodel.field_types.reading.time import TIME_PATTERN, time_of

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[-+][0-9]{2}:[0-9]{2})?"
)
_INSTANT = re.compile(
    rf"(?P<date>.*?[0-9日号六天一二三四五]),?(?:\s+|\s*t\s*|(?<=[日号六天一二三四五]))(?:at\s+)?{TIME_PATTERN}"
    r"\s*(?P<zone>z|utc|gmt|(?:utc|gmt)?[-+][0-9]{1,2}(?::?[0-9]{2})?)?",
    re.VERBOSE | re.IGNORECASE,
)
EARLIEST = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 12, 30, tzinfo=dt.UTC)
"""A day inside what Python can say, so that every zone can show it."""


def read_instant(text: str, reading: Reading) -> dt.datetime | Unclear | None:
    """The instant in UTC; a date alone is its midnight. None when the text is not one."""
    if _ISO.fullmatch(text):
        try:
            return in_utc(dt.datetime.fromisoformat(text), reading.zone)
        except ValueError:
            return None
    instant = written(text)
    match = _INSTANT.fullmatch(instant)
    day = read_date(match["date"] if match else instant, reading.date_order)
    time = time_of(match) if match else dt.time()
    if day is None or time is None or day == "unclear":
        return "unclear" if day == "unclear" else None
    zone = _zone(match["zone"]) if match and match["zone"] else reading.zone
    return in_utc(dt.datetime.combine(day, time), zone) if zone else None


def in_utc(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """The instant in UTC, read in `zone` when it names none; None beyond what can be stored."""
    try:
        instant = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None
    return instant if EARLIEST <= instant <= LATEST else None


def _zone(text: str) -> dt.tzinfo | None:
    digits = re.sub("[^-+0-9]", "", text)
    if not digits:
        return dt.UTC
    hours, minutes = (int(digits[1:-2]), int(digits[-2:])) if len(digits) > 3 else (int(digits[1:]), 0)
    if hours > 14 or minutes > 59:
        return None
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if digits[0] == "-" else offset)
