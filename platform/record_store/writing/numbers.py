"""Automatic numbers: counted in the record's own transaction, so that none is doubled and none is lost.

The counter's row stays locked until the transaction ends; a batch takes all its numbers at once, and what is
rolled back gives its numbers back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite

from metamodel import Field
from record_store.system_tables import COUNTER
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records


def give_numbers(records: Records, plan: WritePlan, new: Sequence[PendingRecord]) -> None:
    """Fill in the automatic numbers of new records, in their order."""
    for field in plan.numbers if new else ():
        kind: Any = field.type
        day = records.moment.today
        last = _count(records, plan.object.id, field, kind.period(field, day), kind.start(field), len(new))
        first = last - len(new) + 1
        for place, record in enumerate(new):
            record.values[field.name] = kind.number(field, day, first + place)


def _count(records: Records, object_id: str, field: Field, period: str, start: int, many: int) -> int:
    """The counter after it went on by so many."""
    insert = postgresql.insert if records.dialect == "postgresql" else sqlite.insert
    key = {"object": object_id, "field": field.id, "period": period}
    statement: Insert = (
        insert(COUNTER)
        .values(**key, value=start - 1 + many)
        .on_conflict_do_update(
            index_elements=["object", "field", "period"], set_={"value": COUNTER.c.value + many}
        )
        .returning(COUNTER.c.value)
    )
    return int(records.connection.execute(statement).scalar_one())
