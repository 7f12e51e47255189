"""Documents of the kind `view`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.issues import Issue
from metamodel.kinds.document_kind import (
    EXPRESSION_SCHEMA,
    PATH_SCHEMA,
    DocumentKind,
    ExpressionUse,
    Reference,
    document_schema,
)
from metamodel.kinds.field_references import path_references
from metamodel.labels import Label
from metamodel.view import View
from metamodel.view_types import FIELD_SETTINGS, VIEW_TYPES

_COLUMN = {
    "oneOf": [
        PATH_SCHEMA,
        {
            "type": "object",
            "properties": {
                "field": PATH_SCHEMA,
                "width": {"type": "integer", "minimum": 40, "maximum": 1000},
            },
            "required": ["field"],
            "additionalProperties": False,
        },
    ]
}


class ViewKind(DocumentKind):
    name = "view"
    label = Label({"en": "View", "zh-CN": "视图"})

    def schema(self) -> dict[str, Any]:
        own = {name: schema for kind in VIEW_TYPES.values() for name, schema in kind.settings_schema.items()}
        properties = {
            "type": {"enum": list(VIEW_TYPES)},
            "object": {"type": "string"},
            "filter": EXPRESSION_SCHEMA,
            "columns": {"type": "array", "items": _COLUMN, "maxItems": 200},
            "sort": {"type": "array", "items": {"type": "string", "maxLength": 300}, "maxItems": 5},
            "group_by": PATH_SCHEMA,
            "share": {"type": "array", "items": {"type": "string"}},
            **own,
        }
        return document_schema("view", properties, ("object",))

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        view = View(document)
        yield Reference(f"object/{view.object}", "/object")
        for place, path in _paths(view):
            yield from path_references(blueprint, view.object, path, place)
        for index, role in enumerate(document.body.get("share", ())):
            yield Reference(f"role/{role}", f"/share/{index}")

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        if document.body.get("filter"):
            yield ExpressionUse(document.body["filter"], "/filter", document.body["object"], "boolean")

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        view_type = View(document).type
        for name in view_type.required_settings:
            if not document.body.get(name):
                yield Issue(
                    "required",
                    f"/{name}",
                    "A {type} needs “{setting}”",
                    "Choose a field",
                    {"type": view_type.label, "setting": name},
                )


def _paths(view: View) -> Iterable[tuple[str, str]]:
    for index, column in enumerate(view.columns):
        yield f"/columns/{index}", column.path
    for index, entry in enumerate(view.sort):
        yield f"/sort/{index}", entry.removeprefix("-")
    for name in FIELD_SETTINGS:
        if view.setting(name):
            yield f"/{name}", view.setting(name)
