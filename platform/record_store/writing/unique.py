"""Unique sets: no two live records hold the same values; blanks never clash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, select

from metamodel import Field, Issue, Label, pointer
from record_store.reading.among import among
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records

Key = tuple[Any, ...]


def check_unique(records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues) -> None:
    """Report records whose values another one has, in the database or among those being written."""
    for fields in plan.unique:
        writable = [field for field in fields if field.type.kind != "autonumber"]
        if len(writable) == len(fields):
            _check_set(records, plan, fields, pending, issues)


def _check_set(
    records: Records,
    plan: WritePlan,
    fields: tuple[Field, ...],
    pending: Sequence[PendingRecord],
    issues: Issues,
) -> None:
    names = {field.name for field in fields}
    concerned: dict[Key, list[PendingRecord]] = {}
    for record in pending:
        if record.refused.isdisjoint(names) and (record.is_new or not names.isdisjoint(record.changed)):
            key = _key(fields, record)
            if None not in key:
                concerned.setdefault(key, []).append(record)
    if not concerned:
        return
    leaving = {one.id for one in pending if not one.is_new and not names.isdisjoint(one.changed)}
    taken = {key: id for id, key in _taken(records, plan, fields, list(concerned))}
    for key, holders in concerned.items():
        free = key not in taken or taken[key] in leaving
        for record in holders[1:] if free else [one for one in holders if one.id != taken.get(key)]:
            issues.add(not_unique(plan, fields, record.path))


def _taken(
    records: Records, plan: WritePlan, fields: tuple[Field, ...], keys: Sequence[Key]
) -> list[tuple[str, Key]]:
    table = plan.described.table
    columns = [plan.described.columns(field)[0] for field in fields]
    conditions = [
        among(records.dialect, column, list({key[place] for key in keys}))
        for place, column in enumerate(columns)
    ]
    statement: Select[Any] = select(table.c.id, *columns)
    if len(keys) == 1:
        exact = and_(*(column == part for column, part in zip(columns, keys[0], strict=True)))
        statement = statement.where(exact)
    else:
        statement = statement.where(and_(*conditions))
    rows = records.rows(statement.where(table.c.deleted_at.is_(None)))
    return [(row[0], tuple(row[1:])) for row in rows]


def _key(fields: tuple[Field, ...], record: PendingRecord) -> Key:
    values = record.values
    return tuple(_stored(field, values.get(field.name)) for field in fields)


def _stored(field: Field, value: Any) -> Any:
    return None if value is None else field.type.to_columns(field, value)[0]


def not_unique(plan: WritePlan, fields: tuple[Field, ...], path: str) -> Issue:
    """The issue of a record at `path` whose values another one has."""
    values = {"object": plan.object.label, "fields": together(fields)}
    place = path + pointer(fields[0].name) if fields else path
    return Issue("not_unique", place, "Another {object} has the same {fields}", values=values)


def together(fields: Sequence[Field]) -> Label:
    """The labels of the fields as one, in every language that one of them has."""
    locales = {locale: None for field in fields for locale in field.label.texts}
    return Label({locale: ", ".join(field.label.text(locale) for field in fields) for locale in locales})
