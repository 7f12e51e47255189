"""Imports as transactions: rehearsed over all rows, brought in whole, undone later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice

from data_exchange.bringing_in import CHUNK, Progress, bring_in
from data_exchange.import_settings import ImportSettings
from data_exchange.outcome import Outcome, RowOutcome
from data_exchange.reading import Table, read_table
from metamodel import Conflict, Invalid, Issue
from metamodel.errors import not_found
from record_store.actor import Actor
from record_store.file_storage import FileStorage
from record_store.files import add_file, describe_file
from record_store.ids import new_id
from record_store.import_journal import (
    ImportEntry,
    ImportRow,
    clear_rows,
    read_import,
    settle_import,
    settle_rehearsal,
    write_import,
    write_rows,
)
from record_store.records import Records
from record_store.store import Store
from record_store.stored_issues import issue_to_store

MOST_TOLD = 1000
"""How many issues a refusal carries; all of them are in the outcome."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `sheet` chooses among a workbook's."""

    name: str
    content: bytes
    sheet: str | None = None


class _Rehearsed(Exception):
    """Ends the transaction of a rehearsal, which leaves nothing behind."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def rehearse(store: Store, tenant: str, actor: Actor, table: Table, settings: ImportSettings) -> Outcome:
    """Exactly what bringing in would do: it is done, looked at and rolled back.

    Raises: Invalid, NotAllowed.
    """
    try:
        with store.writing(tenant, actor) as records:
            require_import(records)
            raise _Rehearsed(bring_in(records, table, settings))
    except _Rehearsed as rehearsed:
        return rehearsed.outcome


def rehearse_file(
    store: Store, tenant: str, actor: Actor, storage: FileStorage, upload: Upload, settings: ImportSettings
) -> tuple[str, Outcome]:
    """Rehearse an upload and keep it, so that it can be brought in later: the import's id and the outcome.

    Raises: Invalid, NotAllowed.
    """
    table = read_table(upload.content, upload.sheet)
    outcome = rehearse(store, tenant, actor, table, settings)
    return keep_upload(store, tenant, actor, storage, upload, settings, outcome), outcome


def keep_upload(
    store: Store,
    tenant: str,
    actor: Actor,
    storage: FileStorage,
    upload: Upload,
    settings: ImportSettings,
    outcome: Outcome | None = None,
) -> str:
    """Keep an upload with the outcome of its rehearsal, if there was one: the import's id. Raises: NotAllowed."""
    with store.writing(tenant, actor) as records:
        require_import(records)
        content, limit = BytesIO(upload.content), len(upload.content)
        file = add_file(records, storage, upload.name, "application/octet-stream", content, limit)
        kept = {**settings.to_json(), "file": file.id, "sheet": upload.sheet}
        numbers = outcome.to_json() if outcome else None
        now = records.moment.now
        entry = ImportEntry(new_id(), settings.object, upload.name, kept, "rehearsed", numbers, now, actor.id)
        write_import(records.connection, entry)
        if outcome:
            write_rows(records.connection, entry.id, (_journaled(row, {}) for row in outcome.refused))
    return entry.id


def rehearse_again(
    store: Store, tenant: str, actor: Actor, storage: FileStorage, import_id: str, settings: ImportSettings
) -> Outcome:
    """Rehearse what was kept under that id with other settings, which are kept instead.

    Raises: NotFound, Conflict, Invalid, NotAllowed.
    """
    with store.reading(tenant, actor) as records:
        entry = _waiting(records, import_id)
        table = kept_table(records, storage, entry)
    outcome = rehearse(store, tenant, actor, table, settings)
    with store.writing(tenant, actor) as records:
        entry = _waiting(records, import_id)
        clear_rows(records.connection, import_id)
        write_rows(records.connection, import_id, (_journaled(row, {}) for row in outcome.refused))
        rehearsal = {**entry.settings, **settings.to_json()}
        settle_rehearsal(records.connection, import_id, rehearsal, outcome.to_json())
    return outcome


