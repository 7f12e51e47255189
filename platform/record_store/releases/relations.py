"""Records that values refer to: their titles when a reference becomes words, and back from words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

from metamodel import Field, Issue, Object, ValueRefused
from metamodel.field_types.values import USER_OBJECT, Match, Ref
from record_store.releases.conversion import Converted
from record_store.releases.storage_shape import ObjectIds
from record_store.system_tables import MEMBER
from record_store.tables import build_table

Target = Ref | Match


@dataclass(frozen=True)
class Relations:
    """The records that references may be to, wherever their tables stand just now.

    `objects` has each object by its id, under the name of its table; `ids` are the objects of the new
    blueprint, in whose names references are written here. An object that goes is named by its id.
    """

    connection: Connection
    objects: Mapping[str, Object]
    ids: ObjectIds

    def labelled(self, values: Mapping[str, Any], ids: ObjectIds) -> Mapping[str, Any]:
        """The values with the titles of what they refer to, under the names that objects have now.

        `ids` says which objects the values mean by the names in them.
        """
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for value in values.values():
            for ref in _references(value):
                wanted[self._name_now(ref.object, ids)].add(ref.id)
        titles = {name: self.titles(name, found) for name, found in wanted.items()}

        def label(ref: Ref) -> Ref:
            name = self._name_now(ref.object, ids)
            return Ref(name, ref.id, titles[name].get(ref.id, ""))

        return {record: _map_references(value, label) for record, value in values.items()}

    def resolved(self, converted: Mapping[str, Converted]) -> Mapping[str, Converted]:
        """What was read, with every record found; where one is not, or is not the only one, it failed."""
        wanted: defaultdict[tuple[str, str | None], set[Any]] = defaultdict(set)
        known: defaultdict[str, set[str]] = defaultdict(set)
        for fate in converted.values():
            for target in _targets(fate.value):
                if isinstance(target, Ref):
                    known[target.object].add(target.id)
                    if target.label:
                        wanted[target.object, None].add(target.label)
                else:
                    wanted[target.object, target.field].add(target.value)
        there = {name: set(self.titles(name, ids)) for name, ids in known.items()}
        found = {key: self.find(*key, values) for key, values in wanted.items()}
        return {record: _resolve(fate, there, found) for record, fate in converted.items()}

    def titles(self, name: str, ids: Iterable[str]) -> dict[str, str]:
        """The titles of those of the records that are there."""
        wanted = list(ids)
        if name == USER_OBJECT:
            people = select(MEMBER.c.id, MEMBER.c.name).where(MEMBER.c.id.in_(wanted))
            return dict(self.connection.execute(people).all())
        described = self._object(name)
        if described is None:
            return {}
        table, title = self._table(described), described.by_name.get(described.title_field)
        columns = [table.c[part.name(title.name)] for part in title.columns] if title else []
        rows = self.connection.execute(select(table.c.id, *columns).where(table.c.id.in_(wanted)))
        return {row[0]: _title(title, tuple(row[1:])) for row in rows}

    def find(self, name: str, field_name: str | None, values: Iterable[Any]) -> dict[Any, list[str]]:
        """The records behind each value of a field; behind each title, where no field is named."""
        wanted = list(values)
        if name == USER_OBJECT:
            return self._find_people(wanted)
        described = self._object(name)
        field = described.by_name.get(field_name or described.title_field) if described else None
        if described is None or field is None or not field.columns:
            return {}
        stored = {value: first for value in wanted if (first := _stored(field, value)) is not None}
        table = self._table(described)
        column = table.c[field.columns[0].name(field.name)]
        alive = select(column, table.c.id).where(
            column.in_(list(stored.values())), table.c.deleted_at.is_(None)
        )
        records: defaultdict[Any, list[str]] = defaultdict(list)
        for value, record in self.connection.execute(alive):
            records[value].append(record)
        return {value: records[first] for value, first in stored.items()}

    def _find_people(self, words: Sequence[Any]) -> dict[Any, list[str]]:
        named = MEMBER.c.name.in_(words) | MEMBER.c.email.in_([str(word).lower() for word in words])
        people = self.connection.execute(
            select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.email).where(named)
        ).all()
        return {
            word: [id for id, name, email in people if word == name or str(word).lower() == email]
            for word in words
        }

    def _name_now(self, name: str, ids: ObjectIds) -> str:
        id = ids.get(name, name)
        return self._names.get(id, id)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {id: name for name, id in self.ids.items()}

    def _object(self, name: str) -> Object | None:
        return self.objects.get(self.ids.get(name, name))

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {}

    def _table(self, described: Object) -> Table:
        if described.name not in self._tables:
            self._tables[described.name] = build_table(described, MetaData()).table
        return self._tables[described.name]


def _references(value: Any) -> Iterable[Ref]:
    return (target for target in _targets(value) if isinstance(target, Ref))


def _targets(value: Any) -> Iterable[Target]:
    if isinstance(value, Ref | Match):
        yield value
    elif isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, Ref | Match))


def _map_references(value: Any, change: Any) -> Any:
    if isinstance(value, Ref):
        return change(value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(change(one) if isinstance(one, Ref) else one for one in value)
    return value


def _resolve(
    fate: Converted,
    there: Mapping[str, set[str]],
    found: Mapping[tuple[str, str | None], Mapping[Any, list[str]]],
) -> Converted:
    missing: list[str] = []

    def resolve(target: Target) -> Ref | None:
        if isinstance(target, Ref) and target.id in there[target.object]:
            return target
        key, value = (
            ((target.object, None), target.label) if isinstance(target, Ref) else (target[:2], target.value)
        )
        records = found.get(key, {}).get(value, [])
        if len(records) == 1:
            return Ref(target.object, records[0])
        missing.append(str(value or target[1]))
        return None

    if isinstance(fate.value, Ref | Match):
        value: Any = resolve(fate.value)
    elif isinstance(fate.value, tuple) and any(True for _ in _targets(fate.value)):
        value = tuple(ref for target in fate.value if (ref := resolve(target)) is not None)
    else:
        return fate
    if missing:
        named = {"names": ", ".join(missing[:3])}
        return Converted(
            None, "failed", Issue("no_record", "", "No single record is called {names}", values=named)
        )
    return replace(fate, value=value)


def _title(field: Field | None, stored: tuple[Any, ...]) -> str:
    if field is None or not stored or stored[0] is None:
        return ""
    return field.type.show(field, field.type.from_columns(field, stored))


def _stored(field: Field, raw: Any) -> Any:
    """The first column of the value that a person wrote; nothing where it cannot be read."""
    try:
        value = field.type.parser(field)(raw)
    except ValueRefused:
        return None
    return None if value is None or isinstance(value, Match) else field.type.to_columns(field, value)[0]
