"""A table read from a file: its headings and its rows, before anything is known of fields."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from metamodel import Invalid, Issue

MAX_COLUMNS = 1000
MAX_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows; a row is as long as the headings, a cell is text or what a spreadsheet holds.

    `lines` has the number of each row's line in the file, as a person counts.
    """

    headings: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    lines: Sequence[int]
    remarks: tuple[Issue, ...] = ()
    """What was odd about the file, though it could be read: rows that are longer than the headings."""


def make_table(lines: Sequence[Sequence[Any]]) -> Table:
    """The table in these lines: the first that is not empty has the headings, empty lines are left out.

    Raises: Invalid when there is no table in them.
    """
    start = next(
        (number for number, line in enumerate(lines) if any(not _is_blank(cell) for cell in line)), None
    )
    if start is None:
        raise Invalid(
            Issue("empty_file", "/file", "The file is empty", "Choose a file with headings in its first line")
        )
    headings = _headings(lines[start])
    numbered = [
        (number, line)
        for number, line in enumerate(lines[start + 1 :], start + 2)
        if any(not _is_blank(cell) for cell in line)
    ]
    if len(numbered) > MAX_ROWS:
        message = "The file has more than {limit} rows"
        raise Invalid(Issue("too_many_rows", "/file", message, "Split the file", {"limit": MAX_ROWS}))
    width = len(headings)
    rows = [_fitted(line, width) for _, line in numbered]
    return Table(headings, rows, [number for number, _ in numbered], tuple(_overlong(numbered, width)))


def _headings(line: Sequence[Any]) -> tuple[str, ...]:
    """Headings as text; a column without one is named by its place, a second one of a name by its number."""
    headings: dict[str, None] = {}
    for place, cell in enumerate(line[:MAX_COLUMNS]):
        name = "" if cell is None else " ".join(str(cell).split())
        headings[_unused(name or f"Column {place + 1}", headings)] = None
    return tuple(headings)[: _width(line)]


def _unused(name: str, taken: Container[str]) -> str:
    if name not in taken:
        return name
    return next(again for number in count(2) if (again := f"{name} ({number})") not in taken)


def _width(line: Sequence[Any]) -> int:
    """How many columns there are: blank ones at the end do not count."""
    return max((place for place, cell in enumerate(line, start=1) if not _is_blank(cell)), default=0)


def _fitted(line: Sequence[Any], width: int) -> Sequence[Any]:
    if len(line) == width:
        return line
    return [*line[:width], *([None] * (width - len(line)))]


def _overlong(numbered: Sequence[tuple[int, Sequence[Any]]], width: int) -> list[Issue]:
    """Rows with values beyond the last heading: a sign of shifted columns."""
    overlong = [number for number, line in numbered if any(not _is_blank(cell) for cell in line[width:])]
    if not overlong:
        return []
    message = "{count} rows have more values than there are headings, the first in line {line}"
    hint = "Look for separators inside values that are not in quotation marks"
    values = {"count": len(overlong), "line": overlong[0]}
    return [Issue("shifted_columns", "/file", message, hint, values, "warning")]


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
