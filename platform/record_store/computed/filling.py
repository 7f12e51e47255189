"""Working out computed fields for every record there is: what a release does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement

from record_store.computed.computation import Computation
from record_store.computed.updating import update_all

if TYPE_CHECKING:
    from record_store.records import Records


def together(ordered: Sequence[Computation]) -> Iterator[list[Computation]]:
    """Neighbours of one object that do not build on one another: they are worked out in one statement."""
    group: list[Computation] = []
    for one in ordered:
        places = {other.place for other in group}
        if group and (one.object != group[0].object or any(read.place in places for read in one.inputs)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def fill(records: Records, group: Collection[Computation]) -> None:
    """Work out fields of one object that do not build on one another."""
    (object_name,) = {one.object for one in group}
    described = records.live.table(object_name)
    by_database: dict[Column[Any], ColumnElement[Any]] = {}
    in_python: list[Computation] = []
    for one in group:
        found = one.expressions(records)
        if found is None:
            in_python.append(one)
        else:
            by_database |= dict(zip(described.columns(one.field), found, strict=True))
    update_all(records, described, by_database)
    for one in in_python:
        one.in_python(records, None)
