"""What may be proposed for a column, and what a proposal may ask about the tenant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from data_exchange.guessing.column import Column
from metamodel.field_types.field_type import DateOrder, Reading
from metamodel.labels import DEFAULT_LOCALE

Matching = Callable[[str, str | None, Sequence[Any]], Mapping[Any, Sequence[str]]]
"""The ids of the records of an object by the value of a field, its title where none is named."""


@dataclass(frozen=True, slots=True)
class Target:
    """An object whose records a column may name, by its title or by a field that is unique."""

    object: str
    words: frozenset[str]
    """What the object is called, in small letters."""
    keys: tuple[str | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The tenant around a file: its clock, its words and the records that cells may name."""

    zone: dt.tzinfo = dt.UTC
    locale: str = DEFAULT_LOCALE
    targets: tuple[Target, ...] = ()
    matching: Matching | None = None

    def reading(self, order: DateOrder | None = None, region: str = "CN") -> Reading:
        return Reading(self.zone, order, region)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A type for a column, with the settings that its values need; `confidence` is between 0 and 1.

    `by` is the field that a look-up finds its records by, `dates` how days such as 03/04/2024 are read, `blanks`
    are words for no value.
    """

    kind: str
    confidence: float
    settings: Mapping[str, Any] = default(default_factory=dict)
    blanks: tuple[str, ...] = ()
    dates: DateOrder | None = None
    by: str | None = None


Detector = Callable[[Column, Surroundings], Proposal | None]
"""What proposes a type for a column, or does not."""
