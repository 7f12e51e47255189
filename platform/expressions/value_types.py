"""The types of the language and what they are in Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Value = Any
"""str, Decimal, bool, date, aware UTC datetime, time, a record's id (or anything with an `id`), tuple, None."""


@dataclass(frozen=True, slots=True)
class Type:
    """One type; `object` names the object of a record, `of` the type of a list's items."""

    kind: str
    object: str | None = None
    of: Type | None = None

    def __str__(self) -> str:
        if self.kind == "record" and self.object:
            return f"record of {self.object}"
        return f"list of {self.of}" if self.kind == "list" and self.of else self.kind

    @property
    def is_temporal(self) -> bool:
        return self.kind in ("date", "datetime", "time")


TEXT = Type("text")
NUMBER = Type("number")
BOOLEAN = Type("boolean")
DATE = Type("date")
DATETIME = Type("datetime")
TIME = Type("time")
BLANK = Type("blank")
"""The type of `null`, which goes with every other."""
OPAQUE = Type("opaque")
"""A value that an expression can only ask whether it is blank: a file, a place."""
ANY = Type("any")
"""What cannot be known before it is evaluated; it goes with every other type."""

_BY_NAME = {
    "text": TEXT,
    "number": NUMBER,
    "duration": NUMBER,
    "boolean": BOOLEAN,
    "date": DATE,
    "datetime": DATETIME,
    "time": TIME,
    "opaque": OPAQUE,
    "any": ANY,
}


def record_of(object_name: str | None) -> Type:
    return Type("record", object_name)


def list_of(item: Type) -> Type:
    return Type("list", of=item)


def type_named(name: str, object_name: str | None = None) -> Type:
    """The type that a field type or a variable names; a duration is a number of seconds.

    Raises: KeyError for a name that is none.
    """
    if name == "record":
        return record_of(object_name)
    if name == "list":
        return list_of(record_of(object_name) if object_name else TEXT)
    return _BY_NAME[name]


def goes_with(one: Type, other: Type) -> bool:
    """Whether values of the two types can stand for each other."""
    if "any" in (one.kind, other.kind) or "blank" in (one.kind, other.kind):
        return True
    if one.kind != other.kind:
        return False
    if one.kind == "record":
        return one.object is None or other.object is None or one.object == other.object
    if one.kind == "list":
        return one.of is None or other.of is None or goes_with(one.of, other.of)
    return True


def common_type(one: Type, other: Type) -> Type:
    """The more telling of two types that go with each other."""
    return other if one.kind in ("blank", "any") else one
