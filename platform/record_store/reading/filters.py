"""Filters: a condition in the expression language, as SQL over the paths of a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from metamodel import Invalid, Issue
from record_store.reading.paths import Paths

if TYPE_CHECKING:
    from record_store.records import Records


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that was read and checked; `depends_on_moment` says that it asks for the time or the person."""

    text: str
    depends_on_moment: bool

    def condition(self, records: Records, paths: Paths) -> ColumnElement[bool]:
        raise Invalid(Issue("no_filters", "/filter", "Filters are not there yet"))


def read_filter(records: Records, object_name: str, text: str) -> Filter:
    """Raises: Invalid for what is no condition."""
    return Filter(text, True)
