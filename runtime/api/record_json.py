"""Records as the API says them: every field type turns its own values into JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from metamodel import Field
from metamodel.field_types.field_type import FieldType
from metamodel.paths import resolve
from record_store.live import Live
from record_store.record import Record

ToJson = Callable[[Any], Any]


def record_json(live: Live, record: Record) -> dict[str, Any]:
    """The record's values, by field name and asked-for path; a blank is null."""
    return {name: _say(live, record.object, name)(value) for name, value in record.values.items()}


def values_json(live: Live, object_name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _say(live, object_name, name)(value) for name, value in values.items()}


def _say(live: Live, object_name: str, path: str) -> ToJson:
    return live.memo(
        ("to_json", object_name, path), lambda: _prepared(resolve(live.blueprint, object_name, path))
    )


def _prepared(field: Field | None) -> ToJson:
    if field is None or type(field.type).to_json is FieldType.to_json:
        return _as_it_is
    to_json = field.type.to_json
    return lambda value: None if value is None else to_json(field, value)


def _as_it_is(value: Any) -> Any:
    return value
