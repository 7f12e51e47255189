"""What types that point at records share: reading an id, a label or a match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel.documents import is_name
from metamodel.field_types.field_type import FieldType, ValueRefused
from metamodel.field_types.reading.text import clean_line, excerpt, text_of
from metamodel.field_types.values import Match, Ref
from metamodel.labels import Label

if TYPE_CHECKING:
    pass

ID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_ID = re.compile(ID_PATTERN.strip("^$"))

REFERENCE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"id": {"type": "string", "format": "uuid"}, "label": {"type": "string"}},
    "required": ["id", "label"],
}


class ReferenceType(FieldType):
    """A type whose values are references to records."""

    group = "relation"
    refers = True
    unfit_settings = frozenset({"placeholder"})


def read_id(text: str) -> str | None:
    """The id in its one spelling, or None when the text is not an id."""
    if _ID.fullmatch(text):
        return text
    small = text.lower()
    return small if _ID.fullmatch(small) else None


def read_reference(raw: Any, target: str, label: Label) -> Ref | Match | None:
    """The reference that an id, an `{"id": …}`, a `{"match": {field: value}}` or a typed name makes.

    Raises: ValueRefused.
    """
    if type(raw) is str and _ID.fullmatch(raw):
        return Ref(target, raw)
    if isinstance(raw, Ref | Match):
        if raw.object != target:
            raise _not_a_reference(label, raw.object)
        return raw
    if isinstance(raw, Mapping):
        return _from_mapping(raw, target, label)
    if isinstance(raw, bool | list | tuple):
        raise _not_a_reference(label, raw)
    text = clean_line(text_of(raw, label), label)
    if not text:
        return None
    found = read_id(text)
    return Ref(target, found) if found else Match(target, None, text)


def _from_mapping(raw: Mapping[Any, Any], target: str, label: Label) -> Ref | Match | None:
    if "id" in raw:
        given = raw["id"]
        found = read_id(given) if isinstance(given, str) else None
        if found is None and given is not None:
            raise _not_a_reference(label, given)
        shown = raw.get("label")
        return Ref(target, found, shown if isinstance(shown, str) else "") if found else None
    if isinstance(raw.get("label"), str):
        return read_reference(raw["label"], target, label)
    match = raw.get("match")
    if isinstance(match, Mapping) and len(match) == 1:
        ((field, value),) = match.items()
        if is_name(field) and isinstance(value, str | int | float) and value != "":
            return Match(target, field, clean_line(value, label) if isinstance(value, str) else value)
    raise _not_a_reference(label, raw)


def reference_json(value: Ref | Match) -> dict[str, Any]:
    """The reference as the API sends it; what is still to be looked up as it may be sent back."""
    if isinstance(value, Match):
        return {"match": {value.field: value.value}} if value.field else {"label": value.value}
    return {"id": value.id, "label": value.label}


def _not_a_reference(label: Label, raw: Any) -> ValueRefused:
    return ValueRefused(
        "not_a_reference",
        "{field} takes a record, “{value}” does not name one",
        'Give the id of the record, its name, or {{"match": {{"field": "value"}}}}',
        field=label,
        value=excerpt(raw),
    )
