"""The fields that compute themselves, given the type of their values: known only beside all other objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metamodel.field import Field
from metamodel.field_types.computed_type import ComputedType
from metamodel.object import Object

Place = tuple[str, str]
"""An object and a field of it."""


def with_results(objects: Mapping[str, Object]) -> Mapping[str, Object]:
    """The same objects, each computed field with the type of what it computes, where that can be told."""
    if not any(isinstance(field.type, ComputedType) for one in objects.values() for field in one.fields):
        return objects
    found = _Results(objects)
    return {
        name: replace(one, fields=tuple(found.field(name, field) for field in one.fields))
        for name, one in objects.items()
    }


class _Results:
    """Works out one field after the other; those that lead back to themselves have no result."""

    def __init__(self, objects: Mapping[str, Object]) -> None:
        self.objects = objects
        self.known: dict[Place, Field] = {}

    def find(self, object_name: str, name: str) -> Field | None:
        described = self.objects.get(object_name)
        field = described.by_name.get(name) if described else None
        return None if field is None else self.field(object_name, field)

    def field(self, owner: str, field: Field) -> Field:
        kind, place = field.type, (owner, field.name)
        if not isinstance(kind, ComputedType):
            return field
        if place not in self.known:
            self.known[place] = replace(field, computed=kind)  # what leads back here finds no result
            result = kind.result(field, owner, self.find)
            if result is not None:
                settings = {**result.settings, **field.settings}
                made = replace(field, type=result.type, settings=settings, computed=kind)
                self.known[place] = made
        return self.known[place]
