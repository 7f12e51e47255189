"""The computation of a mirror: the columns of another record's field, copied as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from metamodel import Field
from record_store.computed.computation import Computation
from record_store.computed.inputs import inputs_of

if TYPE_CHECKING:
    from record_store.live import Live
    from record_store.records import Records
    from record_store.writing.pending import PendingRecord
    from record_store.writing.surroundings import Surroundings


class MirrorComputation(Computation):
    """The value of a field of the record that a look-up refers to."""

    def __init__(self, live: Live, object_name: str, field: Field) -> None:
        self.via, self.seen = str(field.settings["via"]), str(field.settings["field"])
        path = f"{self.via}.{self.seen}"
        super().__init__(object_name, field, list(inputs_of(live.blueprint, object_name, path)))

    def behind(self) -> frozenset[str]:
        return frozenset({f"{self.via}.{self.seen}"})

    def value(self, around: Surroundings, record: PendingRecord) -> Any:
        return around.stored_behind(record.values, self.via, self.seen)

    def expressions(self, records: Records) -> list[ColumnElement[Any]]:
        described = records.live.table(self.object)
        lookup = described.object.by_name[self.via]
        target = records.live.table(lookup.type.targets(lookup)[0])
        beyond, reference = target.table.alias("mirrored"), described.table.c[self.via]
        seen = [beyond.c[column.name] for column in target.columns(target.object.by_name[self.seen])]
        return [select(column).where(beyond.c.id == reference).scalar_subquery() for column in seen]
