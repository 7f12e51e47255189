"""After a change: every computed field that may have become another one is worked out again, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from record_store.computed.computations import computations
from record_store.search.index import index_again
from record_store.search.slots import search_slots

if TYPE_CHECKING:
    from record_store.records import Records


def propagate(records: Records) -> None:
    """Carry on what the transaction changed since the last time, field by field, each for all records at once."""
    touched = records.take_touched()
    if not touched:
        return
    for computation in computations(records.live).ordered:
        where = computation.affected(records, touched)
        if where is None:
            continue
        changed = computation.recompute(records, where)
        if changed:
            touched.derive(computation.place, changed)
            _find_by_it(records, *computation.place, changed)


def _find_by_it(records: Records, object_name: str, field: str, ids: list[str]) -> None:
    """Text search finds records by what they say now."""
    slots = search_slots(records.live, object_name).values()
    if any(one.name == field for fields in slots for one in fields):
        index_again(records, object_name, ids)
