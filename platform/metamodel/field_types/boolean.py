"""Yes or no."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.boolean import read_boolean
from metamodel.field_types.reading.text import excerpt
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_WORDS = {"en": ("No", "Yes"), "zh-CN": ("否", "是")}


class Boolean(FieldType):
    """Yes, no, or blank where nobody has said."""

    kind = "boolean"
    label = Label({"en": "Yes or no", "zh-CN": "是/否"})
    group = "choice"
    icon = "toggle-right"
    value_type = "boolean"
    widget = "boolean"
    stored_as = storage.BOOLEAN
    unfit_settings = frozenset({"unique", "searchable", "placeholder"})
    operators = operators.BOOLEAN_OPERATORS

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> bool | None:
            if raw is None or raw is True or raw is False:
                return raw
            if isinstance(raw, str):
                if not raw.strip():
                    return None
                value = read_boolean(raw)
                if value is not None:
                    return value
            elif isinstance(raw, int | float | Decimal) and raw in (0, 1):
                return bool(raw)
            raise ValueRefused(
                "not_yes_or_no",
                "{field} takes yes or no, “{value}” is neither",
                "Write yes or no, true or false, 1 or 0",
                field=label,
                value=excerpt(raw),
            )

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "boolean"}

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else _WORDS.get(locale, _WORDS["en"])[value]

    def search_text(self, field: Field, value: Any) -> str:
        return ""
