"""A part of a document that can be selected, and how its settings are described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from metamodel import Label
from studio.settings_form import Schemas, SettingInput, read_settings

Body = Mapping[str, Any]
"""A document, or a part of one, as JSON."""


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings that stand together; `schemas` are JSON Schemas by name, as every registry describes its own."""

    schemas: Schemas
    label: Label | None = None
    required: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What is selected. `key` is how the designer calls it, "" the document itself.

    `path` is its JSON pointer in the document, `values` what is set in it, `target` what is looked for where it
    is used (`field/deal.amount`).
    """

    key: str
    label: Label
    icon: str
    values: Body
    groups: tuple[SettingGroup, ...]
    path: str = ""
    target: str = ""

    @property
    def schemas(self) -> Schemas:
        """All its settings."""
        return {name: schema for group in self.groups for name, schema in group.schemas.items()}


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A group of settings as it is drawn."""

    label: Label | None
    inputs: tuple[SettingInput, ...]
    folded: bool

    @property
    def is_wrong(self) -> bool:
        return any(one.issues for one in self.inputs)


def read_part(part: Part, form: FormData) -> dict[str, Any]:
    """The values of the part as its settings form has them."""
    values = dict(part.values)
    for group in part.groups:
        values = read_settings(group.schemas, values, form)
    return values
