"""The rows of a table through the one write path, many at a time; rows that are refused are told one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_exchange.import_settings import ImportSettings
from data_exchange.mapping import ColumnMapping, check_mapping, reader_of
from data_exchange.outcome import Outcome, RowOutcome
from data_exchange.reading import Table
from metamodel import Conflict, Invalid, Issue, NotAllowed, NotFound, Object
from record_store.batch import Batch, BatchResult, Upsert
from record_store.records import Records

CHUNK = 2000

Write = Callable[[Sequence[int]], BatchResult | None]
"""Writes the rows at these places in one batch."""


@dataclass(slots=True)
class _Row:
    """A row on its way in: `values` at first, `later` once all rows have their records."""

    line: int
    values: dict[str, Any]
    later: dict[str, Any]


Progress = Callable[[int, int], None]
"""Told how many of how many rows are written."""


def bring_in(
    records: Records, table: Table, settings: ImportSettings, progress: Progress | None = None
) -> Outcome:
    """Write the rows and say what became of each; `progress` is told after every batch.

    Raises: Invalid for a mapping that does not fit the table, NotAllowed.
    """
    described = records.live.blueprint.object(settings.object)
    settings.check()
    check_mapping(settings.mapping, table.headings, described, records.live.blueprint)
    rows = list(_rows(table, settings, described, records.moment.zone))
    if any(row.later for row in rows):
        outcomes = _write_in_two_rounds(records, settings, rows)
    else:
        outcomes = _write(records, settings, rows, progress)
    return Outcome(tuple(outcomes[row.line] for row in rows), table.remarks)


def by_row(issues: Sequence[Issue]) -> Mapping[int, tuple[Issue, ...]]:
    """Issues by the place of the row in the batch, their paths beginning at the row's values."""
    found: dict[int, tuple[Issue, ...]] = {}
    for issue in issues:
        parts = issue.path.split("/")
        at = 3 if parts[1:2] == ["upsert"] else 2
        if len(parts) > at and parts[at].isdigit():
            inside = "".join("/" + part for part in parts[at + 1 :])
            place = int(parts[at])
            told = Issue(issue.code, inside, issue.message, issue.hint, issue.values, issue.severity)
            found[place] = (*found.get(place, ()), told)
    return found


def write_what_is_right(
    write: Write, count: int
) -> tuple[BatchResult | None, list[int], dict[int, tuple[Issue, ...]]]:
    """Write `count` rows without those that are refused: the result, the places written, what is wrong by place."""
    left, refused = list(range(count)), dict[int, tuple[Issue, ...]]()
    while left:
        try:
            return write(left), left, refused
        except (Invalid, NotFound, Conflict, NotAllowed) as refusal:
            wrong = by_row(refusal.issues)
            if not wrong:
                raise
            refused |= {left[place]: issues for place, issues in wrong.items()}
            left = [row for place, row in enumerate(left) if place not in wrong]
    return None, [], refused


def _rows(table: Table, settings: ImportSettings, described: Object, zone: dt.tzinfo) -> Iterator[_Row]:
    places = {heading: place for place, heading in enumerate(table.headings)}
    columns = [
        (
            each.field,
            places[each.column],
            reader_of(each, described.field(each.field), zone),
            _refers_to_itself(each, described),
        )
        for each in settings.mapping
    ]
    keeps_blanks = settings.mode != "create"
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = _Row(line, {}, {})
        for name, place, read, refers_to_itself in columns:
            value = read(cells[place])
            if value is None:
                if keeps_blanks:
                    row.values[name] = None
            elif refers_to_itself:
                row.later[name] = value
            else:
                row.values[name] = value
        yield row


def _refers_to_itself(each: ColumnMapping, described: Object) -> bool:
    """A look-up of the same object may name a row further down: it is filled once all rows are records."""
    field = described.field(each.field)
    return field.type.refers and described.name in field.type.targets(field)


def _write_in_two_rounds(
    records: Records, settings: ImportSettings, rows: Sequence[_Row]
) -> dict[int, RowOutcome]:
    """Write the rows, then the look-ups among them.

    A row whose look-up fails is refused as a whole: all is taken back and done again without it, until nothing
    fails any more, for others may have looked for that row.
    """
    refused: dict[int, RowOutcome] = {}
    while True:
        round_trip = records.connection.begin_nested()
        outcomes = _write(records, settings, [row for row in rows if row.line not in refused])
        written = [row for row in rows if row.later and row.line not in refused]
        failed = _write_later(records, settings, written, outcomes)
        if not failed:
            round_trip.commit()
            return outcomes | refused
        round_trip.rollback()
        refused |= failed


def _write(
    records: Records, settings: ImportSettings, rows: Sequence[_Row], progress: Progress | None = None
) -> dict[int, RowOutcome]:
    outcomes: dict[int, RowOutcome] = {}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]

        def write(places: Sequence[int], chunk: Sequence[_Row] = chunk) -> BatchResult:
            return records.batch(settings.object, _batch(settings, [chunk[place].values for place in places]))

        result, places, wrong = write_what_is_right(write, len(chunk))
        for place, issues in wrong.items():
            outcomes[chunk[place].line] = RowOutcome(chunk[place].line, "refused", None, issues)
        if result is not None:
            new = result.new
            for place, id in zip(places, result.ids, strict=True):
                line = chunk[place].line
                outcomes[line] = RowOutcome(line, "created" if id in new else "updated", id)
        if progress is not None:
            progress(start + len(chunk), len(rows))
    return outcomes


def _batch(settings: ImportSettings, values: Sequence[Mapping[str, Any]]) -> Batch:
    if settings.mode == "create":
        return Batch(create=values)
    return Batch(upsert=Upsert(str(settings.match), values, create=settings.mode == "upsert"))


def _write_later(
    records: Records, settings: ImportSettings, rows: Sequence[_Row], outcomes: Mapping[int, RowOutcome]
) -> dict[int, RowOutcome]:
    """Fill the look-ups among the rows themselves; the rows whose look-up fails."""
    ready = [row for row in rows if outcomes[row.line].record_id]
    failed: dict[int, RowOutcome] = {}
    for start in range(0, len(ready), CHUNK):
        entries = [{"id": outcomes[row.line].record_id, **row.later} for row in ready[start : start + CHUNK]]

        def write(places: Sequence[int], entries: Sequence[Any] = entries) -> BatchResult:
            return records.batch(settings.object, Batch(update=[entries[place] for place in places]))

        for place, issues in write_what_is_right(write, len(entries))[2].items():
            line = ready[start + place].line
            failed[line] = RowOutcome(line, "refused", None, issues)
    return failed
