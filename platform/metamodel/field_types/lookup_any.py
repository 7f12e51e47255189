"""A reference to one record of one of several objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.documents import NAME_PATTERN
from metamodel.field_types.field_type import DEFAULT_READING, Column, Parser, Reading, ValueRefused
from metamodel.field_types.lookup import ON_DELETE, Lookup
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.reference_type import read_reference, reference_json
from metamodel.field_types.settings import setting
from metamodel.field_types.values import Match, Ref
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field


class LookupAny(Lookup):
    """A record and the object it belongs to; the column `…__object` holds the object's name."""

    kind = "lookup_any"
    label = Label({"en": "Lookup of any object", "zh-CN": "多对象关联"})
    icon = "arrows-exchange"
    widget = "lookup_any"
    settings_schema = {
        "objects": setting(
            ("Objects", "对象"),
            {
                "type": "array",
                "items": {"type": "string", "pattern": NAME_PATTERN},
                "minItems": 1,
                "maxItems": 50,
                "uniqueItems": True,
            },
            widget="objects",
        ),
        "on_delete": ON_DELETE,
    }
    required_settings = ("objects",)
    operators = operators.REFERENCE_OPERATORS
    sortable = False

    def targets(self, field: Field) -> tuple[str, ...]:
        return tuple(field.settings["objects"])

    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", storage.RECORD_ID), Column("object", storage.TEXT))

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        targets, label = self.targets(field), field.label

        def parse(raw: Any) -> Ref | Match | None:
            if raw is None or raw == "":
                return None
            named = raw.get("object") if isinstance(raw, Mapping) else getattr(raw, "object", None)
            target = named if named is not None or len(targets) > 1 else targets[0]
            if target not in targets:
                raise ValueRefused(
                    "object_needed",
                    "{field} needs the object that the record belongs to",
                    'Write it as {{"object": "…", "id": "…"}} with one of: {objects}',
                    field=label,
                    objects=", ".join(targets),
                    value=excerpt(raw),
                )
            return read_reference(raw, target, label)

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        schema = super().value_schema(field)
        schema["properties"] = {"object": {"enum": list(self.targets(field))}, **schema["properties"]}
        return {**schema, "required": ["object", "id", "label"]}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else {"object": value.object, **reference_json(value)}

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None, None) if value is None else (value.id, value.object)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return Ref(stored[1], stored[0]) if stored[0] else None
