"""A decimal number."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel.field_types.decimal_type import PRECISION_SETTING, RANGE_SETTINGS, SCALE_SETTING, DecimalType
from metamodel.field_types.settings import switch, words
from metamodel.field_types.showing.numbers import number_style
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


class Number(DecimalType):
    """A decimal of up to 18 digits; two of them after the point unless the settings say otherwise."""

    kind = "number"
    label = Label({"en": "Number", "zh-CN": "数字"})
    icon = "number"
    default_scale = 2
    settings_schema = {
        "scale": {**SCALE_SETTING, "default": 2},
        "precision": PRECISION_SETTING,
        **RANGE_SETTINGS,
        "grouping": switch(("Thousands separators", "千位分隔符"), default=True),
        "unit": words(("Unit", "单位"), ("Shown after the number", "显示在数字后面")),
    }

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        if value is None:
            return ""
        grouping = field.settings.get("grouping", True)
        shown = number_style(locale).show(value, self.scale(field), grouping=grouping)
        unit = field.settings.get("unit")
        return f"{shown} {Label.of(unit).text(locale)}" if unit else shown
