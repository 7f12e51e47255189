"""What a computed field depends on: fields of its own record, and fields behind look-ups."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, FromClause, select

from metamodel import Blueprint
from metamodel.field_types.values import USER_OBJECT
from metamodel.paths import walk
from record_store.reading.among import among

if TYPE_CHECKING:
    from record_store.records import Records


@dataclass(frozen=True, slots=True)
class Input:
    """A field, and the look-ups through which a record reads it: none where it is the record's own."""

    steps: tuple[str, ...]
    object: str
    field: str

    @property
    def place(self) -> tuple[str, str]:
        return self.object, self.field


def inputs_of(blueprint: Blueprint, object_name: str, path: str) -> Iterator[Input]:
    """Every field on the way of a path, so that another account is felt as much as another name of it."""
    parts = tuple(path.split("."))
    walked = list(walk(blueprint, object_name, path))
    for place, (owner, name) in enumerate(walked):
        yield Input(parts[:place], owner, name)
    if len(walked) < len(parts):
        yield Input(parts[: len(walked)], USER_OBJECT, parts[-1])


def reading(
    records: Records, object_name: str, start: FromClause, steps: tuple[str, ...], ids: Collection[str]
) -> ColumnElement[bool]:
    """Whether a record of `start` leads through the look-ups to one of those with these ids."""
    if not steps:
        return among(records.dialect, start.c.id, sorted(ids))
    described = records.live.table(object_name)
    reference = start.c[steps[0]]
    if len(steps) == 1:
        return among(records.dialect, reference, sorted(ids))
    target = described.object.by_name[steps[0]].type.targets(described.object.by_name[steps[0]])[0]
    beyond = records.live.table(target).table.alias()
    found = select(beyond.c.id).where(reading(records, target, beyond, steps[1:], ids))
    return reference.in_(found)
