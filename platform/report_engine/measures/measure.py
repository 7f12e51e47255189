"""The contract of a measure: what a report can count of a group of records."""

from __future__ import annotations

from dataclasses import dataclass

from metamodel import Field
from metamodel.labels import Label

NUMBER_TYPES = ("number",)
ORDERED_TYPES = ("number", "date", "datetime", "time", "text")


@dataclass(frozen=True, slots=True)
class MeasureFunction:
    """One way of counting; `kind` is the aggregate function of the record store.

    `of` lists the value types of the expression language that it can count; nothing: it needs no field.
    """

    kind: str
    label: Label
    of: tuple[str, ...]

    def fits(self, field: Field) -> bool:
        return field.type.value_type in self.of and bool(field.columns)
