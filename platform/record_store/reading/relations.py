"""What lies in other tables: many-to-many references and line items, of many records at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from metamodel import Field
from metamodel.field_types.values import Ref
from record_store.access.scopes import ACTOR_ID
from record_store.line_order import with_order
from record_store.reading.among import among
from record_store.reading.labels import label_column
from record_store.reading.paths import Paths
from record_store.reading.selection import Selection
from record_store.reading.source import Source
from record_store.record import Record

if TYPE_CHECKING:
    from record_store.records import Records


def read_relations(
    records: Records, object_name: str, field: Field, ids: Sequence[str]
) -> Mapping[str, tuple[Any, ...]]:
    """By record: `Ref`s with labels of a many-to-many field, or `Record`s of a lines field."""
    if not ids:
        return {}
    if field.type.kind == "lines":
        return _lines(records, field, ids)
    return _references(records, object_name, field, ids)


def _references(
    records: Records, object_name: str, field: Field, ids: Sequence[str]
) -> dict[str, tuple[Ref, ...]]:
    joined = records.live.table(object_name).joins[field.name]
    (target,) = field.type.targets(field)
    described = records.live.table(target)
    alias = described.table.alias("referred")
    source = Source(described.object, alias.c)  # type: ignore[arg-type]
    on = and_(alias.c.id == joined.c.target, records.rights.where(source, "read"))
    paths = Paths(records, records.rights, source, joined.outerjoin(alias, on))
    shown = label_column(paths, source, ()) if records.rights.allows(target, "read") else None
    columns = [joined.c.record, joined.c.target, *([shown.column] if shown else [])]
    statement = (
        select(*columns)
        .select_from(paths.from_clause)
        .where(among(records.dialect, joined.c.record, ids))
        .order_by(joined.c.record, joined.c.position)
    )
    found: dict[str, list[Ref]] = {}
    for row in records.rows(statement, {ACTOR_ID: records.actor.id}):
        found.setdefault(row[0], []).append(Ref(target, row[1], shown.say(row[2]) if shown else ""))
    return {record: tuple(refs) for record, refs in found.items()}


def _lines(records: Records, field: Field, ids: Sequence[str]) -> dict[str, tuple[Record, ...]]:
    child, via = str(field.settings["object"]), str(field.settings["via"])
    if not records.rights.allows(child, "read"):
        return {}
    described = records.live.table(child)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    selection = Selection(Paths(records, records.rights, source, described.table))
    readable = records.rights.readable(child)
    for name in (
        "id",
        "version",
        *(f.name for f in described.object.fields if f.columns and f.name in readable),
    ):
        selection.add(name)
    way_back = described.table.c[via]
    lines, order = with_order(
        selection.paths.from_clause, described.table.c.id, described.object.by_name[via]
    )
    statement = (
        select(*selection.columns, way_back)
        .select_from(lines)
        .where(
            among(records.dialect, way_back, ids),
            described.table.c.deleted_at.is_(None),
            records.rights.where(source, "read"),
        )
        .order_by(*order)
    )
    found: dict[str, list[Record]] = {}
    for row in records.rows(statement, {ACTOR_ID: records.actor.id}):
        found.setdefault(row[-1], []).append(Record(child, row[0], row[1], selection.values(row)))
    return {parent: tuple(lines) for parent, lines in found.items()}
