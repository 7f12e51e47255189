"""What a computed field computes, as a value: two releases where it is equal give the same values."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from metamodel import Blueprint, Field
from metamodel.json_text import dump_values
from record_store.computed.computation import Computation
from record_store.computed.computations import computations
from record_store.computed.touched import Place
from record_store.live import Live

Key = tuple[str, str]
"""The stable ids of an object and of a field of it."""


def definitions(live: Live) -> Mapping[Place, Hashable]:
    """The definition of every computed field, under its name in this release; it begins with its stable ids."""
    found: dict[Place, Hashable] = {}
    for computation in computations(live).ordered:
        found[computation.place] = _definition(live.blueprint, computation, found)
    return found


def _definition(blueprint: Blueprint, computation: Computation, known: Mapping[Place, Hashable]) -> Hashable:
    field = computation.field
    assert field.computed is not None
    own = {name: field.settings.get(name) for name in field.computed.settings_schema}
    read = sorted(computation.inputs, key=lambda one: (one.steps, one.place))
    shapes = tuple((one.steps, _key(blueprint, *one.place), _shape(blueprint, *one.place)) for one in read)
    below = tuple(known.get(one.place) for one in read)
    return _key(blueprint, *computation.place), field.computed.kind, dump_values(own), shapes, below


def _key(blueprint: Blueprint, object_name: str, name: str) -> Key:
    field = _field(blueprint, object_name, name)
    described = blueprint.objects.get(object_name)
    return described.id if described else object_name, field.id if field else name


def _shape(blueprint: Blueprint, object_name: str, name: str) -> str:
    """What the values of a field are: its type, its columns, and the objects that they point at."""
    field = _field(blueprint, object_name, name)
    if field is None:
        return ""
    targets = (blueprint.objects[one].id for one in field.type.targets(field) if one in blueprint.objects)
    columns = (f"{part.suffix} {part.type!r}" for part in field.columns)
    return " ".join((field.type.kind, *columns, *targets))


def _field(blueprint: Blueprint, object_name: str, name: str) -> Field | None:
    described = blueprint.objects.get(object_name)
    return described.by_name.get(name) if described else None
