"""Typed schemas of an object's records, from what each field type says of its values."""

from __future__ import annotations

from typing import Any

from metamodel import Field, Object

VERSION_AND_ID = ("id", "version")


def record_schemas(described: Object, readable: frozenset[str], writable: frozenset[str]) -> dict[str, Any]:
    """The schemas `deal`, `deal.new` and `deal.change`, as far as the person's rights go."""
    shown = [field for field in described.all_fields if field.name in readable]
    given = [field for field in described.all_fields if field.name in writable and field.writable]
    required = [field.name for field in given if field.required and field.default is None]
    return {
        described.name: _schema(described, shown, VERSION_AND_ID),
        f"{described.name}.new": {**_schema(described, given, required), "additionalProperties": False},
        f"{described.name}.change": {**_changed(described, given), "additionalProperties": False},
    }


def _schema(described: Object, fields: list[Field], required: list[str] | tuple[str, ...]) -> dict[str, Any]:
    properties = {field.name: _property(field, field.name in required) for field in fields}
    schema: dict[str, Any] = {"type": "object", "title": described.label.text(), "properties": properties}
    return {**schema, "required": list(required)} if required else schema


def _changed(described: Object, fields: list[Field]) -> dict[str, Any]:
    """What an update takes; in a batch it names its record and may say which version it means."""
    schema = _schema(described, fields, ())
    schema["properties"] |= {"id": {"type": "string", "format": "uuid"}, "version": {"type": "integer"}}
    return schema


def _property(field: Field, required: bool) -> dict[str, Any]:
    schema = {**field.type.value_schema(field), "title": field.label.text()}
    if field.help:
        schema["description"] = field.help.text()
    if not field.writable:
        schema["readOnly"] = True
    return schema if required else _or_blank(schema)


def _or_blank(schema: dict[str, Any]) -> dict[str, Any]:
    """The same value or null: every field that is not required may be blank."""
    kind = schema.get("type")
    if isinstance(kind, str) and "enum" not in schema:
        return {**schema, "type": [kind, "null"]}
    if isinstance(kind, list):
        return {**schema, "type": [*kind, *([] if "null" in kind else ["null"])]}
    words: dict[str, Any] = {
        name: schema.pop(name) for name in ("title", "description", "readOnly") if name in schema
    }
    return {"anyOf": [schema, {"type": "null"}], **words}
