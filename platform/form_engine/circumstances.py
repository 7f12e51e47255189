"""Everything around a form when it is bound: whose, over which record, with which issues and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from expressions import Moment
from form_engine.bound import Target
from form_engine.conditions import Follow
from form_engine.widgets import Showing
from metamodel import Field, Issue
from metamodel.blueprint import Blueprint
from metamodel.field_types.values import Ref
from metamodel.issues import Translate, untranslated
from record_store.access import Rights

Labels = Callable[[str, Iterable[str]], Mapping[str, str]]
"""The labels of records of an object by id, as the store's `labels` gives them."""


def no_labels(_object_name: str, _ids: Iterable[str]) -> Mapping[str, str]:
    return {}


Targets = Callable[[str, Field], Target | None]
"""Where records of an object are searched for a field; nothing where they are not."""


def no_target(_object_name: str, _field: Field) -> Target | None:
    return None


def no_record(_ref: Ref, _path: str) -> Any:
    return None


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
    follow: Follow = no_record
    moment: Moment = field(default_factory=lambda: Moment(dt.datetime.now(dt.UTC)))
    prefix: str = "form"
    """What the ids of all elements begin with."""
    tab: str = ""
    reading: bool = False
    """Whether the form only shows: every field is read-only and blank ones are still there."""
