"""The contract of a field type: what every kind of field must be able to say about itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy.types import TypeEngine

from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label
from metamodel.operators import PRESENCE, Operator

if TYPE_CHECKING:
    from metamodel.field import Field

Parser = Callable[[Any], Any]
"""Turns what a person typed, a spreadsheet cell or a JSON value into the field's value; blank gives None."""


class ValueRefused(ValueError):
    """A value that a field cannot hold; `issue` has an empty path, the caller knows the place."""

    def __init__(self, code: str, message: str, hint: str = "", **values: Any) -> None:
        self.issue = Issue(code, "", message, hint, values)
        super().__init__(self.issue.sentence())


@dataclass(frozen=True, slots=True)
class Column:
    """A database column of a field: its name is the field's name, or field + `__` + `suffix`."""

    suffix: str
    type: TypeEngine[Any]

    def name(self, field_name: str) -> str:
        return f"{field_name}__{self.suffix}" if self.suffix else field_name


class FieldType(ABC):
    """One kind of field.

    Values: Python values as `parser` returns them. A type with one column stores its value as it is; a type
    with several turns it into a tuple (`to_columns`) and back (`from_columns`).
    """

    kind: ClassVar[str]
    label: ClassVar[Label]
    group: ClassVar[str]
    """Where the palette shows it: text, number, choice, date, people, relation, file, china, computed."""
    icon: ClassVar[str]
    value_type: ClassVar[str]
    """The expression language's type of its values: text, number, boolean, date, datetime, time, record, list."""
    widget: ClassVar[str]
    """The form widget that edits it (a template of the form engine)."""
    settings_schema: ClassVar[Mapping[str, Any]] = {}
    """JSON Schema `properties` of its own settings."""
    required_settings: ClassVar[tuple[str, ...]] = ()
    operators: ClassVar[tuple[Operator, ...]] = PRESENCE
    sortable: ClassVar[bool] = True
    refers: ClassVar[bool] = False
    """Whether values point at other records."""
    writable: ClassVar[bool] = True
    """Whether people may give a value (not autonumber or computed types)."""
    palette: ClassVar[bool] = True
    """Whether builders may choose it."""
    searchable_by_default: ClassVar[bool] = False

    @abstractmethod
    def columns(self, field: Field) -> tuple[Column, ...]:
        """The columns that hold a value; none for a type whose values live elsewhere (lines, many-to-many)."""

    @abstractmethod
    def parser(self, field: Field) -> Parser:
        """What reads values for this field; it raises `ValueRefused`."""

    @abstractmethod
    def value_schema(self, field: Field) -> dict[str, Any]:
        """JSON Schema of the value as the API sends it."""

    def to_json(self, field: Field, value: Any) -> Any:
        return value

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE) -> str:
        """The value as a person reads it in a list or a sentence; blank gives an empty text."""
        return "" if value is None else str(value)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (value,)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return stored[0]

    def search_text(self, field: Field, value: Any) -> str:
        """What text search finds this value by."""
        return self.show(field, value)

    def check(self, field: Field) -> tuple[Issue, ...]:
        """What is wrong with the settings beyond their JSON Schema; paths are relative to the field."""
        return ()
