"""JSON Schema of an entry of an object's `fields`, built from the registry."""

from __future__ import annotations

from functools import cache
from typing import Any

from metamodel.field_types.common_settings import COMMON_SETTINGS, IDENTITY
from metamodel.field_types.registry import FIELD_TYPES


@cache
def field_entry_schema(kind: str) -> dict[str, Any]:
    """The schema of an entry of that type: check an entry against the one its `type` names.

    Raises: KeyError when there is no such type.
    """
    field_type = FIELD_TYPES[kind]
    common = {
        name: schema for name, schema in COMMON_SETTINGS.items() if name not in field_type.unfit_settings
    }
    return {
        "type": "object",
        "title": field_type.label.text(),
        "properties": {**IDENTITY, "type": {"const": kind}, **common, **field_type.settings_schema},
        "required": ["name", "type", *field_type.required_settings],
        "additionalProperties": False,
    }


@cache
def field_schema() -> dict[str, Any]:
    """The schema of an entry of any type, as people and editors are served it; checking by it is slow."""
    kinds = [kind for kind, field_type in FIELD_TYPES.items() if field_type.palette]
    return {
        "type": "object",
        "properties": {"name": IDENTITY["name"], "type": {"enum": kinds}},
        "required": ["name", "type"],
        "allOf": [
            {"if": {"properties": {"type": {"const": kind}}}, "then": field_entry_schema(kind)}
            for kind in kinds
        ],
    }
