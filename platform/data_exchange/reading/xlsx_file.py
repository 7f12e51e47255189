"""Excel files: one sheet of them, with native dates, numbers and booleans."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook

from data_exchange.reading.table import Table, make_table
from metamodel import Invalid, Issue


def read_xlsx(content: bytes, sheet: str | None = None) -> Table:
    """The sheet of that name, the first one else. Raises: Invalid for what is no workbook or has no such sheet."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return make_table(
            workbook.get_sheet_by_name(_choose(workbook, sheet)).to_python(skip_empty_area=False)
        )
    except (CalamineError, ValueError, OSError):
        message = "This file cannot be read as an Excel workbook"
        raise Invalid(
            Issue("unreadable", "/file", message, "Save it as .xlsx or as CSV and try again")
        ) from None


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The names of the sheets, in order; none for what is no workbook."""
    try:
        return tuple(CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names)
    except (CalamineError, ValueError, OSError):
        return ()


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
