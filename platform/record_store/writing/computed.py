"""The computed fields of records that are being saved: worked out beside the other values, so that rules see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from record_store.computed.computations import computations
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan
from record_store.writing.surroundings import Surroundings

if TYPE_CHECKING:
    from record_store.records import Records


def give_computed(
    records: Records, plan: WritePlan, pending: Sequence[PendingRecord], *, final: bool = True
) -> None:
    """Put the computed values into the records; what changed by it counts as changed where this is `final`."""
    ours = computations(records.live).of(plan.object.name)
    concerned = [record for record in pending if record.is_new or record.changed or record.lines_changed]
    if not ours or not concerned:
        return
    behind = frozenset[str]().union(*(one.behind() for one in ours))
    around = Surroundings(records, plan, concerned, behind, locks=final)
    for record in concerned:
        for one in ours:
            name = one.field.name
            record.values[name] = value = one.value(around, record)
            if final and (record.before is None or value != record.before.get(name)):
                record.changed.add(name)
