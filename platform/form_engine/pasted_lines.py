"""Rows and columns copied from a spreadsheet, laid over line items; cells keep what was written in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from form_engine.line_rows import Row
from metamodel import Field
from metamodel.field_types.lines import MOST

LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where the upper left cell goes: the number of the line, and the field of the column."""

    line: int
    field: str


def paste(rows: Sequence[Row], columns: Sequence[Field], text: str, place: Place) -> list[Row]:
    """The rows with the cells over them; lines are added as needed, columns beyond the last are left out.

    A first line that names columns says which go where. One line more than may be saved is kept, so that
    saving tells of it.
    """
    cells = read_cells(text)
    names = [column.name for column in columns]
    start = names.index(place.field) if place.field in names else 0
    targets: list[str | None] = list(names[start:])
    if cells and (named := _columns_named(cells[0], columns)):
        targets, cells = named, cells[1:]
    made = [dict(row) for row in rows]
    for offset, line in enumerate(cells[: MOST + 1]):
        at = place.line + offset
        if at >= len(made):
            made.append({})
            at = len(made) - 1
        made[at].update({name: cell for name, cell in zip(targets, line, strict=False) if name})
    return made


def read_cells(text: str) -> list[list[str]]:
    """The cells of tab-separated text as spreadsheets copy it: quoted where a cell holds a line break."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter="\t"))
    except csv.Error:
        lines = [line.split("\t") for line in text.split("\n")]
    return [stripped for line in lines if any(stripped := [cell.strip() for cell in line])]


def _columns_named(cells: Sequence[str], columns: Sequence[Field]) -> list[str | None]:
    """The fields that a line of headings names; empty where it is none."""
    known = {
        word.strip().casefold(): column.name
        for column in columns
        for word in (column.name, *column.label.texts.values())
    }
    named = [known.get(cell.casefold()) for cell in cells]
    found = [name for name, cell in zip(named, cells, strict=True) if name and cell]
    written = [cell for cell in cells if cell]
    enough = len(found) == len(written) or (len(found) >= 2 and len(found) * 2 > len(written))
    return named if enough and len(set(found)) == len(found) else []
