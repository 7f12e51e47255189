"""A whole number."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel.field_types.decimal_type import check_range
from metamodel.field_types.integer_type import LARGEST, IntegerType
from metamodel.field_types.settings import setting, switch, words
from metamodel.field_types.showing.numbers import number_style
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_BOUND = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}


class Integer(IntegerType):
    """A number without a fraction; `1,234` and `5.0` are read, `5.5` is refused."""

    kind = "integer"
    label = Label({"en": "Whole number", "zh-CN": "整数"})
    icon = "hash"
    settings_schema = {
        "min": setting(("Smallest", "最小值"), _BOUND),
        "max": setting(("Largest", "最大值"), _BOUND),
        "grouping": switch(("Thousands separators", "千位分隔符"), default=True),
        "unit": words(("Unit", "单位"), ("Shown after the number", "显示在数字后面")),
    }

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        if value is None:
            return ""
        shown = number_style(locale).show(value, 0, grouping=field.settings.get("grouping", True))
        unit = field.settings.get("unit")
        return f"{shown} {Label.of(unit).text(locale)}" if unit else shown

    def check(self, field: Field) -> tuple[Issue, ...]:
        return (*super().check(field), *check_range(field))
