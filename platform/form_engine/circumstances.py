"""Everything around a form when it is bound: whose, over which record, with which issues and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from expressions import Moment
from form_engine.bound import Target
from form_engine.conditions import Follow, Values
from form_engine.widgets import Showing
from metamodel import Field, Issue, Object
from metamodel.blueprint import Blueprint
from metamodel.field_types.values import Match, Ref
from metamodel.issues import Translate, untranslated
from record_store.access import Rights

Labels = Callable[[str, Iterable[str]], Mapping[str, str]]
"""The labels of records of an object by id, as the store's `labels` gives them."""


def no_labels(_object_name: str, _ids: Iterable[str]) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Asking:
    """The record whose field asks for another one: its object, values as they stand, and (`parents`, by look-up)
    those of a record that it is only a line of."""

    object: Object
    id: str
    values: Mapping[str, Any]
    parents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


Targets = Callable[[str, Field, Asking | None], Target | None]
"""Where records of an object are searched for a field of a record, or of any; nothing where they are not."""


def no_target(_object_name: str, _field: Field, _asking: Asking | None) -> Target | None:
    return None


class Computed(NamedTuple):
    """What computed fields would be: of the record by field, of its line items by field and row."""

    values: Mapping[str, Any] = {}
    lines: Mapping[str, Sequence[Mapping[str, Any]]] = {}


Compute = Callable[[Object, "str | None", Values, Values, Mapping[str, Sequence[Values]]], Computed]
"""Works computed fields out for a record as it stands, given its object, id, stored values, values and line items."""


def no_compute(
    _object: Object, _id: str | None, _stored: Values, _values: Values, _lines: Mapping[str, Sequence[Values]]
) -> Computed:
    return Computed()


Alikes = Callable[[Object, Field, "str | None"], str]
"""Where is asked for records that look like the one on the form; empty where nobody asks."""


def no_alikes(_object: Object, _field: Field, _id: str | None) -> str:
    return ""


Judge = Callable[[Object, "str | None", Mapping[str, Any], Mapping[str, Any]], tuple[Issue, ...]]
"""What does not fit in a record as it stands, given its object, id, stored values and values."""


def no_judge(_object: Object, _id: str | None, _stored: Values, _values: Values) -> tuple[Issue, ...]:
    return ()


def no_record(_ref: Ref, _path: str) -> Any:
    return None


Matching = Callable[[Field, Iterable[Match]], Mapping[Match, Ref | Issue]]
"""The records that names mean, or why none is meant, as the store's `match_values` gives them."""


def no_matching(_field: Field, _matches: Iterable[Match]) -> Mapping[Match, Ref | Issue]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """`values` are stored values by field, `typed` what the form posted and the store has not taken.

    A field that is in `typed` is shown as typed; `id` is nothing for a record that is not there yet.
    """

    blueprint: Blueprint
    rights: Rights
    values: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    id: str | None = None
    version: int | None = None
    showing: Showing = field(default_factory=Showing)
    translate: Translate = untranslated
    labels: Labels = no_labels
    targets: Targets = no_target
    matching: Matching = no_matching
    follow: Follow = no_record
    judge: Judge = no_judge
    compute: Compute = no_compute
    alikes: Alikes = no_alikes
    moment: Moment = field(default_factory=lambda: Moment(dt.datetime.now(dt.UTC)))
    prefix: str = "form"
    """What the ids of all elements begin with."""
    tab: str = ""
    reading: bool = False
    """Whether the form only shows: every field is read-only and blank ones are still there."""
