"""The label of a record: the value of its title field, where the person may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, select

from metamodel import Field
from metamodel.field_types.values import USER_OBJECT
from record_store.reading.among import among
from record_store.reading.paths import Paths, Steps, single_target
from record_store.reading.source import Source, sorting_column
from record_store.system_tables import MEMBER

if TYPE_CHECKING:
    from record_store.records import Records

MAX_STEPS = 3
"""How far a title that is itself a look-up is followed."""

Say = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """The column that a label is made of, what makes it a text, and the column that sorts labels."""

    column: Any
    say: Say
    order: ColumnElement[Any]


def label_column(paths: Paths, source: Source, steps: Steps) -> LabelColumn | None:
    """The label of the records of a source at the end of `steps`; nothing where the person may not see it."""
    if source.object is None:
        return LabelColumn(source.columns["name"], _text, source.columns["name"])
    field = source.object.by_name.get(source.object.title_field)
    if field is None or field.name not in paths.rights.readable(source.object.name):
        return None
    if field.type.refers:
        if len(steps) >= MAX_STEPS or not field.columns or single_target(field) is None:
            return None
        return label_column(paths, paths.join_target(steps, source, field), (*steps, field.name))
    if not field.columns:
        return None
    return LabelColumn(source.of(field)[0], _sayer(field), sorting_column(source, field))


def labels(records: Records, object_name: str, ids: Iterable[str]) -> dict[str, str]:
    """The labels of these records by id; records that the person may not see are not among them."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    if object_name == USER_OBJECT:
        people = select(MEMBER.c.id, MEMBER.c.name).where(among(records.dialect, MEMBER.c.id, wanted))
        return {row.id: row.name for row in records.rows(people)}
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    paths = Paths(records, records.rights, source, described.table)
    shown = label_column(paths, source, ())
    visible = and_(among(records.dialect, described.table.c.id, wanted), records.rights.where(source, "read"))
    if shown is None:
        statement = select(described.table.c.id).where(visible)
        return {row[0]: "" for row in records.rows(statement)}
    named = select(described.table.c.id, shown.column).select_from(paths.from_clause).where(visible)
    return {row[0]: shown.say(row[1]) for row in records.rows(named)}


def _sayer(field: Field) -> Say:
    def say(stored: Any) -> str:
        if stored is None or isinstance(stored, str):
            return stored or ""
        return field.type.show(field, field.type.from_columns(field, (stored,)))

    return say


def _text(stored: Any) -> str:
    return stored or ""
