"""The first rows of a sheet as they will be shown once they are records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data_exchange.guessing import field_of
from data_exchange.mapping import reader_of
from metamodel import ValueRefused
from metamodel.field_types.values import Match
from studio.spreadsheets.choices import ObjectPlan, PlannedColumn
from studio.spreadsheets.sheet import Sheet

ROWS = 8
NUMBERS = frozenset({"number", "duration"})


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A value as people read it; `left` when the cell does not fit and stays empty; the colour of an option."""

    text: str
    left: bool = False
    color: str = ""


def preview_rows(sheet: Sheet, plan: ObjectPlan, locale: str) -> list[list[PreviewCell]]:
    """The first rows, a cell for each column that is taken."""
    shown = [_cells(sheet, column, locale) for column in plan.taken]
    return [list(row) for row in zip(*shown, strict=True)]


def _cells(sheet: Sheet, column: PlannedColumn, locale: str) -> Sequence[PreviewCell]:
    field = field_of(column.choice)
    read = reader_of(column.mapping, field, sheet.around.zone)
    parse = field.type.parser(field, sheet.around.reading(column.choice.proposal.dates))
    colors = {one["value"]: one["color"] for one in column.choice.proposal.settings.get("options", ())}

    def cell(raw: Any) -> PreviewCell:
        given = read(raw)
        try:
            value = parse(given)
        except ValueRefused:
            value = None
        if value is None:
            blank = raw is None or not str(raw).strip() or str(raw).strip() in column.choice.proposal.blanks
            return PreviewCell("" if blank else str(raw), left=not blank)
        if isinstance(value, Match):
            return PreviewCell(str(value.value))
        text = field.type.show(field, value, locale, sheet.around.zone)
        return PreviewCell(text, color=colors.get(value, "") if isinstance(value, str) else "")

    return [cell(row[column.place]) for row in sheet.table.rows[:ROWS]]


def is_number(column: PlannedColumn) -> bool:
    """Whether the values stand at the right."""
    return field_of(column.choice).type.value_type in NUMBERS
