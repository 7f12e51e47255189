"""References to fields, written once for every kind of document that names paths."""

from __future__ import annotations

from collections.abc import Iterable

from metamodel.blueprint import Blueprint
from metamodel.kinds.document_kind import Reference
from metamodel.paths import MEMBER_FIELDS, walk


def path_references(blueprint: Blueprint, object_name: str, path: str, place: str) -> Iterable[Reference]:
    """What a field path uses: each field on the way, so that a change of any of them is felt."""
    steps = list(walk(blueprint, object_name, path))
    parts = path.split(".")
    yield from (Reference(f"field/{owner}.{name}", place) for owner, name in steps)
    if len(steps) < len(parts) and not _reads_a_member(blueprint, steps, parts):
        yield Reference(f"field/{object_name}.{path}", place)


def leads_somewhere(blueprint: Blueprint, object_name: str, path: str) -> bool:
    """Whether every name of the path means something."""
    steps, parts = list(walk(blueprint, object_name, path)), path.split(".")
    known = all(name in blueprint.objects[owner].by_name for owner, name in steps)
    return known and (len(steps) == len(parts) or _reads_a_member(blueprint, steps, parts))


def _reads_a_member(blueprint: Blueprint, steps: list[tuple[str, str]], parts: list[str]) -> bool:
    if len(parts) != len(steps) + 1 or not steps or parts[-1] not in MEMBER_FIELDS:
        return False
    owner, name = steps[-1]
    field = blueprint.objects[owner].by_name.get(name)
    return field is not None and field.type.kind == "user"
