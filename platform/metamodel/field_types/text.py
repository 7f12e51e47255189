"""A line of text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import Column, FieldType, Parser, ValueRefused
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

DEFAULT_MAX_LENGTH = 255


class Text(FieldType):
    """One line; line breaks become spaces, text is NFC and without spaces around it."""

    kind = "text"
    label = Label({"en": "Text", "zh-CN": "单行文本"})
    group = "text"
    icon = "letter-case"
    value_type = "text"
    widget = "text"
    settings_schema = {"max_length": {"type": "integer", "minimum": 1, "maximum": 10_000}}
    operators = operators.TEXT_OPERATORS
    searchable_by_default = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", storage.TEXT),)

    def parser(self, field: Field) -> Parser:
        limit = int(field.settings.get("max_length", DEFAULT_MAX_LENGTH))

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            if not isinstance(raw, str | int | float):
                raise ValueRefused("wrong_type", "{field} takes a text", field=field.label)
            text = unicodedata.normalize("NFC", " ".join(str(raw).split()))
            if len(text) > limit:
                raise ValueRefused(
                    "too_long", "{field} takes at most {limit} characters", field=field.label, limit=limit
                )
            return text or None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": int(field.settings.get("max_length", DEFAULT_MAX_LENGTH))}
