"""Which entry of the search index a field's words go to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from metamodel import Field, Object
from record_store.search.tables import EVERYBODY

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records


def search_slots(live: Live, object_name: str) -> Mapping[str, tuple[Field, ...]]:
    """The searchable fields by entry: those that some role hides have one of their own."""

    def sort_out() -> dict[str, tuple[Field, ...]]:
        described = live.blueprint.object(object_name)
        return _sort_out(live, described)

    return live.memo(("search slots", object_name), sort_out)


def readable_slots(records: Records, object_name: str) -> list[str]:
    """The entries that the person may find records by."""
    readable = records.rights.readable(object_name)
    slots = search_slots(records.live, object_name)
    return [EVERYBODY, *(slot for slot in slots if slot in readable)]


def _sort_out(live: Live, described: Object) -> dict[str, tuple[Field, ...]]:
    searchable = [
        field for field in described.fields if field.searchable and field.columns and not field.type.refers
    ]
    hidden = {
        field.name
        for field in searchable
        if any(
            role.field_right(described.name, field.name) == "hidden" for role in live.blueprint.roles.values()
        )
    }
    slots = {EVERYBODY: tuple(field for field in searchable if field.name not in hidden)}
    slots |= {field.name: (field,) for field in searchable if field.name in hidden}
    return {slot: fields for slot, fields in slots.items() if fields}
