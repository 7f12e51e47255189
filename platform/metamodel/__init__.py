"""What a CRM is made of: blueprints, documents, objects, fields, roles, as pure values."""

from metamodel.blueprint import EMPTY, Blueprint
from metamodel.documents import Document, Key, is_name
from metamodel.errors import Conflict, Invalid, NotAllowed, NotFound, TrellisError, Unavailable, not_found
from metamodel.field import Field
from metamodel.field_types import FIELD_TYPES, FieldType, ValueRefused
from metamodel.issues import Issue, pointer
from metamodel.labels import DEFAULT_LOCALE, Label
from metamodel.object import Object, Rule
from metamodel.role import Role

__all__ = [
    "DEFAULT_LOCALE",
    "EMPTY",
    "FIELD_TYPES",
    "Blueprint",
    "Conflict",
    "Document",
    "Field",
    "FieldType",
    "Invalid",
    "Issue",
    "Key",
    "Label",
    "NotAllowed",
    "NotFound",
    "Object",
    "Role",
    "Rule",
    "TrellisError",
    "Unavailable",
    "ValueRefused",
    "is_name",
    "not_found",
    "pointer",
]
