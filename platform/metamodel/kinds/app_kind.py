"""Documents of the kind `app`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metamodel.app import ANY_ROLE, DESTINATIONS, App, NavigationEntry
from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.issues import pointer
from metamodel.kinds.document_kind import DocumentKind, Reference, document_schema
from metamodel.labels import LABEL_SCHEMA, Label

_DESTINATION = {
    "type": "object",
    "properties": {kind: {"type": "string"} for kind in DESTINATIONS},
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
}


class AppKind(DocumentKind):
    name = "app"
    label = Label({"en": "App", "zh-CN": "应用"})

    def schema(self) -> dict[str, Any]:
        entry = {
            "type": "object",
            "properties": {
                **{kind: {"type": "string"} for kind in DESTINATIONS},
                "label": LABEL_SCHEMA,
                "icon": {"type": "string", "maxLength": 60},
                "items": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
            },
            "additionalProperties": False,
        }
        properties = {
            "icon": {"type": "string"},
            "navigation": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
            "home": {"type": "object", "additionalProperties": _DESTINATION},
        }
        return {**document_schema("app", properties), "$defs": {"entry": entry}}

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        for entry in App(document).navigation:
            yield from _entry_references(entry)
        for role, destination in document.body.get("home", {}).items():
            if role != ANY_ROLE:
                yield Reference(f"role/{role}", pointer("home", role))
            for kind, name in destination.items():
                yield Reference(f"{kind}/{name}", pointer("home", role, kind))


def _entry_references(entry: NavigationEntry) -> Iterable[Reference]:
    if entry.kind:
        yield Reference(f"{entry.kind}/{entry.name}", f"{entry.path}/{entry.kind}")
    for item in entry.items:
        yield from _entry_references(item)
