"""Excel files: one sheet of them, with native dates, numbers and booleans."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from data_exchange.reading.table import Table, make_table
from metamodel import Invalid, Issue

MAX_UNPACKED = 512 * 1024 * 1024
"""How many bytes the parts of a workbook may have: a small file can hold a lot of nothing."""
MOST_DIGITS = ".15g"
"""A spreadsheet keeps fifteen digits of a number; what follows them is the noise of binary fractions."""


def read_xlsx(content: bytes, sheet: str | None = None) -> Table:
    """The sheet of that name, the first one else. Raises: Invalid for what is no workbook or has no such sheet."""
    if _unpacked_size(content) > MAX_UNPACKED:
        raise Invalid(
            Issue("too_large", "/file", "This workbook is too large", "Split it, or save the sheet as CSV")
        )
    workbook = _open(content)
    name = _choose(workbook, sheet)
    try:
        lines = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError):
        raise _unreadable() from None
    return make_table([[_plain(cell) for cell in line] for line in lines])


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The names of the sheets, in order; none for what is no workbook."""
    try:
        return tuple(_open(content).sheet_names)
    except Invalid:
        return ()


def _open(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, ValueError, OSError):
        raise _unreadable() from None


def _unreadable() -> Invalid:
    message = "This file cannot be read as an Excel workbook"
    return Invalid(Issue("unreadable", "/file", message, "Save it as .xlsx or as CSV and try again"))


def _unpacked_size(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return 0


def _plain(cell: Any) -> Any:
    """Numbers as people see them: 12 rather than 12.0, 0.3 rather than 0.30000000000000004."""
    if type(cell) is not float:
        return cell
    if cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return format(Decimal(format(cell, MOST_DIGITS)), "f")


def _choose(workbook: CalamineWorkbook, sheet: str | None) -> str:
    names = workbook.sheet_names
    if sheet is None and names:
        return names[0]
    if sheet in names:
        return str(sheet)
    values = {"sheet": sheet or "", "known": ", ".join(names)}
    raise Invalid(
        Issue("unknown_sheet", "/sheet", "There is no sheet “{sheet}”", "Known are: {known}", values)
    )
