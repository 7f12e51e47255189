"""From a number back to its records: the expression that holds for just the records of a group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from metamodel import Field
from metamodel.field_types.values import Ref
from report_engine.buckets import BUCKETS
from report_engine.report import Grouping


def all_of(conditions: Iterable[str | None]) -> str | None:
    """The conditions joined by AND; nothing where there is none."""
    found = [condition for condition in conditions if condition]
    return (
        " AND ".join(f"({condition})" for condition in found) if len(found) > 1 else next(iter(found), None)
    )


def group_condition(grouping: Grouping, field: Field, value: Any) -> str:
    """The condition that a record is in the group of `value`."""
    if value is None:
        return f"ISBLANK({grouping.path})"
    if grouping.bucket:
        return _in_bucket(grouping, field, value)
    if isinstance(value, bool):
        return grouping.path if value else f"NOT {grouping.path} AND NOT ISBLANK({grouping.path})"
    return f"{grouping.path} = {_literal(value)}"


def _in_bucket(grouping: Grouping, field: Field, first: dt.date) -> str:
    bucket = BUCKETS[str(grouping.bucket)]
    day = f"DATEVALUE({grouping.path})" if field.type.value_type == "datetime" else grouping.path
    begins = f"{day} >= {_literal(first)}"
    try:
        return f"{begins} AND {day} < {_literal(bucket.end(first))}"
    except (OverflowError, ValueError):  # the last bucket there is: no day comes after it
        return begins


def _literal(value: Any) -> str:
    if isinstance(value, Ref):
        return _quoted(value.id)
    if isinstance(value, dt.datetime):
        instant = value.astimezone(dt.UTC).replace(tzinfo=None)
        return f"DATETIMEVALUE({_quoted(instant.isoformat(' '))})"
    if isinstance(value, dt.date):
        return f"DATE({value.year}, {value.month}, {value.day})"
    if isinstance(value, dt.timedelta):  # the expression language counts durations in seconds
        return format(Decimal(value // dt.timedelta(microseconds=1)).scaleb(-6).normalize(), "f")
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '""') + '"'
