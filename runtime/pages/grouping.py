"""A list in groups: where each group begins, with its count and the sums of its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from form_engine import Showing, Shown, widget_of
from metamodel import Field
from metamodel.paths import resolve
from record_store.queries import Aggregate, Group, Measure
from record_store.record import Record
from record_store.records import Records
from runtime.pages.board import key_of
from runtime.pages.list_state import ListState
from runtime.pages.table_columns import Row, TableColumn, may_read

MOST_SUMS = 8
MOST_GROUPS = 10_000
SUMMED = frozenset({"money", "number", "integer", "duration"})
"""Field types whose values add up to something; percents and ratings do not."""


@dataclass(frozen=True, slots=True)
class GroupHead:
    """Where a group begins: its value, how many there are, a sum for each column that has one."""

    key: str
    label: Shown
    count: int
    sums: dict[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one group on this page; `head` is missing where the page before has begun it."""

    head: GroupHead | None
    rows: Sequence[Row]


@dataclass(frozen=True)
class Grouping:
    """How the records of a list stand in groups."""

    records: Records
    state: ListState
    field: Field
    path: str
    columns: tuple[TableColumn, ...]
    showing: Showing

    @property
    def summed(self) -> tuple[TableColumn, ...]:
        return tuple(column for column in self.columns if is_summed(column.field))[:MOST_SUMS]

    def sections(self, found: Sequence[Record], rows: Sequence[Row], after: str | None) -> list[Section]:
        """The rows in their groups; `after` is the key of the group that the page before ended in."""
        parts: list[tuple[str, Any, list[Row]]] = []
        for record, row in zip(found, rows, strict=True):
            value = record.values.get(self.path)
            key = key_of(value)
            if not parts or parts[-1][0] != key:
                parts.append((key, value, []))
            parts[-1][2].append(row)
        begins = [part for index, part in enumerate(parts) if index or part[0] != after]
        figures = self._figures() if begins else {}
        return [
            Section(self._head(key, value, figures) if index or key != after else None, inside)
            for index, (key, value, inside) in enumerate(parts)
        ]

    def _head(self, key: str, value: Any, figures: dict[str, tuple[Any, ...]]) -> GroupHead:
        count, *sums = figures.get(key, (0, *(None for _ in self.summed)))
        shown = widget_of(self.field).show(self.field, value, self.showing)
        texts = {
            column.key: widget_of(column.field).show(column.field, total, self.showing).text
            for column, total in zip(self.summed, sums, strict=False)
            if total is not None
        }
        return GroupHead(key, shown, count, texts)

    def _figures(self) -> dict[str, tuple[Any, ...]]:
        """Counts and sums of all groups, in one statement with the person's rights inside."""
        asked = Aggregate(
            self.state.described.name,
            groups=(Group(self.path),),
            measures=(Measure("count"), *(Measure("sum", column.key) for column in self.summed)),
            filter=self.state.whole_filter,
            q=self.state.q or None,
            limit=MOST_GROUPS,
        )
        return {key_of(row[0]): row[1:] for row in self.records.aggregate(asked)}


def grouping_of(
    records: Records, state: ListState, columns: tuple[TableColumn, ...], showing: Showing
) -> Grouping | None:
    """How the list is grouped; nothing where it is not, or by what the person may not see."""
    path, blueprint, name = state.grouped_by, records.live.blueprint, state.described.name
    field = resolve(blueprint, name, path) if path else None
    if not path or field is None or not is_grouped(field):
        return None
    return (
        Grouping(records, state, field, path, columns, showing)
        if may_read(blueprint, records.rights, name, path)
        else None
    )


def groupable(columns: Iterable[TableColumn]) -> tuple[TableColumn, ...]:
    """The columns that a list can be grouped by."""
    return tuple(column for column in columns if is_grouped(column.field))


def is_grouped(field: Field) -> bool:
    """Whether records can stand in groups by the field: choices, references to one object, yes and no, days."""
    if not field.columns:
        return False
    choice = field.type.kind in ("select", "boolean", "date", "rating")
    return choice or len(field.type.targets(field)) == 1


def is_summed(field: Field) -> bool:
    """Whether the field's values are added up."""
    kind = field.settings.get("returns") if field.type.kind in ("formula", "rollup") else field.type.kind
    return kind in SUMMED and bool(field.columns)
