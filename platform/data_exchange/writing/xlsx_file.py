"""Excel out: one sheet with typed cells."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data_exchange.cells import Cell, to_text
from metamodel import Invalid, Issue

PIECE = 64 * 1024
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
FIRST_DAY = dt.date(1900, 3, 1)
"""Before that Excel counts days differently from everybody else."""
_EXACT_DIGITS = 15
"""Excel keeps that many digits of a number; longer ones are written as text, so that none is lost."""


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]], zone: dt.tzinfo) -> Iterator[bytes]:
    """The file in pieces; rows are written as they come and kept on disk, not in memory.

    Raises: Invalid for what no sheet can hold.
    """
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file.name, options) as workbook:
            _Sheet(workbook, zone).write(headings, rows)
        while piece := file.read(PIECE):
            yield piece


class _Sheet:
    """The one sheet of a workbook; clock times are those of the zone, as reading them back takes them."""

    def __init__(self, workbook: xlsxwriter.Workbook, zone: dt.tzinfo) -> None:
        self.zone = zone
        self.date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.instant = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.bold = workbook.add_format({"bold": True})
        self.sheet: Worksheet = workbook.add_worksheet()

    def write(self, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        self.sheet.write_row(0, 0, headings, self.bold)
        self.sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            if number >= MAX_ROWS:
                raise _too_much("A sheet holds at most {limit} rows", MAX_ROWS)
            for place, cell in enumerate(row):
                if cell is not None:
                    self._write(number, place, cell)

    def _write(self, row: int, column: int, cell: Cell) -> None:
        sheet = self.sheet
        if isinstance(cell, dt.datetime):
            local = self._local(cell)
            if local is not None:
                sheet.write_datetime(row, column, local, self.instant)
                return
        elif isinstance(cell, dt.date):
            if cell >= FIRST_DAY:
                sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), self.date)  # noqa: DTZ001
                return
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
            return
        elif isinstance(cell, int | Decimal) and len(Decimal(cell).as_tuple().digits) <= _EXACT_DIGITS:
            sheet.write_number(row, column, float(cell))
            return
        text = to_text(cell)
        if len(text) > MAX_CHARACTERS:
            raise _too_much("A cell of a sheet holds at most {limit} characters", MAX_CHARACTERS)
        sheet.write_string(row, column, text)

    def _local(self, instant: dt.datetime) -> dt.datetime | None:
        """The clock time in the zone, where it means this instant alone and a sheet can hold it."""
        local = instant.astimezone(self.zone)
        clear = local.fold == 0 and local.microsecond == 0 and local.date() >= FIRST_DAY
        if not clear or local.replace(fold=1).utcoffset() != local.utcoffset():
            return None
        return local.replace(tzinfo=None)


def _too_much(message: str, limit: int) -> Invalid:
    return Invalid(
        Issue("too_large", "/format", message, "Export it as CSV instead", {"limit": f"{limit:,}"})
    )
