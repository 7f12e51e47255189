"""A calendar day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.decimal_type import check_range, range_check
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.date import read_date
from metamodel.field_types.reading.instant import read_instant
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.settings import setting
from metamodel.field_types.showing.dates import clock_style
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Date(FieldType):
    """A day without a zone; of an instant the day in the reader's zone is taken."""

    kind = "date"
    label = Label({"en": "Date", "zh-CN": "日期"})
    group = "date"
    icon = "calendar"
    value_type = "date"
    widget = "date"
    stored_as = storage.DATE
    settings_schema = {
        "min": setting(("Earliest", "最早日期"), _DAY),
        "max": setting(("Latest", "最晚日期"), _DAY),
    }
    operators = operators.DATE_OPERATORS

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label
        in_range = range_check(label, *_limits(field))

        def parse(raw: Any) -> dt.date | None:
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                return None
            return in_range(_day(raw, label, reading))  # type: ignore[no-any-return]

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else clock_style(locale).date(value)

    def search_text(self, field: Field, value: Any) -> str:
        return "" if value is None else value.isoformat()

    def check(self, field: Field) -> tuple[Issue, ...]:
        return (*super().check(field), *check_range(field), *_check_limits(field))


def unclear_date(label: Label, raw: Any) -> ValueRefused:
    return ValueRefused(
        "unclear_date",
        "{field}: “{value}” may be two different days",
        "Write the year first, as in 2024-03-05",
        field=label,
        value=excerpt(raw),
    )


def _day(raw: Any, label: Label, reading: Reading) -> dt.date:
    if isinstance(raw, dt.datetime):
        return (raw.astimezone(reading.zone) if raw.tzinfo else raw).date()
    if isinstance(raw, dt.date):
        return raw
    day = read_date(raw, reading.date_order) if isinstance(raw, str) else None
    if day is None and isinstance(raw, str):
        moment = read_instant(raw, reading)
        day = moment.astimezone(reading.zone).date() if isinstance(moment, dt.datetime) else moment
    if day == "unclear":
        raise unclear_date(label, raw)
    if day is None:
        raise ValueRefused(
            "not_a_date",
            "{field} takes a date, “{value}” is not one",
            "Write it like 2024-03-05",
            field=label,
            value=excerpt(raw),
        )
    return day


def _limits(field: Field) -> tuple[dt.date | None, dt.date | None]:
    low, high = field.settings.get("min"), field.settings.get("max")
    return dt.date.fromisoformat(low) if low else None, dt.date.fromisoformat(high) if high else None


def _check_limits(field: Field) -> tuple[Issue, ...]:
    issues = []
    for name in ("min", "max"):
        try:
            dt.date.fromisoformat(field.settings.get(name) or "2000-01-01")
        except ValueError:
            values = {"field": field.label, "value": field.settings[name]}
            issues.append(
                Issue("not_a_date", f"/{name}", "{field} takes a date, “{value}” is not one", values=values)
            )
    return tuple(issues)
