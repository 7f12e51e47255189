"""Records that look like one that is being typed: the same company, number or address in its one spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, or_, select

from metamodel import Field, ValueRefused
from metamodel.field_types.field_type import Reading
from record_store.access.scopes import ACTOR_ID
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.records import Records

SHORTEST = 3
"""How many characters of a key are enough to look for longer ones that begin with it."""


def alike(
    records: Records,
    object_name: str,
    sets: Sequence[Sequence[str]],
    typed: Mapping[str, Any],
    but: str = "",
    limit: int = 3,
) -> tuple[dict[str, str], bool]:
    """Labels by id of the records that have all values of one of the sets, and whether there are more.

    Only records that the person may see, by fields that the person may see.
    """
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    same = list(_conditions(records, source, sets, typed))
    if not same or not records.rights.allows(object_name, "read"):
        return {}, False
    c = described.table.c
    wanted = and_(or_(*same), c.deleted_at.is_(None), records.rights.where(source, "read"))
    others = and_(wanted, c.id != but) if but else wanted
    statement = select(c.id).where(others).order_by(c.id.desc()).limit(limit + 1)
    ids = [row[0] for row in records.rows(statement, {ACTOR_ID: records.actor.id})]
    return records.labels(object_name, ids[:limit]), len(ids) > limit


def _conditions(
    records: Records, source: Source, sets: Sequence[Sequence[str]], typed: Mapping[str, Any]
) -> Iterator[ColumnElement[bool]]:
    assert source.object is not None
    readable = records.rights.readable(source.object.name)
    for names in sets:
        fields = [source.object.by_name[name] for name in names if name in readable]
        parts = [_same(records, source, field, typed.get(field.name)) for field in fields]
        found = [part for part in parts if part is not None]
        if found and len(found) == len(names):
            yield and_(*found)


def _same(records: Records, source: Source, field: Field, raw: Any) -> ColumnElement[bool] | None:
    """The condition that a record has the value; nothing where there is none to compare."""
    try:
        value = field.type.parser(field, Reading(zone=records.moment.zone))(raw)
    except ValueRefused:
        return None
    suffixes = [part.suffix for part in field.columns]
    if value is None or field.type.matches_by not in suffixes:
        return None
    place = suffixes.index(field.type.matches_by)
    key, column = field.type.to_columns(field, value)[place], source.of(field)[place]
    if key is None:
        return None
    same: ColumnElement[bool] = column == key
    if field.type.matches_by and len(key) >= SHORTEST:  # a key is small: what begins with it is near it
        beginning: ColumnElement[bool] = column.startswith(key, autoescape=True)
        return beginning
    return same
