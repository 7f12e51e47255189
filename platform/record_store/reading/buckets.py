"""Buckets: the first day of the day, week, month, quarter or year that a date or an instant lies in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    case,
    cast,
    func,
    literal,
    literal_column,
    type_coerce,
)

from metamodel.storage import DATE
from record_store.queries import Bucket

_STEP = dt.timedelta(days=7)
_SECOND = dt.timedelta(seconds=1)


def bucket_of_date(column: Any, bucket: Bucket, dialect: str) -> ColumnElement[Any]:
    """The first day of the bucket that a date lies in; weeks begin on Monday."""
    if dialect == "postgresql":
        return cast(func.date_trunc(bucket, column), Date)
    return type_coerce(_on_sqlite(column, bucket), DATE)


def bucket_of_instant(
    column: Any, bucket: Bucket, dialect: str, zone: dt.tzinfo, offsets: list[Offset]
) -> ColumnElement[Any]:
    """The first day of the bucket that an instant lies in where the tenant is.

    `offsets` are those of the zone over the time the instants lie in; SQLite knows no zones.
    """
    if dialect == "postgresql":
        name: ColumnElement[Any] = literal_column(
            "'" + str(getattr(zone, "key", "UTC")).replace("'", "") + "'"
        )
        return cast(func.date_trunc(bucket, func.timezone(name, column)), Date)
    return type_coerce(_on_sqlite(_local_day(column, offsets), bucket), DATE)


Offset = tuple[dt.datetime, int]
"""From when on how many seconds are added to UTC."""


def zone_offsets(zone: dt.tzinfo, first: dt.datetime, last: dt.datetime) -> list[Offset]:
    """The offsets of the zone from the first instant to the last."""
    return list(_offsets(zone, first, last))


def _offsets(zone: dt.tzinfo, first: dt.datetime, last: dt.datetime) -> Iterator[Offset]:
    at, offset = first, _seconds(zone, first)
    yield at, offset
    while at < last:
        following = min(at + _STEP, last)
        if _seconds(zone, following) != offset:
            changed = _first_change(zone, at, following, offset)
            offset = _seconds(zone, changed)
            yield changed, offset
            following = changed
        at = following if following > at else following + _SECOND


def _first_change(zone: dt.tzinfo, before: dt.datetime, after: dt.datetime, offset: int) -> dt.datetime:
    while after - before > _SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle <= before:
            break
        before, after = (middle, after) if _seconds(zone, middle) == offset else (before, middle)
    return after.replace(microsecond=0)


def _seconds(zone: dt.tzinfo, at: dt.datetime) -> int:
    offset = at.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _local_day(column: Any, offsets: list[Offset]) -> ColumnElement[Any]:
    readable = func.substr(type_coerce(column, String()), 1, 19)
    *earlier, (_, last) = offsets
    shift: Any = literal(f"{last:+d} seconds")
    if earlier:
        until = [offsets[place + 1][0] for place in range(len(earlier))]
        whens = [
            (column < end, f"{seconds:+d} seconds") for end, (_, seconds) in zip(until, earlier, strict=True)
        ]
        shift = case(*whens, else_=shift)
    return func.date(readable, shift)


def _on_sqlite(day: Any, bucket: Bucket) -> ColumnElement[Any]:
    if bucket == "day":
        return func.date(day)
    if bucket == "week":
        return func.date(day, "weekday 0", "-6 days")
    if bucket == "quarter":
        past = (cast(func.strftime("%m", day), Integer) - 1) % 3
        return func.date(day, "start of month", func.printf("-%d months", past))
    return func.date(day, f"start of {bucket}")
