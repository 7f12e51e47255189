"""The rows of a table through the one write path, a thousand at a time; rows that are refused are told one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_exchange.cells import unshield
from data_exchange.import_settings import ImportSettings
from data_exchange.mapping import ColumnMapping, check_mapping, translate
from data_exchange.outcome import Outcome, RowOutcome
from data_exchange.reading import Table
from metamodel import Invalid, Issue, NotAllowed, NotFound, Object
from metamodel.errors import Conflict
from record_store.batch import Batch, Upsert
from record_store.records import Records

CHUNK = 1000


@dataclass(slots=True)
class _Row:
    """A row on its way in: `values` at first, `later` once all rows have their records."""

    line: int
    values: dict[str, Any]
    later: dict[str, Any]


def bring_in(records: Records, table: Table, settings: ImportSettings) -> Outcome:
    """Write the rows and say what became of each.

    Raises: Invalid for a mapping that does not fit the table, NotAllowed.
    """
    described = records.live.blueprint.object(settings.object)
    settings.check()
    check_mapping(settings.mapping, table.headings, described)
    rows = list(_rows(table, settings, described))
    outcomes: dict[int, RowOutcome] = {}
    for start in range(0, len(rows), CHUNK):
        for outcome in _write_chunk(records, settings, rows[start : start + CHUNK]):
            outcomes[outcome.line] = outcome
    for outcome in _write_later(records, settings, [row for row in rows if row.later], outcomes):
        outcomes[outcome.line] = outcome
    return Outcome(tuple(outcomes[row.line] for row in rows), table.remarks)


def _rows(table: Table, settings: ImportSettings, described: Object) -> Iterator[_Row]:
    places = {heading: place for place, heading in enumerate(table.headings)}
    columns = [(places[each.column], each, _refers_to_itself(each, described)) for each in settings.mapping]
    keeps_blanks = settings.mode != "create"
    for number, cells in enumerate(table.rows):
        row = _Row(table.lines[number], {}, {})
        for place, each, refers_to_itself in columns:
            value = translate(each, described, unshield(cells[place]))
            if refers_to_itself:
                if value is not None:
                    row.later[each.field] = value
            elif value is not None or keeps_blanks:
                row.values[each.field] = value
        yield row


def _refers_to_itself(each: ColumnMapping, described: Object) -> bool:
    """A look-up of the same object may name a row further down: it is filled once all rows are records."""
    return described.field(each.field).target == described.name


def _write_chunk(records: Records, settings: ImportSettings, rows: Sequence[_Row]) -> Iterator[RowOutcome]:
    """The rows of a chunk that are right, in one batch; the others with what is wrong."""
    left = list(rows)
    while left:
        try:
            result = records.batch(settings.object, _batch(settings, left))
        except (Invalid, NotFound, Conflict, NotAllowed) as refused:
            wrong = _by_row(refused.issues)
            if not wrong:
                raise
            yield from (
                RowOutcome(left[place].line, "refused", None, found) for place, found in wrong.items()
            )
            left = [row for place, row in enumerate(left) if place not in wrong]
            continue
        for row, record_id in zip(left, result.ids, strict=True):
            yield RowOutcome(row.line, "created" if record_id in result.new else "updated", record_id)
        return


def _batch(settings: ImportSettings, rows: Sequence[_Row]) -> Batch:
    values = [row.values for row in rows]
    if settings.mode == "create":
        return Batch(create=values)
    return Batch(upsert=Upsert(str(settings.match), values, create=settings.mode == "upsert"))


def _by_row(issues: Sequence[Issue]) -> Mapping[int, tuple[Issue, ...]]:
    """Issues by the place of the row in the batch, their paths beginning at the row's values."""
    found: dict[int, tuple[Issue, ...]] = {}
    for issue in issues:
        parts = issue.path.split("/")
        at = 2 if parts[1:2] in (["create"], ["update"]) else 3
        if len(parts) > at and parts[at].isdigit():
            inside = "".join("/" + part for part in parts[at + 1 :])
            place = int(parts[at])
            told = Issue(issue.code, inside, issue.message, issue.hint, issue.values, issue.severity)
            found[place] = (*found.get(place, ()), told)
    return found


def _write_later(
    records: Records, settings: ImportSettings, rows: Sequence[_Row], outcomes: Mapping[int, RowOutcome]
) -> Iterator[RowOutcome]:
    """Fill the look-ups among the rows themselves; a row whose look-up fails is refused as a whole."""
    left = [row for row in rows if outcomes[row.line].record_id]
    for start in range(0, len(left), CHUNK):
        yield from _update_chunk(records, settings, left[start : start + CHUNK], outcomes)


def _update_chunk(
    records: Records, settings: ImportSettings, rows: Sequence[_Row], outcomes: Mapping[int, RowOutcome]
) -> Iterator[RowOutcome]:
    left = list(rows)
    while left:
        entries = [{"id": outcomes[row.line].record_id, **row.later} for row in left]
        try:
            records.batch(settings.object, Batch(update=entries))
            return
        except (Invalid, NotFound, Conflict, NotAllowed) as refused:
            wrong = _by_row(refused.issues)
            if not wrong:
                raise
            gone = [left[place] for place in wrong]
            _take_back(records, settings, [outcomes[row.line] for row in gone])
            yield from (
                RowOutcome(left[place].line, "refused", None, found) for place, found in wrong.items()
            )
            left = [row for place, row in enumerate(left) if place not in wrong]


def _take_back(records: Records, settings: ImportSettings, outcomes: Sequence[RowOutcome]) -> None:
    """Rows that turn out wrong after they were created leave no record behind."""
    created = [str(outcome.record_id) for outcome in outcomes if outcome.action == "created"]
    if created:
        records.batch(settings.object, Batch(delete=created))
