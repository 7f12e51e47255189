"""What types of one line of text share: emails, codes, links, names of companies."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from metamodel import operators
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading
from metamodel.field_types.reading.text import clean_line, text_of
from metamodel.operators import Operator

if TYPE_CHECKING:
    from metamodel.field import Field

Normalise = Callable[[str], str]


class LineType(FieldType):
    """A text of one line that is brought into one spelling."""

    value_type = "text"
    widget = "text"
    operators: ClassVar[tuple[Operator, ...]] = operators.TEXT_OPERATORS
    searchable_by_default = True

    @abstractmethod
    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        """What gives the one spelling of a line that is not empty; it raises `ValueRefused`."""

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        normalise, label = self.normaliser(field, reading), field.label

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            text = clean_line(raw if type(raw) is str else text_of(raw, label), label)
            return normalise(text) if text else None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string"}
