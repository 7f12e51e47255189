"""What a CRM is made of: blueprints, documents, objects, fields, roles, as pure values."""

from metamodel.blueprint import EMPTY, Blueprint
from metamodel.documents import Document, Key, is_name
from metamodel.errors import Conflict, Invalid, NotAllowed, NotFound, TrellisError, Unavailable, not_found
from metamodel.field import Field
from metamodel.field_types import (
    DEFAULT_READING,
    FIELD_TYPES,
    Address,
    FieldType,
    FileRef,
    Geolocation,
    Match,
    PersonName,
    Reading,
    Ref,
    ValueRefused,
    field_entry_schema,
    field_schema,
)
from metamodel.issues import Issue, pointer
from metamodel.json_text import dump_values
from metamodel.labels import DEFAULT_LOCALE, Label
from metamodel.object import Object, Rule
from metamodel.role import Role

__all__ = [
    "DEFAULT_LOCALE",
    "DEFAULT_READING",
    "EMPTY",
    "FIELD_TYPES",
    "Address",
    "Blueprint",
    "Conflict",
    "Document",
    "Field",
    "FieldType",
    "FileRef",
    "Geolocation",
    "Invalid",
    "Issue",
    "Key",
    "Label",
    "Match",
    "NotAllowed",
    "NotFound",
    "Object",
    "PersonName",
    "Reading",
    "Ref",
    "Role",
    "Rule",
    "TrellisError",
    "Unavailable",
    "ValueRefused",
    "dump_values",
    "field_entry_schema",
    "field_schema",
    "is_name",
    "not_found",
    "pointer",
]
