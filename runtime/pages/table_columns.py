"""The columns of a list: those of the view, in the order and widths a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from form_engine import Showing, Shown, widget_of
from metamodel import Field, Object
from metamodel.blueprint import Blueprint
from metamodel.paths import resolve, walk
from metamodel.view import View
from record_store.access import Rights
from record_store.record import Record
from runtime.pages.row_colors import UNCOLORED, RowColor, color_of
from web.links import Links

SHOWN_AT_FIRST = 7
NARROWEST, WIDEST = 60, 800
ID, FIELD = "-record-", "-field-"
"""What stands in the pattern of an address for what differs from row to row."""
WIDTHS: Mapping[str, int] = {
    "boolean": 96,
    "color": 120,
    "date": 128,
    "datetime": 168,
    "integer": 112,
    "lookup": 200,
    "money": 144,
    "number": 128,
    "percent": 104,
    "rating": 120,
    "select": 144,
    "user": 168,
}
TITLE_WIDTH, USUAL_WIDTH = 264, 176
UNFIT = frozenset({"long_text", "rich_text", "json", "lines", "many_to_many", "signature", "image", "file"})
"""Field types that a list does not begin with."""


@dataclass(frozen=True)
class Chosen:
    """What a person made of the columns of one view; nothing where they left them alone."""

    order: tuple[str, ...] = ()
    widths: Mapping[str, int] | None = None

    @classmethod
    def of(cls, stored: Any) -> Chosen:
        """From a preference, which may hold anything."""
        if not isinstance(stored, Mapping):
            return cls()
        order, widths = stored.get("order"), stored.get("widths")
        names = tuple(name for name in order if isinstance(name, str)) if isinstance(order, list) else ()
        return cls(
            names,
            {k: bounded(v) for k, v in widths.items() if isinstance(v, int)}
            if isinstance(widths, dict)
            else {},
        )


@dataclass(frozen=True)
class TableColumn:
    """One column: `key` is a field or a path, `title` tells that it names the record."""

    key: str
    field: Field
    label: str
    width: int
    title: bool = False
    editable: bool = False

    @property
    def align(self) -> str | None:
        return "end" if widget_of(self.field).numeric else None

    @property
    def classes(self) -> str:
        """Of its cells: at the right edge where numbers stand, strong where it names the record."""
        return " ".join(filter(None, ("cell-end" if self.align else "", "cell-strong" if self.title else "")))

    @property
    def sortable(self) -> bool:
        return self.field.type.sortable and bool(self.field.columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row, ready to be drawn."""

    column: TableColumn
    shown: Shown
    edit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list, ready to be drawn."""

    id: str
    label: str
    href: str
    cells: tuple[Cell, ...]
    look: RowColor = UNCOLORED


def columns_of(
    blueprint: Blueprint, rights: Rights, view: View, described: Object, chosen: Chosen, locale: str
) -> tuple[TableColumn, ...]:
    """The columns that the person sees, in their order."""
    widths = {column.path: column.width for column in view.columns if column.width} | dict(
        chosen.widths or {}
    )
    paths = chosen.order or tuple(column.path for column in view.columns) or first_columns(described)
    writable = rights.writable(described.name)
    may_update = rights.allows(described.name, "update")
    columns = []
    for path in dict.fromkeys(paths):
        field = resolve(blueprint, described.name, path)
        if (
            field is None
            or field.type.kind == "lines"
            or not may_read(blueprint, rights, described.name, path)
        ):
            continue
        editable = may_update and path in writable and field.writable
        width = widths.get(path) or _width(described, field, path)
        columns.append(
            TableColumn(
                path,
                field,
                _label(blueprint, described, path, locale),
                width,
                path == described.title_field,
                editable,
            )
        )
    return tuple(columns)


def may_read(blueprint: Blueprint, rights: Rights, object_name: str, path: str) -> bool:
    """Whether the person may see the value at the end of a path, and everything on the way to it."""
    return all(
        rights.allows(owner, "read") and name in rights.readable(owner)
        for owner, name in walk(blueprint, object_name, path)
    )


def choosable(
    blueprint: Blueprint, rights: Rights, described: Object, locale: str
) -> tuple[TableColumn, ...]:
    """Every field of the object that could be a column."""
    fields = [
        field for field in described.all_fields if field.name not in ("id", "version") and field.columns
    ]
    order = sorted(fields, key=lambda field: field.system)
    readable = rights.readable(described.name)
    return tuple(
        TableColumn(field.name, field, field.label.text(locale), USUAL_WIDTH)
        for field in order
        if field.name in readable
    )


@dataclass(frozen=True)
class RowLinks:
    """The addresses of rows and of the editors of their cells, from patterns that are made once for a list."""

    record: str
    cell: str = ""

    @classmethod
    def of(cls, links: Links, tenant: str, object_name: str) -> RowLinks:
        here = {"tenant": tenant, "object": object_name, "id": ID}
        return cls(links.url("record", **here), links.url("cell", **here, field=FIELD))

    def row(self, id: str) -> str:
        return self.record.replace(ID, id)

    def editor(self, id: str, column: TableColumn) -> str:
        return self.cell.replace(ID, id).replace(FIELD, column.key) if column.editable else ""


def rows_of(
    records: Iterable[Record],
    columns: tuple[TableColumn, ...],
    title: str,
    showing: Showing,
    links: RowLinks,
    colored: Field | None = None,
) -> list[Row]:
    """The records as rows, in the colours of a choice where one is given."""
    shows = [(column, widget_of(column.field).show) for column in columns]
    return [
        Row(
            record.id,
            label_of(record, title, showing, columns),
            links.row(record.id),
            tuple(
                Cell(
                    column,
                    show(column.field, record.values.get(column.key), showing),
                    links.editor(record.id, column),
                )
                for column, show in shows
            ),
            color_of(record, colored, showing),
        )
        for record in records
    ]


def label_of(record: Record, title: str, showing: Showing, columns: tuple[TableColumn, ...]) -> str:
    """What the record is called; its first shown value where its title is blank or not there."""
    found = {column.key: column for column in columns}
    value = record.values.get(title)
    if value is not None and title in found:
        return widget_of(found[title].field).show(found[title].field, value, showing).text
    return str(value) if isinstance(value, str) else ""


def first_columns(described: Object) -> tuple[str, ...]:
    """The title and the first facts that fit a list."""
    fitting = [field.name for field in described.fields if field.columns and field.type.kind not in UNFIT]
    others = [name for name in fitting if name != described.title_field]
    return (described.title_field, *others[: SHOWN_AT_FIRST - 1])


def bounded(width: int) -> int:
    return min(max(width, NARROWEST), WIDEST)


def _width(described: Object, field: Field, path: str) -> int:
    return TITLE_WIDTH if path == described.title_field else WIDTHS.get(field.type.kind, USUAL_WIDTH)


def _label(blueprint: Blueprint, described: Object, path: str, locale: str) -> str:
    """`Account › Industry` for a path; a field has its own label."""
    words, parts = [], path.split(".")
    for length in range(1, len(parts) + 1):
        field = resolve(blueprint, described.name, ".".join(parts[:length]))
        words.append(field.label.text(locale) if field else parts[length - 1])
    return " › ".join(words)
