"""A time of day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.reading.time import read_time
from metamodel.field_types.showing.dates import clock_style
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_DAY_IN_MILLISECONDS = 86_400_000
_MIDNIGHT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class Time(FieldType):
    """A time on the wall clock, to the millisecond; a fraction of a day, as spreadsheets have it, is read."""

    kind = "time"
    label = Label({"en": "Time", "zh-CN": "时间"})
    group = "date"
    icon = "clock"
    value_type = "time"
    widget = "time"
    stored_as = storage.TIME
    unfit_settings = frozenset({"unique", "searchable"})
    operators = operators.DATE_OPERATORS

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> dt.time | None:
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                return None
            time = _time(raw)
            if time is None:
                raise ValueRefused(
                    "not_a_time",
                    "{field} takes a time of day, “{value}” is not one",
                    "Write it like 15:30",
                    field=label,
                    value=excerpt(raw),
                )
            return time

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{3})?$"}

    def to_json(self, field: Field, value: Any) -> Any:
        if value is None:
            return None
        return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        if value is None:
            return ""
        style = clock_style(locale)
        return style.time_with_seconds(value) if value.second else style.time(value)


def _time(raw: Any) -> dt.time | None:
    if isinstance(raw, str):
        return read_time(raw)
    if isinstance(raw, dt.datetime):
        raw = raw.time()
    if isinstance(raw, dt.time) and raw.tzinfo is None:
        return raw.replace(microsecond=raw.microsecond // 1000 * 1000, fold=0)
    if isinstance(raw, float) and 0 <= raw < 1:
        milliseconds = round(raw * _DAY_IN_MILLISECONDS) % _DAY_IN_MILLISECONDS
        return (_MIDNIGHT + dt.timedelta(milliseconds=milliseconds)).time()
    return None
