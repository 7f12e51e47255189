"""Publishing: tables, documents and the number of the release change in one transaction, or nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update

from metamodel import Blueprint, Document, Invalid, Key
from record_store.audit import record_event
from record_store.releases.differences import operations_between
from record_store.releases.draft import next_version
from record_store.releases.moved_names import follow_names
from record_store.releases.operations import Level, Operation
from record_store.releases.reindexing import reindex_changed
from record_store.releases.trash import read_trash
from record_store.releases.workbench import Workbench
from record_store.system_tables import DOCUMENT, RELEASE
from record_store.tenant_settings import RELEASE as RELEASE_SETTING
from record_store.tenant_settings import write_settings


@dataclass(frozen=True)
class Publication:
    """A release about to be: from the blueprint that is live to another one."""

    bench: Workbench
    old: Blueprint
    new: Blueprint
    note: str
    versions: Mapping[Key, int]
    """The versions of the new documents, where the draft gave them one."""
    rolled_back_to: int | None = None

    def publish(self) -> None:
        """Raises: Invalid, when the values that are there do not allow it."""
        connection = self.bench.connection
        operations = operations_between(self.old, self.new, read_trash(connection))
        issues = tuple(issue for operation in operations for issue in operation.issues(connection))
        if issues:
            raise Invalid(issues, "The release was not published")
        perform(self.bench, operations)
        follow_names(connection, self.old, self.new, operations)
        reindex_changed(self.bench, self.old, self.new, operations)
        self._write_documents()
        self._write_release()

    def _write_documents(self) -> None:
        connection, number = self.bench.connection, self.bench.release
        gone = [key for key, doc in self.old.documents.items() if not _same(doc, self.new.documents.get(key))]
        for kind, name in gone:
            ends = update(DOCUMENT).where(
                DOCUMENT.c.kind == kind, DOCUMENT.c.name == name, DOCUMENT.c.until.is_(None)
            )
            connection.execute(ends.values(until=number))
        fresh = next_version(connection)
        rows = [
            {
                "kind": doc.kind,
                "name": doc.name,
                "since": number,
                "until": None,
                "body": doc.body,
                "version": self.versions.get(key, fresh),
            }
            for key, doc in self.new.documents.items()
            if not _same(doc, self.old.documents.get(key))
        ]
        if rows:
            connection.execute(insert(DOCUMENT), rows)

    def _write_release(self) -> None:
        bench = self.bench
        bench.connection.execute(
            insert(RELEASE).values(
                number=bench.release,
                note=self.note,
                published_at=bench.at,
                published_by=bench.by,
                rolled_back_to=self.rolled_back_to,
            )
        )
        write_settings(bench.connection, {RELEASE_SETTING: bench.release})
        event = "publish" if self.rolled_back_to is None else "rollback"
        details: dict[str, Any] = {"release": bench.release, "note": self.note}
        if self.rolled_back_to is not None:
            details["to"] = self.rolled_back_to
        record_event(bench.connection, bench.at, bench.by, event, **details)


def perform(bench: Workbench, operations: Sequence[Operation]) -> None:
    """Do all operations, level by level; values are written once every column is in place."""
    for level in Level:
        these = [operation for operation in operations if operation.level is level]
        for step in ("clear", "apply", "fill"):
            for operation in these:
                getattr(operation, step)(bench)


def _same(one: Document, other: Document | None) -> bool:
    return other is not None and one.body == other.body