def complete(
    store: Store,
    tenant: str,
    actor: Actor,
    storage: FileStorage,
    import_id: str,
    *,
    skip_refused: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Bring in what was rehearsed under that id; `progress` is told as it goes. Raises: NotFound, Conflict, Invalid, NotAllowed."""
    with store.writing(tenant, actor) as records:
        entry = _waiting(records, import_id)
        table = kept_table(records, storage, entry)
        clear_rows(records.connection, entry.id)
        settings = ImportSettings.from_json(entry.object, entry.settings)
        settings = replace(settings, skip_refused=settings.skip_refused or skip_refused)
        return _finish(records, entry.id, table, settings, progress)


def kept_table(records: Records, storage: FileStorage, entry: ImportEntry) -> Table:
    """The table in the file that was kept. Raises: NotFound."""
    stored = describe_file(records, entry.settings.get("file", ""))
    return read_table(b"".join(storage.read(stored.digest)), entry.settings.get("sheet"))


def perform(
    store: Store, tenant: str, actor: Actor, table: Table, settings: ImportSettings, file_name: str
) -> tuple[str, Outcome]:
    """Bring the table in and keep a journal of it: the import's id and what became of each row.

    Raises: Invalid when rows are refused and should not be skipped, NotAllowed.
    """
    with store.writing(tenant, actor) as records:
        require_import(records)
        entry = ImportEntry(
            new_id(),
            settings.object,
            file_name,
            settings.to_json(),
            "done",
            None,
            records.moment.now,
            actor.id,
        )
        write_import(records.connection, entry)
        return entry.id, _finish(records, entry.id, table, settings)


def require_import(records: Records) -> None:
    """Raises: NotAllowed for one whose roles do not bring data in."""
    records.rights.require_ability("import")


def own_import(records: Records, import_id: str, *, hold: bool = False) -> ImportEntry:
    """The import, for the one who made it or who may build; held by who is about to change it. Raises: NotFound."""
    entry = read_import(records.connection, import_id, hold=hold)
    if entry.created_by != records.actor.id and not records.rights.can("studio"):
        raise not_found("import", import_id)
    return entry


def _waiting(records: Records, import_id: str) -> ImportEntry:
    """The import, which was not brought in yet. Raises: NotAllowed, NotFound, Conflict."""
    require_import(records)
    entry = own_import(records, import_id, hold=True)
    if entry.status != "rehearsed":
        raise Conflict(Issue("already_done", "", "This import was brought in already"))
    return entry


def _finish(
    records: Records,
    import_id: str,
    table: Table,
    settings: ImportSettings,
    progress: Progress | None = None,
) -> Outcome:
    outcome = bring_in(records, table, settings, progress)
    if outcome.refused and not settings.skip_refused:
        raise RowsRefused(outcome)
    versions = _versions(records, settings.object, outcome)
    write_rows(records.connection, import_id, (_journaled(row, versions) for row in outcome.rows))
    settle_import(records.connection, import_id, "done", outcome.to_json(), records.moment.now)
    return outcome


def _journaled(row: RowOutcome, versions: Mapping[str, int]) -> ImportRow:
    issues = [issue_to_store(issue) for issue in row.issues]
    return ImportRow(row.line, row.action, row.record_id, versions.get(str(row.record_id)), issues)


class RowsRefused(Invalid):
    """Nothing was brought in because rows were refused; the outcome tells which."""

    title = "Nothing was imported"

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        told = (issue.under(f"/rows/{row.line}") for row in outcome.refused for issue in row.issues)
        super().__init__(islice(told, MOST_TOLD))


def _versions(records: Records, object_name: str, outcome: Outcome) -> dict[str, int]:
    ids = [row.record_id for row in outcome.rows if row.record_id]
    found: dict[str, int] = {}
    for start in range(0, len(ids), CHUNK):
        found |= records.versions(object_name, ids[start : start + CHUNK])
    return found
