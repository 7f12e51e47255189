"""Records as the API says them: every field type turns its own values into JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from metamodel import Field
from metamodel.field_types.field_type import FieldType
from metamodel.paths import resolve
from record_store.history import HistoryEntry
from record_store.live import Live
from record_store.record import Record

ToJson = Callable[[Any], Any]


def record_json(live: Live, record: Record) -> dict[str, Any]:
    """The record's id, version and values, by field name and asked-for path; a blank is null."""
    return records_json(live, [record])[0]


def records_json(live: Live, records: Sequence[Record]) -> list[dict[str, Any]]:
    """Many records that were read by one query: what has to be said of each field is worked out once."""
    if not records:
        return []
    names, object_name = records[0].values, records[0].object
    said = [(name, say) for name in names if (say := _say(live, object_name, name)) is not _as_it_is]
    return [_said(record, said) for record in records]


def _said(record: Record, said: Sequence[tuple[str, ToJson]]) -> dict[str, Any]:
    values = {"id": record.id, "version": record.version, **record.values}
    for name, say in said:
        values[name] = say(values[name])
    return values


def entry_json(live: Live, object_name: str, entry: HistoryEntry) -> dict[str, Any]:
    """One change of a record: what each field was before and is after."""
    return {
        "id": entry.id,
        "version": entry.version,
        "action": entry.action,
        "at": entry.at,
        "by": {"id": entry.by.id, "label": entry.by.label} if entry.by else None,
        "changes": {
            name: {"before": say(before), "after": say(after)}
            for name, (before, after) in entry.changes.items()
            for say in (_say(live, object_name, name),)
        },
    }


def _say(live: Live, object_name: str, path: str) -> ToJson:
    return live.memo(
        ("to_json", object_name, path), lambda: _prepared(live, resolve(live.blueprint, object_name, path))
    )


def _prepared(live: Live, field: Field | None) -> ToJson:
    if field is not None and field.type.kind == "lines":
        return lambda lines: _lines_json(live, lines)
    if field is None or type(field.type).to_json is FieldType.to_json:
        return _as_it_is
    to_json = field.type.to_json
    return lambda value: None if value is None else to_json(field, value)


def _lines_json(live: Live, lines: Any) -> Any:
    """Line items are records of their own; the history only says how many there were."""
    return records_json(live, lines) if isinstance(lines, tuple) else lines


def _as_it_is(value: Any) -> Any:
    return value
