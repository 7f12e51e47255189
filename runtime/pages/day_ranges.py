"""Days as fields compare them, and the records that last over some of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from metamodel import Field


def day_of(moment: Any, zone: dt.tzinfo) -> dt.date:
    """The day that a value of a date or of a moment lies on."""
    found: dt.date = moment.astimezone(zone).date() if isinstance(moment, dt.datetime) else moment
    return found


def day_literal(field: Field, day: dt.date, zone: dt.tzinfo) -> str:
    """The beginning of a day as the field compares it."""
    if field.type.value_type == "date":
        return f'"{day.isoformat()}"'
    begin = dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
    return f'"{begin:%Y-%m-%dT%H:%M:%SZ}"'


def lasting_within(start: Field, end: Field | None, first: dt.date, after: dt.date, zone: dt.tzinfo) -> str:
    """What begins before `after` and ends on `first` or later; without an end it lasts one day."""
    begins = f"{start.name} < {day_literal(start, after, zone)}"
    alone = f"{start.name} >= {day_literal(start, first, zone)}"
    if end is None:
        return f"{begins} AND {alone}"
    lasts = f"{end.name} >= {day_literal(end, first, zone)}"
    return f"{begins} AND ({lasts} OR ISBLANK({end.name}) AND {alone})"
