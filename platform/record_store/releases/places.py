"""Where the values of a field are: columns of the object's table, or a join table of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.dialects import postgresql, sqlite

from metamodel import Field, Object
from metamodel.storage import fitting
from record_store.tables import join_table_name

TRASH_PREFIX = "trellis_trash__"
_MOVING_PREFIX = "trellis_moving__"
_DIALECTS = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]

Names = Mapping[str, str]
"""Name while in use → name in the trash."""


def is_joined(field: Field) -> bool:
    """Whether the values are rows of a join table."""
    return field.type.kind == "many_to_many"


def column_names(field: Field) -> tuple[str, ...]:
    return tuple(part.name(field.name) for part in field.columns)


def place_names(described: Object, field: Field) -> tuple[str, ...]:
    """The names of everything in the database that holds the field's values."""
    return (join_table_name(described, field),) if is_joined(field) else column_names(field)


def signature(field: Field) -> tuple[object, ...]:
    """What must be equal for two fields to be able to hold their values in the same place."""
    if is_joined(field):
        return ("join",)
    return tuple(
        (part.suffix, *(part.type.compile(dialect=dialect) for dialect in _DIALECTS))
        for part in field.columns
    )


def renamed(described: Object, name: str) -> Object:
    """The object as it is, under another name."""
    return replace(described, document=replace(described.document, name=name))


def trash_names(names: Iterable[str], release: int) -> dict[str, str]:
    return {name: fitting(f"{TRASH_PREFIX}{release}__{name}") for name in names}


def moving_name(name: str) -> str:
    """The name of something between its old name and its new one."""
    return fitting(_MOVING_PREFIX + name)
