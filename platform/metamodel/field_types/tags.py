"""Free words that gather records."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.choice_type import fold
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.multi_select import joined, parts_of
from metamodel.field_types.reading.text import clean_line, text_of
from metamodel.field_types.text import too_long
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

LONGEST, MOST = 50, 50


class Tags(FieldType):
    """Words that people make up, each once whatever its case; a text is split at commas and semicolons."""

    kind = "tags"
    label = Label({"en": "Tags", "zh-CN": "标签"})
    group = "choice"
    icon = "tags"
    value_type = "list"
    widget = "tags"
    stored_as = storage.JSON
    unfit_settings = frozenset({"unique"})
    operators = operators.LIST_OPERATORS
    sortable = False
    searchable_by_default = True

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> tuple[str, ...] | None:
            if raw is None:
                return None
            tags: dict[str, str] = {}
            for part in parts_of(raw, label):
                tag = clean_line(text_of(part, label), label).lstrip("# ")
                if len(tag) > LONGEST:
                    raise too_long(label, LONGEST)
                if tag:
                    tags.setdefault(fold(tag), tag)
            if len(tags) > MOST:
                raise ValueRefused("too_many", "{field} takes at most {limit} tags", field=label, limit=MOST)
            return tuple(tags.values()) or None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "maxLength": LONGEST}, "maxItems": MOST}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else list(value)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None if value is None else list(value),)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return tuple(stored[0]) if stored[0] else None

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return joined(value or (), locale)
