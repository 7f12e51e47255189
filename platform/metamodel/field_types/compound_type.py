"""What values of several parts share: an object in JSON, a text and a column for each part."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from metamodel import operators, storage
from metamodel.field_types.field_type import Column, FieldType
from metamodel.field_types.sort_key import SORT_KEY, sort_key
from metamodel.field_types.values import non_empty

if TYPE_CHECKING:
    from metamodel.field import Field


class CompoundType(FieldType):
    """A named tuple of texts: a column for the whole as a text, one for each part, and the sort key."""

    value_type = "text"
    operators = operators.TEXT_OPERATORS
    searchable_by_default = True
    parts: ClassVar[type[Any]]
    """The named tuple of its values."""

    @abstractmethod
    def text(self, field: Field, value: Any) -> str:
        """The whole in one line: what is searched, sorted and filtered."""

    def columns(self, field: Field) -> tuple[Column, ...]:
        parts = (Column(name, storage.TEXT) for name in self.parts._fields)
        return (Column("", storage.TEXT), *parts, SORT_KEY)

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {name: {"type": "string"} for name in self.parts._fields},
            "additionalProperties": False,
        }

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else dict(non_empty(value))

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        if value is None:
            return (None,) * (len(self.parts._fields) + 2)
        whole = self.text(field, value)
        return (whole, *(part or None for part in value), sort_key(whole))

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return self.parts(*(part or "" for part in stored[1:-1])) if any(stored[1:-1]) else None

    def expression_value(self, field: Field, value: Any) -> Any:
        return None if value is None else self.text(field, value)

    def search_text(self, field: Field, value: Any) -> str:
        return "" if value is None else self.text(field, value)
