"""Conflicts of two people who work on one record: what the other one did, so that the person can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metamodel import Conflict, Issue
from record_store.history import HistoryEntry, entries_since

if TYPE_CHECKING:
    from record_store.records import Records


class ChangedMeanwhile(Conflict):
    """The record is not as it was when it was read; `changes` is what happened since, the oldest first."""

    def __init__(
        self, issue: Issue, object: str, id: str, version: int, changes: tuple[HistoryEntry, ...]
    ) -> None:
        super().__init__(issue)
        self.object = object
        self.id = id
        self.version = version
        self.changes = changes


def changed_meanwhile(
    records: Records, object_name: str, id: str, read_as: int, version: int, path: str
) -> ChangedMeanwhile:
    """The conflict of a change based on version `read_as` of a record that is at `version` now."""
    changes = entries_since(records, object_name, id, read_as)
    who = changes[-1].by.label if changes and changes[-1].by else ""
    issue = Issue(
        "changed_meanwhile",
        path,
        "{who} changed this record while you worked on it"
        if who
        else "This record was changed while you worked on it",
        "Look at what is different and decide which values to keep",
        {"who": who, "version": version},
    )
    return ChangedMeanwhile(issue, object_name, id, version, changes)
