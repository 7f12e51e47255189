"""The name of a company, with the key by which two spellings of it meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metamodel import storage
from metamodel.chinese.company_name import matching_key
from metamodel.field_types.field_type import Column, Reading
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.sort_key import SORT_KEY, sort_key
from metamodel.field_types.text import DEFAULT_MAX_LENGTH, too_long
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field


class CompanyName(LineType):
    """A name as it was written; the column `…__key` holds its matching key."""

    kind = "company_name"
    label = Label({"en": "Company name", "zh-CN": "公司名称"})
    group = "people"
    icon = "building-skyscraper"
    tells_duplicates = True
    matches_by = "key"

    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", storage.TEXT), Column("key", storage.TEXT), SORT_KEY)

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label = field.label

        def normalise(text: str) -> str:
            if len(text) > DEFAULT_MAX_LENGTH:
                raise too_long(label, DEFAULT_MAX_LENGTH)
            return text

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": DEFAULT_MAX_LENGTH}

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None, None, None) if value is None else (value, matching_key(value), sort_key(value))
