"""The history of a record: who changed what when, without what the person may not see."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Text, cast, select, type_coerce

from metamodel import Field, ValueRefused
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.actor import SYSTEM_ID, SYSTEM_NAME
from record_store.reading.labels import labels
from record_store.system_tables import HISTORY

if TYPE_CHECKING:
    from record_store.records import Records

MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change; `action` is created, updated, deleted or restored.

    `changes` maps fields to their values before and after, lookups with their labels; for line items it says
    how many there were.
    """

    id: str
    version: int
    action: str
    at: dt.datetime
    by: Ref | None
    changes: Mapping[str, tuple[Any, Any]]


def history(records: Records, object_name: str, id: str) -> tuple[HistoryEntry, ...]:
    """The changes of a record that the person may see, the newest first. Raises: NotFound."""
    records.get(object_name, id, fields=(), trashed=None)
    return tuple(reversed(entries_since(records, object_name, id, 0)))


def entries_since(records: Records, object_name: str, id: str, version: int) -> tuple[HistoryEntry, ...]:
    """The changes after that version, the oldest first; the caller knows that the person may see the record."""
    entry = HISTORY.c
    as_text = cast if records.dialect == "postgresql" else type_coerce
    written = as_text(entry.changes, Text())
    newest = (
        select(entry.id, entry.version, entry.action, entry.at, entry.by, written.label("changes"))
        .where(entry.record_id == id, entry.object == object_name, entry.version > version)
        .order_by(entry.version.desc(), entry.id.desc())
        .limit(MOST_ENTRIES)
    )
    rows = list(reversed(records.rows(newest)))
    read = [_changes(records, object_name, row.changes) for row in rows]
    named = _labels(
        records, [*(part for changes in read for part in _refs(changes)), *_people(row.by for row in rows)]
    )
    return tuple(
        HistoryEntry(row.id, row.version, row.action, row.at, _person(row.by, named), _named(changes, named))
        for row, changes in zip(rows, read, strict=True)
    )


def _changes(records: Records, object_name: str, stored: str | None) -> dict[str, tuple[Any, Any]]:
    """The changes as values, of the fields that are there and that the person may see."""
    if not stored:
        return {}
    described = records.live.blueprint.object(object_name)
    readable = records.rights.readable(object_name)
    exact, plain = json.loads(stored, parse_float=Decimal), orjson.loads(stored)
    found: dict[str, tuple[Any, Any]] = {}
    for name, pair in exact.items():
        if name in readable:
            field = described.by_name[name]
            before, after = plain[name] if field.type.kind == "json" else pair
            found[name] = (_value(field, before), _value(field, after))
    return found


def _value(field: Field, stored: Any) -> Any:
    """The value as it was; nothing where the field has become one that cannot hold it."""
    if field.type.kind == "lines":
        return stored
    try:
        return field.type.parser(field)(stored)
    except ValueRefused:
        return None


def _refs(changes: Mapping[str, tuple[Any, Any]]) -> Iterable[Ref]:
    for pair in changes.values():
        for value in pair:
            yield from (one for one in (value if type(value) is tuple else (value,)) if isinstance(one, Ref))


def _people(ids: Iterable[str | None]) -> list[Ref]:
    return [Ref(USER_OBJECT, id) for id in ids if id and id != SYSTEM_ID]


def _labels(records: Records, refs: Sequence[Ref]) -> dict[tuple[str, str], str]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        wanted[ref.object].add(ref.id)
    return {
        (object_name, id): label
        for object_name, ids in wanted.items()
        if object_name == USER_OBJECT
        or (object_name in records.live.tables and records.rights.allows(object_name, "read"))
        for id, label in labels(records, object_name, ids).items()
    }


def _person(id: str | None, named: Mapping[tuple[str, str], str]) -> Ref | None:
    if id is None:
        return None
    return Ref(USER_OBJECT, id, SYSTEM_NAME if id == SYSTEM_ID else named.get((USER_OBJECT, id), ""))


def _named(
    changes: Mapping[str, tuple[Any, Any]], named: Mapping[tuple[str, str], str]
) -> dict[str, tuple[Any, Any]]:
    def name(value: Any) -> Any:
        if isinstance(value, Ref):
            return value._replace(label=named.get((value.object, value.id), ""))
        return tuple(name(one) for one in value) if type(value) is tuple else value

    return {field: (name(before), name(after)) for field, (before, after) in changes.items()}
