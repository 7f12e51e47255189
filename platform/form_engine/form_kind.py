"""Documents of the kind `form`: their schema from the registry of layout items, references and checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from form_engine.layout_items import LAYOUT_ITEMS
from form_engine.layout_items.layout_item import CONDITIONS
from form_engine.layout_settings import FORM_SETTINGS, PUBLIC_SETTINGS, SECTION_SETTINGS, TAB_SETTINGS
from form_engine.public import may_be_public
from metamodel import Document, Issue, Label
from metamodel.blueprint import Blueprint
from metamodel.issues import pointer
from metamodel.kinds import DocumentKind, ExpressionUse, Reference, document_schema

Place = tuple[str, Mapping[str, Any]]
"""A part of a form and its JSON pointer."""


class FormKind(DocumentKind):
    name = "form"
    label = Label({"en": "Form", "zh-CN": "表单"})

    def schema(self) -> dict[str, Any]:
        properties = {
            "object": {"type": "string"},
            **{name: schema for name, schema in FORM_SETTINGS.items() if name != "label"},
            **PUBLIC_SETTINGS,
            "layout": _list_of("tab", most=20),
        }
        return {**document_schema("form", properties, ("object", "layout")), "$defs": _parts()}

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        object_name = str(document.body["object"])
        yield Reference(f"object/{object_name}", "/object")
        for index, role in enumerate(document.body.get("for_roles", ())):
            yield Reference(f"role/{role}", pointer("for_roles", index))
        for path, item in items_of(document):
            for reference in LAYOUT_ITEMS[item["type"]].references(item, object_name, blueprint):
                yield Reference(reference.target, path + reference.path)

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        object_name = str(document.body["object"])
        for path, part in (("", document.body), *_parts_of(document)):
            for name in ("when", *CONDITIONS):
                if isinstance(part.get(name), str):
                    yield ExpressionUse(part[name], f"{path}/{name}", object_name, "boolean")

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        seen: dict[str, str] = {}
        described = blueprint.objects.get(str(document.body["object"]))
        for path, item in items_of(document):
            name = item.get("field")
            if name in seen:
                yield Issue(
                    "twice",
                    f"{path}/field",
                    "“{field}” stands twice in this form",
                    "Keep it in one place",
                    {"field": name},
                )
            elif name:
                seen[name] = path
            field = described.by_name.get(str(name)) if described and name else None
            if field and (field.type.kind == "lines") != (item["type"] == "lines"):
                yield Issue(
                    "wrong_item",
                    f"{path}/type",
                    "“{field}” cannot be shown as this kind of item",
                    "Line items stand in an item of the type lines, every other field in one of the type field",
                    {"field": field.label},
                )
            elif field and document.body.get("purpose") == "public" and not may_be_public(field):
                yield Issue(
                    "not_public",
                    f"{path}/field",
                    "“{field}” cannot stand in a public form: it would show what is in the workspace",
                    "Take it out; a flow can fill it in",
                    {"field": field.label},
                )


def items_of(document: Document) -> Iterator[Place]:
    """The items of known kinds with their JSON pointers."""
    return ((path, part) for path, part in _parts_of(document) if part.get("type") in LAYOUT_ITEMS)


def _parts_of(document: Document) -> Iterator[Place]:
    """Tabs, sections and items in the order of reading."""
    for t, tab in enumerate(document.body["layout"]):
        tab_path = pointer("layout", t)
        yield tab_path, tab
        for s, section in enumerate(tab["sections"]):
            section_path = tab_path + pointer("sections", s)
            yield section_path, section
            for i, item in enumerate(section["items"]):
                yield section_path + pointer("items", i), item


def _parts() -> dict[str, Any]:
    """The schemas of tabs, sections and items."""
    tab = {**TAB_SETTINGS, "sections": _list_of("section", most=50)}
    section = {**SECTION_SETTINGS, "items": _list_of("item", most=200)}
    return {
        "tab": _object(tab, ("sections",)),
        "section": _object(section, ("items",)),
        "item": {
            "type": "object",
            "properties": {"type": {"enum": list(LAYOUT_ITEMS)}},
            "required": ["type"],
            "allOf": [
                {"if": {"properties": {"type": {"const": kind}}}, "then": item.schema()}
                for kind, item in LAYOUT_ITEMS.items()
            ],
        },
    }


def _object(properties: Mapping[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _list_of(part: str, *, most: int) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{part}"}, "maxItems": most}
