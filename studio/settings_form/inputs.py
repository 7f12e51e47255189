"""What a settings form is made of: inputs, choices, and what may be named in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from metamodel import Issue
from studio.settings_form.matrix import Matrix
from studio.settings_form.shown_values import shown_value

Schemas = Mapping[str, Mapping[str, Any]]
"""The JSON Schema of each setting, by its name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a select."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ExpressionInput:
    """What the formula editor must know of the place: see `templates/studio/_expression.html`."""

    object: str
    expects: str = ""
    blanks: str = "blank"
    has_prior: bool = False
    prefix: str = ""
    expects_from: str = ""
    object_from: str = ""
    blanks_from: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class SettingInput:
    """One setting, ready to be drawn; `widget` names the macro that draws it."""

    name: str
    label: str
    help: str
    widget: str
    value: Any
    required: bool
    choices: tuple[Choice, ...] = ()
    issues: tuple[Issue, ...] = ()
    expression: ExpressionInput | None = None
    matrix: Matrix | None = None

    @property
    def text(self) -> str:
        """A value of any shape as one line."""
        return shown_value(self.value)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What settings may name: objects, the fields of each, the object that is being edited, its fields, roles."""

    objects: tuple[Choice, ...]
    fields: Mapping[str, tuple[Choice, ...]]
    locale: str
    own: tuple[Choice, ...] = field(default=())
    object: str = ""
    roles: tuple[Choice, ...] = field(default=())
    lookups: Mapping[str, str] = field(default_factory=dict)
    """The look-ups of the object that is being edited, with the object that each leads to."""
    deciding: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The fields of that object whose values can be listed, with the words of each value."""
    children: tuple[Choice, ...] = ()
    """The look-ups of any object that lead to it, written `deal_line.deal`."""
