"""The kinds of field: one module a kind, one explicit list of them."""

from metamodel.field_types.field_type import Column, FieldType, Parser, ValueRefused
from metamodel.field_types.registry import FIELD_TYPES

__all__ = ["FIELD_TYPES", "Column", "FieldType", "Parser", "ValueRefused"]
