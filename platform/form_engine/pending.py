"""The values a form stands at: what is stored and, over it, what is being typed as far as it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from form_engine.circumstances import Circumstances, Labels
from metamodel import Field, Object, ValueRefused
from metamodel.field_types.field_type import Reading
from metamodel.field_types.values import FileRef, Match, Ref

FILES = "file"
"""The name under which `labels` gives the names of files."""


def pending_values(
    described: Object, stored: Mapping[str, Any], typed: Mapping[str, Any], around: Circumstances
) -> dict[str, Any]:
    """Values by field; what cannot be read counts as blank, the store will say why."""
    values, reading = dict(stored), Reading(zone=around.showing.zone)
    for name, raw in typed.items():
        field = described.by_name.get(name)
        if field is not None and field.writable:
            values[name] = labelled(read_value(field, raw, reading), stored.get(name), around.labels)
    return values


def read_value(field: Field, raw: Any, reading: Reading) -> Any:
    """The value of the field that was typed, or nothing."""
    try:
        return field.type.parser(field, reading)(raw)
    except ValueRefused:
        return None


def labelled(value: Any, stored: Any, labels: Labels) -> Any:
    """References with the words that people know their records by."""
    if isinstance(value, Ref):
        if isinstance(stored, Ref) and stored.id == value.id and stored.label:
            return stored
        return value._replace(label=labels(value.object, [value.id]).get(value.id, ""))
    if isinstance(value, Match):
        return _named(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Ref | Match):
        refs = [_named(one) if isinstance(one, Match) else one for one in value]
        found = labels(refs[0].object, [ref.id for ref in refs if ref.id])
        return tuple(ref._replace(label=found.get(ref.id, ref.label)) for ref in refs)
    if isinstance(value, tuple) and value and isinstance(value[0], FileRef):
        known = {file.id: file for file in stored or ()}
        found = labels(FILES, [file.id for file in value if file.id not in known])
        return tuple(known.get(file.id) or file._replace(name=found.get(file.id, "")) for file in value)
    return value


def _named(match: Match) -> Ref:
    """A record that is only named so far: the store will look for it."""
    return Ref(match.object, "", str(match.value))
