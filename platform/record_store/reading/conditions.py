"""Which records a question is about: rights, trash, filter and text search as one condition."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_

from expressions import Node
from record_store.access.scopes import ACTOR_ID
from record_store.reading.filters import Filter, read_filter
from record_store.reading.paths import Paths
from record_store.search.matching import SEARCHED, matching, search_words

if TYPE_CHECKING:
    from record_store.records import Records


@dataclass(frozen=True, slots=True)
class Question:
    """A filter and a search over one object; `key` tells forms of questions apart that need statements of their
    own, nothing where the statement holds what changes from moment to moment."""

    object: str
    filter: Filter | None
    searched: bool
    parameters: Mapping[str, Any]
    key: Hashable


def question(
    records: Records, object_name: str, filter: str | Node | None, q: str | None, *, trashed: bool
) -> Question:
    """The question of a person. Raises: Invalid for a filter that is none."""
    if isinstance(filter, str):
        filter = filter.strip() or None
    read = read_filter(records, object_name, filter) if filter is not None else None
    parameters: dict[str, Any] = {ACTOR_ID: records.actor.id}
    searched = q is not None and bool(q.strip())
    if searched:
        parameters[SEARCHED] = search_words(records.dialect, q or "")
    key: Hashable = (object_name, records.rights, read.key if read else None, searched, trashed)
    if read is not None and read.asks == "instant":
        key = None
    elif read is not None and read.asks == "day and person":
        key = (key, records.actor, records.moment.today)
    return Question(object_name, read, searched, parameters, key)


def condition(records: Records, paths: Paths, asked: Question, trashed: bool) -> ColumnElement[bool]:
    """The condition of a question on the root of `paths`, which are given the joins that its filter needs."""
    deleted_at = paths.root.columns["deleted_at"]
    conditions = [
        deleted_at.is_not(None) if trashed else deleted_at.is_(None),
        records.rights.where(paths.root, "read"),
    ]
    if asked.filter is not None:
        conditions.append(asked.filter.condition(records, paths))
    if asked.searched:
        conditions.append(matching(records, paths.root))
    return and_(*conditions)
