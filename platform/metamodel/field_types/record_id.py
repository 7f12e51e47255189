"""The id of a record; a system field, not one that builders choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.reference_type import read_id
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field


class RecordId(FieldType):
    """A UUID in small letters with dashes."""

    kind = "record_id"
    label = Label({"en": "Record id", "zh-CN": "记录编号"})
    group = "relation"
    icon = "id"
    value_type = "text"
    widget = "text"
    stored_as = storage.RECORD_ID
    operators = operators.REFERENCE_OPERATORS
    writable = False
    palette = False

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> str | None:
            if raw is None or raw == "":
                return None
            found = read_id(raw.strip()) if isinstance(raw, str) else None
            if found is None:
                raise ValueRefused(
                    "not_an_id", "{field} takes an id, “{value}” is not one", field=label, value=excerpt(raw)
                )
            return found

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "uuid"}

    def search_text(self, field: Field, value: Any) -> str:
        return ""
