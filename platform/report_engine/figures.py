"""The figures of a report: rows of groups and measures, shown in a language, each with its way to the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Any

from report_engine.report import Report


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of the figures: a grouping or a measure; `shown` is its heading, `unit` what it is counted in."""

    name: str
    kind: str
    shown: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value: as JSON has it (decimals exact), and as it is shown; groups have their place in their own order."""

    value: Any = dataclass_field(hash=False)
    shown: str
    order: Any = dataclass_field(default=0, hash=False)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One group: its values, its measures, and the expression that finds its records."""

    groups: tuple[Figure, ...]
    measures: tuple[Figure, ...]
    drill: str | None


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """The rows with the same groups in front; `cells` are places among the figures' rows, one for each heading."""

    groups: tuple[Figure, ...]
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Figures with the groups of columns across: their headings, and a line for each group of rows."""

    headings: tuple[Figure, ...]
    lines: tuple[MatrixLine, ...]


@dataclass(frozen=True)
class Figures:
    """What a report gives for one person at one moment."""

    report: Report
    columns: tuple[FigureColumn, ...]
    rows: tuple[FigureRow, ...]
    totals: tuple[Figure, ...]
    drill: str | None
    """The expression behind the totals."""

    def categories(self) -> list[str]:
        """The names along a chart's axis: each value of the first grouping once, in order."""
        return list(self._by_category)

    def series(self) -> list[tuple[str, list[dict[str, Any] | None]]]:
        """A chart's series: the measures of one grouping, or the first measure for each second value."""
        if len(self.report.groupings) < 2:
            return [self._measure_series(index) for index in self._comparable_measures()]
        names = dict.fromkeys(row.groups[1].shown for row in self.rows)
        return [(name, self._split_series(name)) for name in names]

    def matrix(self) -> Matrix:
        """The figures with the groups of columns across; blanks stand last either way."""
        ahead = len(self.report.rows)
        headings: dict[tuple[Figure, ...], None] = {}
        lines: dict[tuple[Figure, ...], dict[tuple[Figure, ...], int]] = {}
        for place, row in enumerate(self.rows):
            headings[row.groups[ahead:]] = None
            lines.setdefault(row.groups[:ahead], {})[row.groups[ahead:]] = place
        across = sorted(headings, key=self._column_order)
        return Matrix(
            tuple(
                Figure([each.value for each in one], " · ".join(each.shown for each in one)) for one in across
            ),
            tuple(
                MatrixLine(groups, tuple(cells.get(one) for one in across)) for groups, cells in lines.items()
            ),
        )

    def _column_order(self, groups: tuple[Figure, ...]) -> tuple[Any, ...]:
        return tuple((each.value is None, each.order) for each in groups)

    def to_json(self) -> dict[str, Any]:
        """Columns, rows, totals and drill, as the API sends them."""
        return {
            "columns": [{"name": c.name, "kind": c.kind, "label": c.shown} for c in self.columns],
            "rows": [_row_json(row) for row in self.rows],
            "totals": [figure.value for figure in self.totals],
            "drill": self.drill,
        }

    @cached_property
    def _by_category(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, row in enumerate(self.rows):
            found.setdefault(row.groups[0].shown if row.groups else "", []).append(index)
        return found

    def _comparable_measures(self) -> list[int]:
        """The measures that can share an axis with the first: money beside a number of records says nothing."""
        units = [column.unit for column in self.columns[len(self.report.groupings) :]]
        return [index for index, unit in enumerate(units) if unit == units[0]]

    def _measure_series(self, position: int) -> tuple[str, list[dict[str, Any] | None]]:
        heading = self.columns[len(self.report.groupings) + position].shown
        return heading, [self._datum(rows[0], position) for rows in self._by_category.values()]

    def _split_series(self, name: str) -> list[dict[str, Any] | None]:
        return [
            next((self._datum(i, 0) for i in rows if self.rows[i].groups[1].shown == name), None)
            for rows in self._by_category.values()
        ]

    def _datum(self, row: int, position: int) -> dict[str, Any]:
        figure = self.rows[row].measures[position]
        return {"value": figure.value, "row": row, "shown": figure.shown}


def _row_json(row: FigureRow) -> dict[str, Any]:
    values: Sequence[Figure] = (*row.groups, *row.measures)
    return {
        "values": [figure.value for figure in values],
        "shown": [figure.shown for figure in values],
        "drill": row.drill,
    }
