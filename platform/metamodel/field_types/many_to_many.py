"""References to many records of one object."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators
from metamodel.field_types.field_type import DEFAULT_READING, Column, Parser, Reading
from metamodel.field_types.lookup import FILTER
from metamodel.field_types.multi_select import joined, parts_of
from metamodel.field_types.reference_type import (
    REFERENCE_SCHEMA,
    ReferenceType,
    read_reference,
    reference_json,
)
from metamodel.field_types.settings import object_name
from metamodel.field_types.values import Match, Ref
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


class ManyToMany(ReferenceType):
    """Records of another object, each once; they lie in a join table, not in a column."""

    kind = "many_to_many"
    label = Label({"en": "Many to many", "zh-CN": "多对多关联"})
    icon = "relation-many-to-many"
    value_type = "list"
    widget = "many_to_many"
    settings_schema = {"object": object_name(("Object", "对象")), "filter": FILTER}
    required_settings = ("object",)
    unfit_settings = frozenset({"unique", "placeholder", "searchable"})
    operators = operators.LIST_OPERATORS
    sortable = False

    def columns(self, field: Field) -> tuple[Column, ...]:
        return ()

    def targets(self, field: Field) -> tuple[str, ...]:
        return (str(field.settings["object"]),)

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        (target,), label = self.targets(field), field.label

        def parse(raw: Any) -> tuple[Ref | Match, ...] | None:
            if raw is None:
                return None
            one = [raw] if isinstance(raw, dict | Ref | Match) else parts_of(raw, label)
            found = [ref for part in one if part is not None and (ref := read_reference(part, target, label))]
            return (
                tuple({(type(ref), ref[:2] if isinstance(ref, Ref) else ref): ref for ref in found}.values())
                or None
            )

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": dict(REFERENCE_SCHEMA)}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else [reference_json(one) for one in value]

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return ()

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return None

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return joined((one.label for one in value or () if isinstance(one, Ref)), locale)
