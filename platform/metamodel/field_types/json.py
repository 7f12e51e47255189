"""Any JSON object or list, for what other programs keep here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import excerpt
from metamodel.json_text import dump_values
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

LARGEST = 100_000
DEEPEST = 50


class Json(FieldType):
    """Units: at most 100,000 bytes, 50 levels. A text must be the JSON of an object or a list."""

    kind = "json"
    label = Label({"en": "JSON", "zh-CN": "JSON"})
    group = "text"
    icon = "json"
    value_type = "opaque"
    widget = "json"
    stored_as = storage.JSON
    unfit_settings = frozenset({"unique", "searchable", "placeholder"})
    operators = operators.PRESENCE
    sortable = False

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> Any:
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                return None
            try:
                source = raw.encode() if isinstance(raw, str) else dump_values(raw)
                value = orjson.loads(source)
            except (TypeError, ValueError, RecursionError) as reason:
                raise _not_json(label, raw) from reason
            if not isinstance(value, dict | list) or (b"\\u0000" in source and _has_nul(value)):
                raise _not_json(label, raw)
            if len(source) > LARGEST or _depth(value) > DEEPEST:
                raise ValueRefused("json_too_large", "{field} takes a smaller JSON value", field=label)
            return value

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": ["object", "array"]}

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else dump_values(value).decode()

    def search_text(self, field: Field, value: Any) -> str:
        return ""


def _not_json(label: Label, raw: Any) -> ValueRefused:
    return ValueRefused(
        "not_json",
        "{field} takes a JSON object or list",
        'Write it like {{"key": "value"}}',
        field=label,
        value=excerpt(raw),
    )


def _has_nul(value: Any) -> bool:
    """Whether a text in it has the character 0, which PostgreSQL cannot hold."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, Mapping):
        return any(_has_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(_has_nul, value))


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level:
        depth += 1
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
    return depth
