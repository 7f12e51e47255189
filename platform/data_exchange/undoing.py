"""Undoing an import: what it created goes to the trash, what it changed gets its values back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_exchange.bringing_in import CHUNK, write_what_is_right
from data_exchange.imports import own_import, require_import
from data_exchange.outcome import Outcome, RowOutcome
from metamodel import Conflict, Issue, TrellisError
from record_store.actor import Actor
from record_store.batch import Batch, BatchResult
from record_store.import_journal import ImportEntry, ImportRow, read_rows, settle_import, values_before
from record_store.records import Records
from record_store.store import Store

CHANGED = Issue("changed_since", "", "The record was changed since the import and stays as it is")
GONE = Issue("gone", "", "The record is not there any more")
NO_HISTORY = Issue("no_history", "", "Nothing tells what the record was before: it has no history")


def revert(store: Store, tenant: str, actor: Actor, import_id: str) -> Outcome:
    """Undo an import; records that cannot be put back stay as they are and are told as refused.

    Raises: NotFound, Conflict, NotAllowed.
    """
    with store.writing(tenant, actor) as records:
        require_import(records)
        entry = own_import(records, import_id, hold=True)
        if entry.status != "done":
            raise Conflict(Issue("not_done", "", "Only an import that was brought in can be undone"))
        rows = read_rows(records.connection, entry.id, ("created", "updated"))
        undone = {row.line: row for row in _undo(records, entry, rows)}
        outcome = Outcome(tuple(undone[row.row] for row in rows))
        settle_import(records.connection, entry.id, "reverted", outcome.to_json(), records.moment.now)
        return outcome


def _undo(records: Records, entry: ImportEntry, rows: Sequence[ImportRow]) -> Iterator[RowOutcome]:
    created: list[ImportRow] = []
    for chunk in _chunks(rows):
        versions = records.versions(entry.object, [str(row.record_id) for row in chunk])
        changed: list[ImportRow] = []
        for row in chunk:
            version = versions.get(str(row.record_id))
            if version is None or version != row.version:
                yield _refused(row, GONE if version is None else CHANGED)
            else:
                (created if row.action == "created" else changed).append(row)
        yield from _put_back(records, entry, changed)
    yield from _take_out(records, entry, created)


def _put_back(records: Records, entry: ImportEntry, rows: Sequence[ImportRow]) -> Iterator[RowOutcome]:
    """Give what was changed its values back."""
    described = records.live.blueprint.object(entry.object)
    if not rows:
        return
    if not described.history:
        yield from (_refused(row, NO_HISTORY) for row in rows)
        return
    assert entry.ended_at is not None
    ids = [str(row.record_id) for row in rows]
    before = values_before(records.connection, entry.object, ids, entry.ended_at)
    entries = [
        {**{name: was for name, was in before.get(id, {}).items() if name in described.by_name}, "id": id}
        for id in ids
    ]

    def write(places: Sequence[int]) -> BatchResult:
        return records.batch(entry.object, Batch(update=[entries[place] for place in places]))

    _, places, wrong = write_what_is_right(write, len(rows))
    yield from (_done(rows[place]) for place in places)
    yield from (_refused(rows[place], *issues) for place, issues in wrong.items())


def _take_out(records: Records, entry: ImportEntry, rows: Sequence[ImportRow]) -> Iterator[RowOutcome]:
    """Send what was created to the trash, chunk by chunk and then one by one, as long as anything moves.

    Records of one chunk may stand in the way of those of another.
    """
    chunks, _ = _trash_in_rounds(records, entry, list(_chunks(rows)))
    single = [[row] for chunk in reversed(chunks) for row in reversed(chunk)]
    stuck, refusals = _trash_in_rounds(records, entry, single)
    staying = {chunk[0].row for chunk in stuck}
    yield from (_refused(row, *refusals[row.row]) if row.row in staying else _done(row) for row in rows)


def _trash_in_rounds(
    records: Records, entry: ImportEntry, chunks: Sequence[Sequence[ImportRow]]
) -> tuple[Sequence[Sequence[ImportRow]], dict[int, tuple[Issue, ...]]]:
    """Go round as long as one chunk more can go: those that stay, and why, by their first row."""
    refusals: dict[int, tuple[Issue, ...]] = {}
    while chunks:
        refusals = {chunk[0].row: issues for chunk in chunks if (issues := _trash(records, entry, chunk))}
        staying = [chunk for chunk in chunks if chunk[0].row in refusals]
        if len(staying) == len(chunks):
            break
        chunks = staying
    return chunks, refusals


def _trash(records: Records, entry: ImportEntry, rows: Sequence[ImportRow]) -> tuple[Issue, ...]:
    """Send the records to the trash together; what stands in the way, and then nothing has happened."""
    try:
        records.batch(entry.object, Batch(delete=[str(row.record_id) for row in rows]))
    except TrellisError as refusal:
        return refusal.issues
    return ()


def _chunks(rows: Sequence[ImportRow]) -> Iterator[Sequence[ImportRow]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def _done(row: ImportRow) -> RowOutcome:
    return RowOutcome(row.row, row.action, row.record_id)


def _refused(row: ImportRow, *issues: Issue) -> RowOutcome:
    return RowOutcome(row.row, "refused", row.record_id, issues)
