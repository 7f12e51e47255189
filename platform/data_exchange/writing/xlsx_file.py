"""Excel out: one sheet with typed cells."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data_exchange.cells import Cell

PIECE = 64 * 1024
_EXACT_DIGITS = 15
"""Excel keeps that many digits of a number; longer ones are written as text, so that none is lost."""


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file in pieces; rows are written as they come and kept on disk, not in memory."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file.name, options) as workbook:
            date = workbook.add_format({"num_format": "yyyy-mm-dd"})
            instant = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, headings, workbook.add_format({"bold": True}))
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                for place, cell in enumerate(row):
                    _write(sheet, number, place, cell, date, instant)
        while piece := file.read(PIECE):
            yield piece


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, date: object, instant: object) -> None:
    if cell is None:
        return
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(row, column, cell.astimezone(dt.UTC).replace(tzinfo=None), instant)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, date)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | Decimal):
        _write_number(sheet, row, column, Decimal(cell))
    else:
        sheet.write_string(row, column, str(cell))


def _write_number(sheet: Worksheet, row: int, column: int, number: Decimal) -> None:
    if len(number.as_tuple().digits) > _EXACT_DIGITS:
        sheet.write_string(row, column, format(number, "f"))
    else:
        sheet.write_number(row, column, float(number))
