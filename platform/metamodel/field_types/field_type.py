"""The contract of a field type: what every kind of field must be able to say about itself."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sqlalchemy.types import TypeEngine

from metamodel import storage
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label
from metamodel.operators import PRESENCE, Operator
from metamodel.storage import fitting

if TYPE_CHECKING:
    from metamodel.field import Field

Parser = Callable[[Any], Any]
"""Turns what a person typed, a spreadsheet cell or a JSON value into the field's value; blank gives None."""

DateOrder = Literal["mdy", "dmy"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read what could mean two things.

    `zone` is where a clock time without a zone was read; `date_order` says what 03/04/2024 is (without it
    such a date is refused, 13/04/2024 and 2024/03/04 are always clear); `region` is the country of a phone
    number without a country code, a field's own setting wins.
    """

    zone: dt.tzinfo = dt.UTC
    date_order: DateOrder | None = None
    region: str = "CN"


DEFAULT_READING = Reading()


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
        return fitting(f"{field_name}__{self.suffix}") if self.suffix else field_name


class FieldType(ABC):
    """One kind of field.

    Values: Python values as `parser` returns them; None is blank, whatever the type.

    | Kinds                                             | Python value                                        |
    |---------------------------------------------------|-----------------------------------------------------|
    | text, long_text, rich_text (HTML), email, phone, mobile_cn, uscc, url, company_name, color, barcode,
      autonumber, select, record_id                     | str                                                 |
    | number, money, percent                            | Decimal with exactly the field's scale              |
    | integer, rating, progress                         | int                                                 |
    | boolean                                           | bool                                                |
    | date, time                                        | date, time without a zone (milliseconds)            |
    | datetime                                          | datetime in UTC                                     |
    | duration                                          | timedelta (milliseconds); JSON: number of seconds   |
    | multi_select, tags                                | tuple of str                                        |
    | lookup, lookup_any, user                          | Ref, or Match until the store has looked it up      |
    | many_to_many                                      | tuple of Ref and Match                              |
    | lines                                             | tuple of mappings: the child records as written     |
    | image, file, signature                            | tuple of FileRef                                    |
    | address, person_name, geolocation                 | Address, PersonName, Geolocation                    |
    | json                                              | dict or list                                        |

    A type with one column stores its value as it is; a type with several, or whose value the database does
    not know, turns it into a tuple (`to_columns`) and back (`from_columns`). The first column is the one that
    is compared and sorted; where a compound value has a text, that text is the first column.

    Laws, tested for every kind: `parse(to_json(v)) == v`, `from_columns(to_columns(v)) == v`, and `to_json(v)`
    fits `value_schema`. `to_json` gives what `json_text.dump_values` can write: decimals stay `Decimal`.
    """

    kind: ClassVar[str]
    label: ClassVar[Label]
    group: ClassVar[str]
    """Where the palette shows it: text, number, choice, date, people, relation, file, china, computed."""
    icon: ClassVar[str]
    value_type: ClassVar[str]
    """The expression language's type of its values: text, number, boolean, date, datetime, time, duration,
    record, list; `opaque` for values that an expression can only ask whether they are blank."""
    widget: ClassVar[str]
    """The form widget that edits it (a template of the form engine)."""
    settings_schema: ClassVar[Mapping[str, Any]] = {}
    """JSON Schema `properties` of its own settings, annotated as `settings.py` says."""
    required_settings: ClassVar[tuple[str, ...]] = ()
    starting_settings: ClassVar[Mapping[str, Any]] = {}
    """What a new field begins with, beside what the studio makes up by itself."""
    unfit_settings: ClassVar[frozenset[str]] = frozenset()
    """Those of the common settings that make no sense for this type."""
    stored_as: ClassVar[TypeEngine[Any]] = storage.TEXT
    """The type of its column, where it is one and the same for every field."""
    operators: ClassVar[tuple[Operator, ...]] = PRESENCE
    sortable: ClassVar[bool] = True
    refers: ClassVar[bool] = False
    """Whether values point at other records."""
    writable: ClassVar[bool] = True
    """Whether people may give a value (not autonumber or computed types)."""
    palette: ClassVar[bool] = True
    """Whether builders may choose it."""
    searchable_by_default: ClassVar[bool] = False
    tells_duplicates: ClassVar[bool] = False
    """Whether two records with the same value are likely to be one: names of companies, numbers, addresses."""
    matches_by: ClassVar[str] = ""
    """The suffix of the column by which two spellings of one value meet; the first one unless said."""

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The columns that hold a value; none for a type whose values live elsewhere (lines, many-to-many)."""
        return (Column("", self.stored_as),)

    @abstractmethod
    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        """What reads values for this field, prepared once for many; it raises `ValueRefused`."""

    @abstractmethod
    def value_schema(self, field: Field) -> dict[str, Any]:
        """JSON Schema of the value as the API sends it."""

    def to_json(self, field: Field, value: Any) -> Any:
        return value

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        """The value as a person reads it in a list or a sentence; blank gives an empty text.

        `zone` is where the person's clock is; only instants look at it.
        """
        return "" if value is None else str(value)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        """One value per column; all of them None for a blank."""
        return (value,)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return stored[0]

    def expression_value(self, field: Field, value: Any) -> Any:
        """The value as expressions see it: what the first column holds."""
        return value

    def search_text(self, field: Field, value: Any) -> str:
        """What text search finds this value by."""
        return self.show(field, value)

    def targets(self, field: Field) -> tuple[str, ...]:
        """The objects that values may refer to."""
        return ()

    def check(self, field: Field) -> tuple[Issue, ...]:
        """What is wrong with settings that fit their JSON Schema; paths are relative to the field."""
        default = field.default
        if default is None or is_expression(default):
            return ()
        try:
            self.parser(field)(default)
        except ValueRefused as refused:
            return (refused.issue.under("/default"),)
        return (_not_unique(field),) if field.unique else ()


def _not_unique(field: Field) -> Issue:
    return Issue(
        "default_not_unique",
        "/default",
        "{field} is unique, so only one record could have its default",
        "Remove the default, or use an expression",
        {"field": field.label},
    )


def is_expression(default: Any) -> bool:
    """Whether a default is worked out for each record: `{"expression": "$today"}`."""
    return isinstance(default, Mapping) and set(default) == {"expression"}
