"""A line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metamodel import storage
from metamodel.field_types.field_type import Column, Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.settings import setting
from metamodel.field_types.sort_key import SORT_KEY, sort_key
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

DEFAULT_MAX_LENGTH = 255


class Text(LineType):
    """One line; line breaks become spaces, text is NFC and without spaces around it."""

    kind = "text"
    label = Label({"en": "Text", "zh-CN": "单行文本"})
    group = "text"
    icon = "cursor-text"
    settings_schema = {
        "max_length": setting(
            ("Longest text", "最大长度"),
            {"type": "integer", "minimum": 1, "maximum": 10_000, "default": DEFAULT_MAX_LENGTH},
        )
    }

    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", storage.TEXT), SORT_KEY)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (value, sort_key(value))

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        limit, label = int(field.settings.get("max_length", DEFAULT_MAX_LENGTH)), field.label

        def normalise(text: str) -> str:
            if len(text) > limit:
                raise too_long(label, limit)
            return text

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": int(field.settings.get("max_length", DEFAULT_MAX_LENGTH))}


def too_long(label: Label, limit: int) -> ValueRefused:
    return ValueRefused("too_long", "{field} takes at most {limit} characters", field=label, limit=limit)
