"""A kanban board: the columns of a view with their counts, sums and first cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from expressions import print_literal
from form_engine import Showing, options_of, widget_of
from metamodel import Field
from metamodel.field_types.values import Ref
from metamodel.paths import resolve
from record_store.queries import Aggregate, Group, Measure, Query
from record_store.records import Records
from runtime.pages.list_state import ListState, both
from runtime.pages.row_colors import named_color, names_of
from runtime.pages.table_columns import Row, RowLinks, TableColumn, may_read, rows_of

CARDS = 20
MOST_COLUMNS = 30
BLANK = ""
"""The value of the column of records without one."""


@dataclass(frozen=True)
class BoardColumn:
    """One column; `next` is where its further cards begin."""

    value: str
    label: str
    color: str
    count: int
    total: str
    rows: tuple[Row, ...]
    next: str | None


@dataclass(frozen=True)
class Board:
    """What a kanban view shows of its records."""

    records: Records
    state: ListState
    columns: tuple[TableColumn, ...]
    showing: Showing
    links: RowLinks

    @property
    def group(self) -> Field:
        return self.state.described.field(str(self.state.view.group_by))

    @property
    def sum_field(self) -> Field | None:
        """What is summed over a column; nothing where the person may not see it."""
        path, blueprint = self.state.view.setting("sum"), self.records.live.blueprint
        if not path or not may_read(blueprint, self.records.rights, self.state.described.name, path):
            return None
        return resolve(blueprint, self.state.described.name, path)

    def read(self) -> tuple[BoardColumn, ...]:
        """All columns: counts and sums of all in one statement, then the first cards of each."""
        figures = self._figures()
        return tuple(
            self.column(value, label, color, *figures.get(value, (0, None)))
            for value, label, color in self._heads(figures)
        )

    def heads(self) -> tuple[BoardColumn, ...]:
        """All columns with their figures and without cards."""
        figures = self._figures()
        return tuple(
            BoardColumn(
                value,
                label,
                color,
                figures.get(value, (0, None))[0],
                self._total(figures.get(value, (0, None))[1]),
                (),
                None,
            )
            for value, label, color in self._heads(figures)
        )

    def column(self, value: str, label: str, color: str, count: int, total: Any) -> BoardColumn:
        """One column with its first cards."""
        rows, after = self.cards(value) if count else ((), None)
        return BoardColumn(value, label, color, count, self._total(total), rows, after)

    def cards(self, value: str, cursor: str | None = None) -> tuple[tuple[Row, ...], str | None]:
        """The next cards of a column, and where those after them begin."""
        title = self.state.described.title_field
        colored = named_color(self.records, self.state)
        fields = tuple({title, *names_of(colored), *(column.key for column in self.columns)})
        page = self.records.page(
            Query(
                self.state.described.name,
                filter=both(self.state.whole_filter, self.condition(value)),
                q=self.state.q or None,
                sort=self.state.order,
                fields=fields,
                limit=CARDS,
                cursor=cursor,
            )
        )
        rows = rows_of(page.records, self.columns, title, self.showing, self.links, colored)
        return tuple(rows), page.next

    def condition(self, value: str) -> str:
        """The records of one column, as an expression."""
        name = self.group.name
        if value == BLANK:
            return f"ISBLANK({name})"
        return (
            f"{name} = {value}" if self.group.type.kind == "boolean" else f"{name} = {print_literal(value)}"
        )

    def _figures(self) -> dict[str, tuple[int, Any]]:
        """Count and sum by the value of the column."""
        path = self.state.view.setting("sum")
        measures = (Measure("count"), *((Measure("sum", path),) if path and self.sum_field else ()))
        summary = Aggregate(
            self.state.described.name,
            groups=(Group(self.group.name),),
            measures=measures,
            filter=self.state.whole_filter,
            q=self.state.q or None,
        )
        return {
            key_of(row[0]): (row[1], row[2] if len(row) > 2 else None)
            for row in self.records.aggregate(summary)
        }

    def _heads(self, figures: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Value, label and colour of every column; records without a value come first, where there are any."""
        options = options_of(self.group, self.showing.locale)
        heads = [(option.value, option.label, option.color) for option in options]
        known = {value for value, _, _ in heads}
        labels = self._labels(figures)
        heads += [
            (value, labels.get(value, value), "gray") for value in figures if value not in known and value
        ]
        blank = [(BLANK, "", "gray")] if BLANK in figures else []
        return (blank + heads)[:MOST_COLUMNS]

    def _labels(self, figures: Mapping[str, Any]) -> Mapping[str, str]:
        """What the values of a look-up are called."""
        targets = self.group.type.targets(self.group)
        return (
            self.records.labels(targets[0], [value for value in figures if value])
            if len(targets) == 1
            else {}
        )

    def _total(self, total: Any) -> str:
        field = self.sum_field
        return widget_of(field).show(field, total or 0, self.showing).text if field else ""


def key_of(value: Any) -> str:
    """A group's value as the page writes it."""
    if value is None:
        return BLANK
    if isinstance(value, Ref):
        return value.id
    return str(value).lower() if isinstance(value, bool) else str(value)
