"""The kinds of document that the metamodel itself knows, and the contract that every kind keeps."""

from metamodel.kinds.app_kind import AppKind
from metamodel.kinds.document_kind import (
    EXPRESSION_SCHEMA,
    PATH_SCHEMA,
    DocumentKind,
    ExpressionUse,
    Reference,
    document_schema,
)
from metamodel.kinds.field_references import path_references
from metamodel.kinds.object_kind import ObjectKind
from metamodel.kinds.role_kind import RoleKind
from metamodel.kinds.view_kind import ViewKind

__all__ = [
    "EXPRESSION_SCHEMA",
    "PATH_SCHEMA",
    "AppKind",
    "DocumentKind",
    "ExpressionUse",
    "ObjectKind",
    "Reference",
    "RoleKind",
    "ViewKind",
    "document_schema",
    "path_references",
]
