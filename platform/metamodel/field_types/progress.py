"""How far something is, from 0 to 100."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metamodel.field_types.decimal_type import written_number
from metamodel.field_types.integer_type import IntegerType
from metamodel.field_types.showing.numbers import percent_style
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


class Progress(IntegerType):
    """Units: percent as 0–100, whole numbers; shown as a bar."""

    kind = "progress"
    label = Label({"en": "Progress", "zh-CN": "进度"})
    icon = "progress"
    widget = "progress"
    unfit_settings = frozenset({"unique", "searchable", "placeholder"})

    def limits(self, field: Field) -> tuple[int, int]:
        return 0, 100

    def read_text(self, field: Field) -> Callable[[str], Decimal]:
        return lambda text: written_number(text, field.label).value

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else percent_style(locale).show(value, 0)
