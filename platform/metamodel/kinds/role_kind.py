"""Documents of the kind `role`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.issues import pointer
from metamodel.kinds.document_kind import (
    EXPRESSION_SCHEMA,
    DocumentKind,
    ExpressionUse,
    Reference,
    document_schema,
)
from metamodel.labels import Label
from metamodel.role import ABILITIES, ACTIONS, EVERY_OBJECT, FIELD_RIGHTS, SCOPES

_SCOPE = {
    "oneOf": [
        {"enum": list(SCOPES)},
        {
            "type": "object",
            "properties": {"where": EXPRESSION_SCHEMA},
            "required": ["where"],
            "additionalProperties": False,
        },
    ]
}


class RoleKind(DocumentKind):
    name = "role"
    label = Label({"en": "Role", "zh-CN": "角色"})

    def schema(self) -> dict[str, Any]:
        actions = dict.fromkeys(ACTIONS, _SCOPE)
        grants = {"type": "object", "properties": actions, "additionalProperties": False}
        rights = {"type": "object", "additionalProperties": {"enum": list(FIELD_RIGHTS)}}
        properties = {
            "objects": {"type": "object", "additionalProperties": grants},
            "fields": {"type": "object", "additionalProperties": rights},
            "can": {"type": "array", "items": {"enum": list(ABILITIES)}, "uniqueItems": True},
        }
        return document_schema("role", properties)

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        for name in document.body.get("objects", {}):
            if name != EVERY_OBJECT:
                yield Reference(f"object/{name}", pointer("objects", name))
        for name, rights in document.body.get("fields", {}).items():
            for field in rights:
                yield Reference(f"field/{name}.{field}", pointer("fields", name, field))

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        for name, grants in document.body.get("objects", {}).items():
            for action, scope in grants.items():
                if isinstance(scope, dict):
                    place = pointer("objects", name, action, "where")
                    yield ExpressionUse(scope["where"], place, name, "boolean")
