"""Where a statement takes an object's columns from: its table, an alias of it, or a page of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from metamodel import FIELD_TYPES, Field, FieldType, Object
from metamodel.field import make_field
from metamodel.field_types import Column
from metamodel.paths import MEMBER_FIELDS
from record_store.tables import sort_column


@dataclass(frozen=True, slots=True)
class Source:
    """Columns by name, of an object's records or (no object) of the people of the tenant."""

    object: Object | None
    columns: Mapping[str, Any]

    def of(self, field: Field) -> tuple[Any, ...]:
        """The columns that hold the field's value, in the order of `field.columns`."""
        return tuple(self.columns[column.name(field.name)] for column in field.columns)


def read_columns(field: Field) -> tuple[Column, ...]:
    """The columns that the value is read back from: the first one alone, unless the type says how."""
    plain = type(field.type).from_columns is FieldType.from_columns
    return field.columns[:1] if plain else field.columns


@dataclass(frozen=True, slots=True)
class Found:
    """A field at the end of a path, and the source that its columns are in.

    `made` stands for them where the value is worked out as it is read.
    """

    field: Field
    source: Source
    made: Any = None

    @property
    def columns(self) -> tuple[Any, ...]:
        return self.source.of(self.field) if self.made is None else (self.made,)

    @property
    def read(self) -> tuple[Any, ...]:
        """The columns that the value is read back from."""
        if self.made is not None:
            return (self.made,)
        names = (part.name(self.field.name) for part in read_columns(self.field))
        return tuple(self.source.columns[name] for name in names)

    @property
    def first(self) -> Any:
        """The column that is compared."""
        return (
            self.made
            if self.made is not None
            else self.source.columns[self.field.columns[0].name(self.field.name)]
        )

    @property
    def sorting(self) -> Any:
        """The column that sorts."""
        return self.made if self.made is not None else sorting_column(self.source, self.field)


def sorting_column(source: Source, field: Field) -> Any:
    """The column that sorts by the field: the one that holds its sort key where there is one, else the first."""
    name = sort_column(field)
    return source.columns[name] if name else source.of(field)[0]


@cache
def member_fields() -> Mapping[str, Field]:
    """What may be read of a person through a look-up; people have no columns with sort keys."""
    kinds = {name: "email" if name == "email" else "barcode" for name in MEMBER_FIELDS}
    return {name: make_field({"name": name, "type": kind}, FIELD_TYPES[kind]) for name, kind in kinds.items()}
