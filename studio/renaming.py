"""A field's new name in the documents that use it: in their settings and in the texts of their expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from expressions import FieldRenaming, rename_in_text
from metamodel import Blueprint, Document
from metamodel.kinds import ExpressionUse, Reference
from web.kinds import KINDS

Body = Mapping[str, Any]
Named = Sequence[tuple[str, str]]
"""The fields that a setting names, as object and field, in the order in which they stand in it."""

_KEYED = ("fields", "values")
"""Settings whose keys are names of fields, at once or by object."""


def followed(blueprint: Blueprint, object_name: str, old: str, new: str) -> list[dict[str, Any]]:
    """The other documents that name the field, with its new name."""
    renaming = FieldRenaming(object_name, old, new)
    others = [one for one in blueprint.documents.values() if one.key != ("object", object_name)]
    changed = ((one.body, followed_in(blueprint, one, one.body, renaming)) for one in others)
    return [after for before, after in changed if after != before]


def followed_in(
    blueprint: Blueprint, document: Document, body: Body, renaming: FieldRenaming
) -> dict[str, Any]:
    """The body with the new name wherever the document has the old one.

    The blueprint and the document know the field by its old name; the body may have been changed since, as long as
    everything stands where it stood.
    """
    kind = next(kind for kind in KINDS if kind.name == document.kind)
    uses = tuple(kind.expressions(document, blueprint))
    texts = {use.path for use in uses}
    changed = dict(body)
    for use in uses:
        changed = changed_at(changed, use.path, _renamed_text(use, blueprint, renaming))
    references = (found for found in kind.references(document, blueprint) if found.path not in texts)
    for path, named in _named(references):
        if renaming.before in named:
            changed = renamed_at(changed, path, named, renaming)
    return changed


def renamed_at(body: Body, path: str, named: Named, renaming: FieldRenaming) -> dict[str, Any]:
    """The document with the new name in the setting at this JSON pointer, or as the key that the pointer ends in."""
    parts = _parts(path)
    if _is_key(parts, renaming.old):
        above = path.rpartition("/")[0]
        return changed_at(body, above, lambda value: _with_key(value, renaming.old, renaming.new))
    return changed_at(body, path, lambda value: _renamed(value, named, renaming))


def changed_at(body: Body, path: str, change: Callable[[Any], Any]) -> dict[str, Any]:
    """The document with what stands at this JSON pointer changed; a pointer that leads nowhere changes nothing."""
    return dict(_at(body, _parts(path), change))


def _named(references: Iterator[Reference]) -> Iterator[tuple[str, Named]]:
    """What each setting names; the references of one setting follow on one another."""
    for path, found in groupby(references, lambda reference: reference.path):
        targets = [one.target.removeprefix("field/") for one in found if one.target.startswith("field/")]
        yield path, [(owner, name) for owner, _, name in (target.partition(".") for target in targets)]


def _renamed_text(use: ExpressionUse, blueprint: Blueprint, renaming: FieldRenaming) -> Callable[[Any], Any]:
    def change(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return rename_in_text(value, blueprint, renaming, use.object, use.record)

    return change


def _parts(path: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]


def _is_key(parts: Sequence[str], old: str) -> bool:
    """Whether the pointer ends in the name itself: `/fields/deal/amount`, `/steps/0/settings/values/amount`."""
    by_object = len(parts) > 2 and parts[-3] == "fields" and not parts[-2].isdigit()
    return parts[-1:] == [old] and (by_object or (len(parts) > 1 and parts[-2] in _KEYED))


def _with_key(value: Any, old: str, new: str) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {new if key == old else key: kept for key, kept in value.items()}


def _at(value: Any, parts: list[str], change: Callable[[Any], Any]) -> Any:
    if not parts:
        return change(value)
    first, *more = parts
    if isinstance(value, Mapping) and first in value:
        return {**value, first: _at(value[first], more, change)}
    if isinstance(value, list) and first.isdigit() and int(first) < len(value):
        place = int(first)
        return [*value[:place], _at(value[place], more, change), *value[place + 1 :]]
    return value


def _renamed(value: Any, named: Named, renaming: FieldRenaming) -> Any:
    """`amount`, `-amount`, `account.tier`, `line.deal` and a column's `{"field": "amount"}` name fields."""
    if isinstance(value, Mapping) and "field" in value:
        return {**value, "field": _renamed(value["field"], named, renaming)}
    if not isinstance(value, str):
        return value
    sign = "-" if value.startswith("-") else ""
    parts = value.removeprefix("-").split(".")
    named = named[-len(parts) :]  # what a mirror shows stands alone, without the look-up that leads there
    names = [name for _, name in named]
    # A roll-up's look-up stands behind the name of its object, what is read of a person behind the last field.
    start = next((at for at in (len(parts) - len(names), 0) if parts[at : at + len(names)] == names), None)
    if start is None:
        return value
    fresh = [renaming.new if field == renaming.before else field[1] for field in named]
    return sign + ".".join([*parts[:start], *fresh, *parts[start + len(names) :]])
