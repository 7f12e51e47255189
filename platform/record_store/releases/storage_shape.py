"""What the stored values of a field mean: two fields of one shape may share their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metamodel import Blueprint, Field
from record_store.releases.places import is_joined, signature

ObjectIds = Mapping[str, str]
"""Object's name → its id, at one moment."""

WIDER = frozenset({("text", "long_text")})
"""Types whose every value is a value of the second, stored the same way."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Type, columns, and which objects the values point at (by id, since objects are renamed)."""

    kind: str
    signature: tuple[object, ...]
    targets: frozenset[str]

    @property
    def has_place(self) -> bool:
        return bool(self.signature)

    def fits(self, wanted: Shape) -> bool:
        """Whether values of this shape may stay where they are when `wanted` is asked for."""
        return (
            self.signature == wanted.signature
            and self.targets <= wanted.targets
            and (self.kind == wanted.kind or (self.kind, wanted.kind) in WIDER)
        )


def shape(field: Field, ids: ObjectIds) -> Shape:
    targets = frozenset(ids.get(name, name) for name in field.type.targets(field))
    return Shape(field.type.kind, signature(field), targets)


def is_computed(field: Field) -> bool:
    """Whether the values follow from others, so that there is nothing to convert."""
    return field.computed is not None


def has_place(field: Field) -> bool:
    return bool(field.columns) or is_joined(field)


def object_ids(blueprint: Blueprint) -> dict[str, str]:
    return {name: described.id for name, described in blueprint.objects.items()}
