"""A percentage: 12.5 stands for 12.5 %."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel.field_types.decimal_type import (
    PRECISION_SETTING,
    RANGE_SETTINGS,
    SCALE_SETTING,
    Accept,
    DecimalType,
)
from metamodel.field_types.showing.numbers import percent_style
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


class Percent(DecimalType):
    """Units: percent as 0–100, so `12%` and `12` are the same; zeros at the end are not shown."""

    kind = "percent"
    label = Label({"en": "Percent", "zh-CN": "百分比"})
    icon = "percentage"
    widget = "percent"
    default_scale = 2
    settings_schema = {
        "scale": {**SCALE_SETTING, "default": 2},
        "precision": PRECISION_SETTING,
        **RANGE_SETTINGS,
    }

    def accept(self, field: Field) -> Accept:
        return lambda written: written.value

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        if value is None:
            return ""
        digits = f"{value:f}".rstrip("0") if self.scale(field) else ""
        return percent_style(locale).show(value, len(digits.partition(".")[2]))
