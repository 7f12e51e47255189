"""What formula, roll-up and mirror share: values that follow from others."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metamodel.field_types.field_type import DEFAULT_READING, Column, FieldType, Parser, Reading, ValueRefused

if TYPE_CHECKING:
    from metamodel.field import Field


@dataclass(frozen=True, slots=True)
class Result:
    """What the values of a computed field are: their type, and the settings that type needs."""

    type: FieldType
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A field path in the settings of a computed field: over which object, and under which setting."""

    object: str
    path: str
    setting: str


@dataclass(frozen=True, slots=True)
class NamedExpression:
    """An expression in the settings of a computed field; `expects` is the language's type of its value."""

    text: str
    object: str
    setting: str
    expects: str


FindField = Callable[[str, str], "Field | None"]
"""The field of an object by its name, computed ones with their result; None where there is none."""


class ComputedType(FieldType):
    """A field that nobody fills in.

    In a blueprint its field takes the type of its `result`: a formula that returns money is a money field that
    computes itself, so it is stored, shown, sorted and filtered like one. This type itself stands only for how
    the field was declared, and for a field whose result cannot be told.
    """

    group = "computed"
    value_type = "opaque"
    widget = "text"
    writable = False
    unfit_settings = frozenset(
        {"required", "unique", "default", "placeholder", "required_when", "readonly_when"}
    )

    @abstractmethod
    def result(self, field: Field, owner: str, find: FindField) -> Result | None:
        """What the values are; None where a name in the settings leads nowhere."""

    @abstractmethod
    def paths(self, field: Field, owner: str) -> Iterable[NamedPath]:
        """The fields that the settings name outside expressions."""

    def expressions(self, field: Field, owner: str) -> Iterable[NamedExpression]:
        """The expressions in the settings."""
        return ()

    def columns(self, field: Field) -> tuple[Column, ...]:
        return ()

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> None:
            if raw is not None:
                raise ValueRefused("computed", "{field} is filled in by itself", "Leave it out", field=label)

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "null", "readOnly": True}


def own_settings(kind: FieldType, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the settings that belong to the type itself."""
    return {name: value for name, value in settings.items() if name in kind.settings_schema}
