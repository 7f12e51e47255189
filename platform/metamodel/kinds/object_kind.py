"""Documents of the kind `object`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel.blueprint import Blueprint
from metamodel.documents import NAME_PATTERN, Document
from metamodel.field import Field
from metamodel.field_types import FIELD_TYPES
from metamodel.field_types.dependent_options import check_options_when
from metamodel.field_types.entry_schema import field_entry_schema
from metamodel.issues import Issue
from metamodel.kinds.document_kind import (
    EXPRESSION_SCHEMA,
    DocumentKind,
    ExpressionUse,
    Reference,
    document_schema,
)
from metamodel.kinds.field_references import path_references
from metamodel.kinds.object_checks import (
    check_field_names,
    check_lines,
    check_object_name,
    check_result,
)
from metamodel.labels import LABEL_SCHEMA, Label
from metamodel.shape import shape_issues

MAX_FIELDS = 500
CONDITIONS = ("visible_when", "required_when", "readonly_when")

_FIELD_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 10}
_RULE = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "pattern": NAME_PATTERN},
        "when": EXPRESSION_SCHEMA,
        "field": {"type": "string"},
        "message": LABEL_SCHEMA,
    },
    "required": ["name", "when", "message"],
    "additionalProperties": False,
}


class ObjectKind(DocumentKind):
    name = "object"
    label = Label({"en": "Object", "zh-CN": "对象"})

    def schema(self) -> dict[str, Any]:
        any_field = {
            "type": "object",
            "properties": {
                "name": {"type": "string", "pattern": NAME_PATTERN},
                "type": {"enum": list(FIELD_TYPES)},
            },
            "required": ["name", "type"],
        }
        properties = {
            "plural_label": LABEL_SCHEMA,
            "icon": {"type": "string", "maxLength": 60},
            "color": {"type": "string", "maxLength": 30},
            "title_field": {"type": "string"},
            "fields": {"type": "array", "items": any_field, "maxItems": MAX_FIELDS},
            "rules": {"type": "array", "items": _RULE, "maxItems": 200},
            "unique": {"type": "array", "items": _FIELD_NAMES},
            "duplicates": {"type": "array", "items": _FIELD_NAMES, "maxItems": 20},
            "indexes": {"type": "array", "items": _FIELD_NAMES},
            "history": {"type": "boolean"},
        }
        return document_schema("object", properties, ("fields",))

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        described = blueprint.objects[document.name]
        for index, entry in enumerate(document.body["fields"]):
            field = described.by_name.get(entry["name"])
            if field is not None:
                if field.options_when is not None:
                    place = f"/fields/{index}/options_when/field"
                    yield Reference(f"field/{document.name}.{field.options_when.field}", place)
                yield from _field_references(field, f"/fields/{index}", document.name, blueprint)
        for place, name in _own_fields(document.body):
            yield Reference(f"field/{document.name}.{name}", place)

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        described = blueprint.objects[document.name]
        for index, entry in enumerate(document.body["fields"]):
            field = described.by_name.get(entry["name"])
            if field is not None and field.computed is not None:
                for used in field.computed.expressions(field, document.name):
                    place = f"/fields/{index}/{used.setting}"
                    yield ExpressionUse(used.text, place, used.object, used.expects)
            for name in CONDITIONS:
                if entry.get(name):
                    place = f"/fields/{index}/{name}"
                    yield ExpressionUse(entry[name], place, document.name, "boolean", has_prior=True)
            if entry.get("filter") and entry.get("object"):
                yield ExpressionUse(
                    entry["filter"], f"/fields/{index}/filter", entry["object"], "boolean",
                    record=document.name, in_sql=True,
                )  # fmt: skip
            default = entry.get("default")
            if isinstance(default, Mapping) and set(default) == {"expression"}:
                place = f"/fields/{index}/default/expression"
                yield ExpressionUse(default["expression"], place, document.name)
        for index, rule in enumerate(document.body.get("rules", ())):
            yield ExpressionUse(
                rule["when"], f"/rules/{index}/when", document.name, "boolean", has_prior=True
            )

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        yield from check_object_name(document)
        yield from check_field_names(document)
        described = blueprint.objects[document.name]
        for index, entry in enumerate(document.body["fields"]):
            place = f"/fields/{index}"
            wrong = shape_issues(field_entry_schema(entry["type"]), entry, place)
            yield from wrong
            if not wrong and (field := described.by_name.get(entry["name"])) is not None:
                yield from (issue.under(place) for issue in field.declared.check(field))
                yield from check_lines(field, blueprint, place)
                yield from (issue.under(place) for issue in check_options_when(field, described))
                yield from check_result(field, document.name, blueprint, place)


def _field_references(field: Field, place: str, owner: str, blueprint: Blueprint) -> Iterable[Reference]:
    if field.computed is not None:
        for named in field.computed.paths(field, owner):
            yield from path_references(blueprint, named.object, named.path, f"{place}/{named.setting}")
    elif field.type.refers:
        for target in field.settings.get("objects", ()):
            yield Reference(f"object/{target}", f"{place}/objects")
        if field.target:
            yield Reference(f"object/{field.target}", f"{place}/object")
            if field.settings.get("via"):
                yield Reference(f"field/{field.target}.{field.settings['via']}", f"{place}/via")


def _own_fields(body: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The places where an object names fields of its own."""
    if body.get("title_field"):
        yield "/title_field", body["title_field"]
    for index, rule in enumerate(body.get("rules", ())):
        if rule.get("field"):
            yield f"/rules/{index}/field", rule["field"]
    for key in ("unique", "indexes", "duplicates"):
        for index, names in enumerate(body.get(key, ())):
            for position, name in enumerate(names):
                yield f"/{key}/{index}/{position}", name
