"""The kinds of field: one module a kind, one explicit list of them."""

from metamodel.field_types.entry_schema import field_entry_schema, field_schema
from metamodel.field_types.field_type import (
    DEFAULT_READING,
    Column,
    FieldType,
    Parser,
    Reading,
    ValueRefused,
    is_expression,
)
from metamodel.field_types.registry import FIELD_TYPES
from metamodel.field_types.values import Address, FileRef, Geolocation, Match, PersonName, Ref

__all__ = [
    "DEFAULT_READING",
    "FIELD_TYPES",
    "Address",
    "Column",
    "FieldType",
    "FileRef",
    "Geolocation",
    "Match",
    "Parser",
    "PersonName",
    "Reading",
    "Ref",
    "ValueRefused",
    "field_entry_schema",
    "field_schema",
    "is_expression",
]
