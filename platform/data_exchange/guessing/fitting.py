"""Whether the values of a column fit a field: read by the field's own parser, as every import does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data_exchange.guessing.column import Column
from metamodel import FIELD_TYPES, Field, ValueRefused
from metamodel.field import make_field
from metamodel.field_types.field_type import DEFAULT_READING, Reading

LOOKED_AT = 200
"""How many values are read before a type that fits few of them is left."""
MOST_MISFITS = 2000


@dataclass(frozen=True, slots=True)
class Fit:
    """How many cells do not fit, and those that do not: the different ones, as written."""

    misfits: int
    refused: tuple[str, ...] = ()
    is_sample: bool = False
    """Whether reading was left after the first values, most of which do not fit."""


def fit(column: Column, field: Field, reading: Reading = DEFAULT_READING) -> Fit:
    """How the column fits the field; found out once for each type with its settings."""
    key = (field.type.kind, repr(sorted(field.settings.items())), reading)
    if key not in column.fits:
        column.fits[key] = _fit(column, field, reading)
    found: Fit = column.fits[key]
    return found


def _fit(column: Column, field: Field, reading: Reading) -> Fit:
    parse = field.type.parser(field, reading)
    misfits, refused = 0, []
    for place, (cell, count) in enumerate(column.values):
        try:
            parse(cell)
        except ValueRefused:
            misfits += count
            refused.append(str(cell).strip())
        if place == LOOKED_AT and 2 * len(refused) > place:
            return Fit(misfits, tuple(refused[:MOST_MISFITS]), True)
    return Fit(misfits, tuple(refused[:MOST_MISFITS]))


def share(column: Column, field: Field, reading: Reading = DEFAULT_READING) -> float:
    """The part of the cells that fit; nothing where most of the first do not."""
    found = fit(column, field, reading)
    return 0.0 if found.is_sample or not column.filled else 1 - found.misfits / column.filled


def plain_field(kind: str, settings: Mapping[str, Any] | None = None) -> Field:
    """A field of that type to read values with."""
    entry = {"name": "value", "label": "Value", "type": kind, **(settings or {})}
    return make_field(entry, FIELD_TYPES[kind])
