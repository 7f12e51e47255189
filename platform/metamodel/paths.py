"""Field paths: `amount`, or through look-ups `account.owner`."""

from __future__ import annotations

from collections.abc import Iterator

from metamodel.blueprint import Blueprint
from metamodel.field import Field
from metamodel.object import Object

MEMBER_FIELDS = ("name", "email")
"""What a path may read of a user: people are not records of an object."""


def walk(blueprint: Blueprint, object_name: str, path: str) -> Iterator[tuple[str, str]]:
    """The (object, field) pairs that the path goes through; it ends where it no longer can be followed."""
    current: Object | None = blueprint.objects.get(object_name)
    for part in path.split("."):
        if current is None:
            return
        yield current.name, part
        field = current.by_name.get(part)
        current = blueprint.objects.get(field.target or "") if field else None


def resolve(blueprint: Blueprint, object_name: str, path: str) -> Field | None:
    """The field at the end of the path, if there is one."""
    current: Object | None = blueprint.objects.get(object_name)
    field: Field | None = None
    for part in path.split("."):
        field = current.by_name.get(part) if current else None
        if field is None:
            return None
        current = blueprint.objects.get(field.target or "")
    return field
