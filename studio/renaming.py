"""A field's new name in the documents that use it: wherever the name itself stands; formulas are left to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel import Blueprint
from metamodel.documents import Key
from metamodel.references import where_used
from web.expression_reading import read_expression
from web.kinds import KINDS


def followed(blueprint: Blueprint, object_name: str, old: str, new: str) -> list[dict[str, Any]]:
    """The other documents that name the field, with its new name."""
    uses = where_used(blueprint, KINDS, read_expression).get(f"field/{object_name}.{old}", ())
    paths: dict[Key, set[str]] = {}
    for use in uses:
        if use.document != ("object", object_name):
            paths.setdefault(use.document, set()).add(use.path)
    bodies = ((blueprint.documents[key].body, found) for key, found in paths.items())
    changed = ((body, renamed_at(body, found, old, new)) for body, found in bodies)
    return [after for before, after in changed if after != before]


def renamed_at(body: Mapping[str, Any], paths: Iterable[str], old: str, new: str) -> dict[str, Any]:
    """The document with the name replaced at these JSON pointers, where it stands there as it is."""
    changed: Any = dict(body)
    for path in paths:
        parts = [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]
        changed = _at(changed, parts, old, new)
    return dict(changed)


def _at(value: Any, parts: list[str], old: str, new: str) -> Any:
    if not parts:
        return _renamed(value, old, new)
    first, *more = parts
    if isinstance(value, Mapping) and first in value:
        return {**value, first: _at(value[first], more, old, new)}
    if isinstance(value, list) and first.isdigit() and int(first) < len(value):
        place = int(first)
        return [*value[:place], _at(value[place], more, old, new), *value[place + 1 :]]
    return value


def _renamed(value: Any, old: str, new: str) -> Any:
    """`amount`, `-amount` and a column's `{"field": "amount"}` name the field; anything else is left alone."""
    if isinstance(value, Mapping) and value.get("field") == old:
        return {**value, "field": new}
    return {old: new, f"-{old}": f"-{new}"}.get(value, value) if isinstance(value, str) else value
