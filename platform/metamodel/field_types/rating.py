"""A number of stars."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metamodel.field_types.decimal_type import written_number
from metamodel.field_types.integer_type import IntegerType
from metamodel.field_types.settings import setting
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

DEFAULT_MAX = 5
_STARS = re.compile("(★*)☆*")
_OUT_OF = re.compile(r"([0-9]{1,2}) ?(?:/ ?[0-9]{1,2}|星|stars?)")


class Rating(IntegerType):
    """One star up to the field's `max`; `★★★`, `3/5` and `3星` are read."""

    kind = "rating"
    label = Label({"en": "Rating", "zh-CN": "评分"})
    icon = "star"
    widget = "rating"
    settings_schema = {
        "max": setting(
            ("Stars", "星数"), {"type": "integer", "minimum": 2, "maximum": 10, "default": DEFAULT_MAX}
        )
    }
    unfit_settings = frozenset({"unique", "searchable", "placeholder"})

    def limits(self, field: Field) -> tuple[int, int]:
        return 1, int(field.settings.get("max", DEFAULT_MAX))

    def read_text(self, field: Field) -> Callable[[str], Decimal]:
        label = field.label

        def read(text: str) -> Decimal:
            if stars := _STARS.fullmatch(text.strip()):
                return Decimal(len(stars[1]))
            if out_of := _OUT_OF.fullmatch(text.strip().lower()):
                return Decimal(out_of[1])
            return written_number(text, label).value

        return read

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else "★" * value + "☆" * (self.limits(field)[1] - value)
