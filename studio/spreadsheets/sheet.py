"""A sheet that was sent: kept as a file, read and guessed once for each state of the tenant."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from threading import Lock
from typing import Any

from data_exchange import Table, read_table, sheet_names
from data_exchange.guessing import ColumnGuess, Surroundings, guess_columns, targets_among, title_of
from metamodel import Invalid, Issue
from record_store.files import add_file, visible_file
from record_store.records import Records
from record_store.writing.references import found_by
from web.visit import Visit

MOST_KEPT = 8
_KEPT: OrderedDict[tuple[Any, ...], Sheet] = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file with the guesses for its columns; `names` are the sheets of the file."""

    file: str
    file_name: str
    name: str | None
    names: tuple[str, ...]
    content: bytes
    table: Table
    guesses: tuple[ColumnGuess, ...]
    title: int
    around: Surroundings

    @property
    def subject(self) -> str:
        """What the records seem to be: the name of the sheet where somebody gave it one, else of the file."""
        named = self.name if self.name and not self.name.lower().startswith(("sheet", "工作表")) else None
        return named or PurePath(self.file_name).stem


def keep_file(visit: Visit, name: str, content: bytes) -> str:
    """Keep what was sent, if it holds a table: the id of the file. Raises: Invalid."""
    table = read_table(content)
    if not table.rows:
        message, hint = (
            "There are headings and no rows",
            "Choose a file with at least one row below its headings",
        )
        raise Invalid(Issue("no_rows", "/file", message, hint))
    with visit.writing() as records:
        sent = BytesIO(content)
        return add_file(
            records, visit.composition.files, name, "application/octet-stream", sent, len(content)
        ).id


def open_sheet(visit: Visit, file: str, name: str | None = None) -> Sheet:
    """The sheet, the first one where none is named. Raises: NotFound, Invalid."""
    key = (visit.tenant, visit.actor.id, visit.locale, file, name, visit.live.release)
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    sheet = _read(visit, file, name)
    with _LOCK:
        _KEPT[key] = sheet
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return sheet


def _read(visit: Visit, file: str, name: str | None) -> Sheet:
    with visit.reading() as records:
        stored = visible_file(records, file)
        content = b"".join(visit.composition.files.read(stored.digest))
        names = sheet_names(content)
        table = read_table(content, name)
        around = _surroundings(visit, records)
        guesses = guess_columns(table, around)
    around = Surroundings(around.zone, around.locale)
    shown = name or next(iter(names), None)
    title = title_of(guesses)
    return Sheet(file, stored.ref.name, shown, names, content, table, guesses, title, around)


def _surroundings(visit: Visit, records: Records) -> Surroundings:
    """What columns may refer to; answered in the transaction of the reading only."""
    readable = [
        described
        for name, described in records.live.blueprint.objects.items()
        if records.rights.allows(name, "read")
    ]
    return Surroundings(
        records.moment.zone,
        visit.live.settings.locale,
        targets_among(readable),
        lambda target, by, values: found_by(records, target, by, values),
    )
