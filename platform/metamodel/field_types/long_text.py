"""A text of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metamodel import operators
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading
from metamodel.field_types.reading.text import clean_lines, text_of
from metamodel.field_types.settings import setting
from metamodel.field_types.text import too_long
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

DEFAULT_MAX_LENGTH = 10_000


class LongText(FieldType):
    """Several lines; line breaks are kept, blank lines around the text are not."""

    kind = "long_text"
    label = Label({"en": "Long text", "zh-CN": "多行文本"})
    group = "text"
    icon = "align-left"
    value_type = "text"
    widget = "long_text"
    settings_schema = {
        "max_length": setting(
            ("Longest text", "最大长度"),
            {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": DEFAULT_MAX_LENGTH},
        ),
        "rows": setting(
            ("Lines shown", "显示行数"), {"type": "integer", "minimum": 2, "maximum": 30, "default": 4}
        ),
    }
    unfit_settings = frozenset({"unique"})
    operators = operators.TEXT_OPERATORS
    searchable_by_default = True

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        limit, label = int(field.settings.get("max_length", DEFAULT_MAX_LENGTH)), field.label

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            text = clean_lines(raw if type(raw) is str else text_of(raw, label), label)
            if len(text) > limit:
                raise too_long(label, limit)
            return text or None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": int(field.settings.get("max_length", DEFAULT_MAX_LENGTH))}
