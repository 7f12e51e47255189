"""A mobile number of mainland China."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from metamodel.chinese import mobile
from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.text import excerpt
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_PLAIN = re.compile("1[3-9][0-9]{9}")


class MobileCn(LineType):
    """Eleven digits, however they were typed; shown as `138 0013 8000`."""

    kind = "mobile_cn"
    label = Label({"en": "Mobile (China)", "zh-CN": "手机号"})
    group = "china"
    icon = "device-mobile"
    tells_duplicates = True
    widget = "phone"

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label = field.label

        def normalise(text: str) -> str:
            number = text if _PLAIN.fullmatch(text) else mobile.normalise(text)
            if number is None:
                raise ValueRefused(
                    "not_a_mobile_number",
                    "{field} takes a mobile number of mainland China, “{value}” is not one",
                    "It has 11 digits and begins with 13 to 19",
                    field=label,
                    value=excerpt(text),
                )
            return number

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^1[3-9][0-9]{9}$"}

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else f"{value[:3]} {value[3:7]} {value[7:]}"

    def search_text(self, field: Field, value: Any) -> str:
        return value or ""
