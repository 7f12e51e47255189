"""An instant: a day and a time of day, the same moment for everybody."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.date import unclear_date
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.instant import in_utc, read_instant
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.showing.dates import clock_style
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


class DateTime(FieldType):
    """Units: UTC. A time written without a zone is in the reader's; a day alone is its midnight."""

    kind = "datetime"
    label = Label({"en": "Date and time", "zh-CN": "日期时间"})
    group = "date"
    icon = "calendar-time"
    value_type = "datetime"
    widget = "datetime"
    stored_as = storage.DATETIME
    operators = operators.DATE_OPERATORS

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> dt.datetime | None:
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                return None
            moment = _instant(raw, reading)
            if moment == "unclear":
                raise unclear_date(label, raw)
            if moment is None:
                raise ValueRefused(
                    "not_a_datetime",
                    "{field} takes a date and a time, “{value}” is not one",
                    "Write it like 2024-03-05 15:30",
                    field=label,
                    value=excerpt(raw),
                )
            return moment  # type: ignore[return-value]

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else value.isoformat()[:-6] + "Z"

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else clock_style(locale).instant(value.astimezone(zone))

    def search_text(self, field: Field, value: Any) -> str:
        return "" if value is None else value.date().isoformat()


def _instant(raw: Any, reading: Reading) -> dt.datetime | str | None:
    if isinstance(raw, dt.datetime):
        return in_utc(raw, reading.zone)
    if isinstance(raw, dt.date):
        return in_utc(dt.datetime.combine(raw, dt.time()), reading.zone)
    return read_instant(raw, reading) if isinstance(raw, str) else None
