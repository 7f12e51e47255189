"""A length of time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.duration import of_seconds, read_duration
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.showing.durations import show_duration
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


TOO_MANY = 10**12


class Duration(FieldType):
    """Units: seconds in JSON and where a number is given; to the millisecond."""

    kind = "duration"
    label = Label({"en": "Duration", "zh-CN": "时长"})
    group = "date"
    icon = "hourglass"
    value_type = "duration"
    widget = "duration"
    stored_as = storage.DURATION
    unfit_settings = frozenset({"unique", "searchable"})
    operators = operators.DATE_OPERATORS

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> dt.timedelta | None:
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                return None
            duration = _duration(raw)
            if duration is None:
                raise ValueRefused(
                    "not_a_duration",
                    "{field} takes a length of time, “{value}” is not one",
                    "Write it like 1h 30m or 1:30",
                    field=label,
                    value=excerpt(raw),
                )
            return duration

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "number", "description": "seconds"}

    def to_json(self, field: Field, value: Any) -> Any:
        if value is None:
            return None
        milliseconds = value // storage.MILLISECOND
        return milliseconds // 1000 if milliseconds % 1000 == 0 else Decimal(milliseconds).scaleb(-3)

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else show_duration(value, locale)


def _duration(raw: Any) -> dt.timedelta | None:
    if isinstance(raw, str):
        return read_duration(raw)
    if isinstance(raw, dt.timedelta):
        return of_seconds(Decimal(raw // storage.MILLISECOND) / 1000)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    return of_seconds(Decimal(str(raw))) if -TOO_MANY < raw < TOO_MANY else None
