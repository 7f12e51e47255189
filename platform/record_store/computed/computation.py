"""The contract of a computation: how the values of one computed field come about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, or_

from metamodel import Field
from record_store.computed.inputs import Input, reading
from record_store.computed.touched import Touched
from record_store.computed.updating import Where, update_some

if TYPE_CHECKING:
    from record_store.records import Records
    from record_store.writing.pending import PendingRecord
    from record_store.writing.surroundings import Surroundings


class Computation(ABC):
    """One computed field; `inputs` are read from its own record, those of a roll-up from the records it measures."""

    def __init__(self, object_name: str, field: Field, inputs: Collection[Input]) -> None:
        self.object = object_name
        self.field = field
        self.inputs = frozenset(inputs)

    @property
    def place(self) -> tuple[str, str]:
        return self.object, self.field.name

    @property
    def watched(self) -> frozenset[tuple[str, str]]:
        """The fields whose change must be told of: a record that is saved has its own values right already."""
        return frozenset(one.place for one in self.inputs if one.steps)

    @abstractmethod
    def expressions(self, records: Records) -> list[ColumnElement[Any]] | None:
        """The values of the field's columns over its table; nothing where the database cannot work them out."""

    @abstractmethod
    def value(self, around: Surroundings, record: PendingRecord) -> Any:
        """The value of a record on its way into the database."""

    def recompute(self, records: Records, where: Where) -> list[str]:
        """Work out the records that `where` picks, all at once; the ids of those whose value changed."""
        found = self.expressions(records)
        if found is None:
            return self.in_python(records, where)
        described = records.live.table(self.object)
        return update_some(records, described, described.columns(self.field), found, where)

    def in_python(self, records: Records, where: Where | None) -> list[str]:
        """The same where the database cannot: some thousand records at a time."""
        raise NotImplementedError

    def behind(self) -> frozenset[str]:
        """The paths through look-ups that `value` reads."""
        return frozenset()

    def affected(self, records: Records, touched: Touched) -> Where | None:
        """The records whose value may be another one after those changes; nothing where none may be."""
        reached = [
            (read.steps, ids)
            for read in self.inputs
            if (ids := touched.derived.get(read.place, set()) | _saved_elsewhere(touched, read))
        ]
        if not reached:
            return None
        return lambda start: or_(
            *(reading(records, self.object, start, steps, ids) for steps, ids in reached)
        )


def _saved_elsewhere(touched: Touched, read: Input) -> set[str]:
    """A record that was saved has its own fields right already, so only what is read through look-ups counts."""
    return touched.saved.get(read.place, set()) if read.steps else set()
