"""The record that a flow is about: before it is saved, or stored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from metamodel.field_types.values import Ref
from record_store.evaluation import give, holds, stored_record, worked_out
from record_store.hooks import Pending
from record_store.records import Records


class Subject(ABC):
    """What steps see and change; `records` acts with the rights of its actor."""

    def __init__(self, records: Records, object_name: str, record: Pending) -> None:
        self.records = records
        self.object_name = object_name
        self.record = record

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def now(self) -> datetime:
        return self.records.moment.now

    def value(self, field: str) -> Any:
        """The value of a field as it is now."""
        return self.record.values.get(field)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression over the record. Raises: Invalid, EvaluationFailed."""
        return worked_out(self.records, self.object_name, self.record, expression)

    def meets(self, trigger: Mapping[str, Any]) -> bool:
        """Whether the conditions of a record trigger hold: `before` of what was, `when` of what is."""
        if trigger.get("before") and not self._held(trigger["before"]):
            return False
        return not trigger.get("when") or holds(self.records, self.object_name, self.record, trigger["when"])

    @abstractmethod
    def set(self, values: Mapping[str, Any]) -> None:
        """Give fields of the record values. Raises: Invalid, …"""

    def to_json(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as the trace shows them."""
        return {name: _plain(value) for name, value in values.items()}

    def _held(self, condition: str) -> bool:
        if self.record.before is None:
            return False
        before = type(self.record)(self.record.action, self.record.id, None, dict(self.record.before))
        return holds(self.records, self.object_name, before, condition)


class PendingSubject(Subject):
    """A record on its way: what is set is saved with it, and seen by the steps and flows that follow."""

    @property
    def place(self) -> str:
        """Where the record stands in what was sent, as a JSON pointer."""
        return getattr(self.record, "path", "")

    def set(self, values: Mapping[str, Any]) -> None:
        give(self.records, self.object_name, self.record, values)


class StoredSubject(Subject):
    """A record that is saved: what is set is a change of its own."""

    def __init__(self, records: Records, object_name: str, id: str, changes: Mapping[str, Any]) -> None:
        super().__init__(records, object_name, stored_record(records, object_name, id, changes))

    def set(self, values: Mapping[str, Any]) -> None:
        updated = self.records.update(self.object_name, self.id, values)
        self.record.values.update(updated.values)


def _plain(value: Any) -> Any:
    if isinstance(value, Ref):
        return {"id": value.id, "label": value.label}
    return value if isinstance(value, bool | int | str) or value is None else str(value)
