"""What integer, rating and progress share: whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.decimal_type import (
    LARGEST_MAGNITUDE,
    not_a_number,
    range_check,
    too_large,
    written_number,
)
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import excerpt

if TYPE_CHECKING:
    from metamodel.field import Field

LARGEST = 2**63 - 1


class IntegerType(FieldType):
    """A whole number that 64 bits hold."""

    group = "number"
    value_type = "number"
    widget = "number"
    stored_as = storage.INTEGER
    operators = operators.NUMBER_OPERATORS

    def limits(self, field: Field) -> tuple[int, int]:
        """The smallest and the largest value."""
        return int(field.settings.get("min", -LARGEST)), int(field.settings.get("max", LARGEST))

    def read_text(self, field: Field) -> Callable[[str], Decimal]:
        """What reads the number in a text; it raises `ValueRefused`."""

        def read(text: str) -> Decimal:
            written = written_number(text, field.label)
            return written.value.scaleb(-2) if written.percent else written.value

        return read

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label, read_text = field.label, self.read_text(field)
        low, high = self.limits(field)
        in_range = range_check(label, low, high)

        def whole(number: Decimal) -> int:
            if not number.is_finite() or number.adjusted() > LARGEST_MAGNITUDE:
                raise not_a_number(label, number) if number.is_nan() else too_large(label)
            if number != number.to_integral_value():
                raise ValueRefused(
                    "not_whole",
                    "{field} takes a whole number, not {value}",
                    field=label,
                    value=excerpt(number),
                )
            return int(number)

        def parse(raw: Any) -> int | None:
            kind = type(raw)
            if kind is int:
                value = raw
            elif raw is None or (kind is str and not raw.strip()):
                return None
            elif kind is str:
                value = whole(read_text(raw))
            elif kind is float or kind is Decimal:
                value = whole(Decimal(raw))
            else:
                raise not_a_number(label, raw)
            if not -LARGEST <= value <= LARGEST:
                raise too_large(label)
            return in_range(value)  # type: ignore[no-any-return]

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        low, high = self.limits(field)
        return {"type": "integer", "minimum": low, "maximum": high}
