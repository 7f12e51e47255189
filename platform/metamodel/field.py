"""A field of an object: its name, its type, the settings that all types share and those of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from metamodel.field_types.dependent_options import SETTING, DependentOptions
from metamodel.labels import Label, humanise

if TYPE_CHECKING:
    from metamodel.field_types.computed_type import ComputedType
    from metamodel.field_types.field_type import Column, FieldType


@dataclass(frozen=True)
class Field:
    """One field as the engines use it; `settings` is the field's whole JSON.

    `id` is stable across renames and changes of type. `system` fields belong to every object. `computed` is the
    declared type of a field whose values follow from others; `type` is then that of its values.
    """

    id: str
    name: str
    label: Label
    type: FieldType
    settings: Mapping[str, Any]
    system: bool = False
    computed: ComputedType | None = None

    @property
    def declared(self) -> FieldType:
        """The type that the builder chose."""
        return self.computed or self.type

    @property
    def writable(self) -> bool:
        """Whether people may give a value."""
        return self.computed is None and self.type.writable

    @property
    def required(self) -> bool:
        return bool(self.settings.get("required"))

    @property
    def unique(self) -> bool:
        return bool(self.settings.get("unique"))

    @property
    def searchable(self) -> bool:
        return bool(self.settings.get("searchable", self.type.searchable_by_default))

    @property
    def default(self) -> Any:
        return self.settings.get("default")

    @cached_property
    def help(self) -> Label | None:
        return Label.of(self.settings["help"]) if self.settings.get("help") else None

    @property
    def target(self) -> str | None:
        """The object that a lookup, many-to-many or lines field refers to."""
        name = self.settings.get("object")
        return str(name) if name and self.type.refers else None

    @cached_property
    def options_when(self) -> DependentOptions | None:
        """Which of its options go with which values of another field; nothing where all always do."""
        written = self.settings.get(SETTING)
        return DependentOptions.of(written) if written else None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold this field's value, the first one being the one that is compared and sorted."""
        return self.type.columns(self)


def make_field(settings: Mapping[str, Any], field_type: FieldType, *, system: bool = False) -> Field:
    """The field that `settings`, an entry of an object document's `fields`, describes."""
    name = str(settings["name"])
    label = Label.of(settings.get("label"), humanise(name))
    return Field(str(settings.get("id") or name), name, label, field_type, settings, system)
