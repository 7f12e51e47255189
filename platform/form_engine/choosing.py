"""What may be chosen in a field while the record stands as it does: options and look-ups that depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expressions import parse, record_paths, walk
from expressions.tree import Path
from metamodel import Field, Invalid, Object


def deciding_fields(field: Field) -> frozenset[str]:
    """The fields of the same record that decide what this one may hold."""
    names = {path.split(".")[0] for path in filter_paths(field)}
    return frozenset(names | ({field.options_when.field} if field.options_when else set()))


def computed_from(described: Object, field: Field) -> frozenset[str]:
    """The fields of the same record that a computed field is worked out from, through others too."""
    found: set[str] = set()
    waiting = [field]
    while waiting:
        current = waiting.pop()
        for name in _computed_from(described, current) - found:
            found.add(name)
            if name in described.by_name:
                waiting.append(described.by_name[name])
    return frozenset(found)


def _computed_from(described: Object, field: Field) -> set[str]:
    if field.computed is None:
        return set()
    named = {one.path for one in field.computed.paths(field, described.name) if one.object == described.name}
    for use in field.computed.expressions(field, described.name):
        if use.object == described.name:
            try:
                named |= {node.dotted for node in walk(parse(use.text)) if isinstance(node, Path)}
            except Invalid:
                continue
    return {path.split(".")[0] for path in named}


def filter_paths(field: Field) -> frozenset[str]:
    """The paths of the record that the filter of a look-up reads."""
    written = field.settings.get("filter")
    if not (field.type.refers and isinstance(written, str)):
        return frozenset()
    try:
        return record_paths(parse(written))
    except Invalid:
        return frozenset()


def may_be_chosen(field: Field, option: str, record: Mapping[str, Any], *, complete: bool) -> bool:
    """Whether an option goes with the record; where the deciding value is not known every option does.

    `complete` says that what the record does not mention is blank, as in one that is not there yet.
    """
    rule = field.options_when
    if rule is None or not (complete or rule.field in record):
        return True
    return rule.allows(option, record.get(rule.field))
