"""Line items joined with their values: the grid's heads, rows, cells and totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from form_engine.bound import BoundField, BoundLines, BoundRow
from form_engine.circumstances import Asking
from form_engine.field_binding import make_bound_field
from form_engine.line_rows import LineRows
from form_engine.line_values import line_values
from form_engine.widgets import WIDGETS, widget_of
from metamodel import Field, Object
from ui_kit.dom_ids import dom_id

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item

NEW = "new"
"""What stands for the number of a line that a script adds."""
SUMMED = ("money", "duration", "number")
"""The widgets whose columns can have a total, the most telling first."""


def bind_lines(binding: Binding, item: Item, field: Field, child: Object) -> BoundLines:
    """The grid: rows as typed where the form was posted, else as stored."""
    grid = _Grid(binding, item, field, child)
    rows = grid.rows()
    return BoundLines(
        **binding.frame(item),
        field=field,
        object=child,
        name=field.name,
        label=field.label.text(binding.locale),
        help=field.help.text(binding.locale) if field.help else "",
        heads=grid.cells(NEW, {}, {}),
        rows=rows,
        removed=grid.removed,
        editable=grid.editable,
        totals=grid.totals(),
        readonly=grid.readonly,
        reacts=True,
        issues=binding.issues.at(field.name),
    )


class _Grid:
    def __init__(self, binding: Binding, item: Item, field: Field, child: Object) -> None:
        self.binding, self.field, self.child = binding, field, child
        self.via = str(field.settings["via"])
        self.readonly = binding.readonly(item, field)
        self.writable = binding.circumstances.rights.writable(child.name)
        readable = binding.circumstances.rights.readable(child.name)
        self.columns = [column for column in item.columns if column.field in readable]
        around = binding.circumstances
        self.was_posted = field.name in around.typed
        self.stored = list(line_values(around.values.get(field.name)))
        given = around.typed.get(field.name)
        self.typed: list[Mapping[str, Any]] = list(given or ())
        self.removed = given.removed if isinstance(given, LineRows) else None
        self.posted = binding.posted_lines(field)
        self.pending = self.posted.rows if self.posted else list(self.stored)
        chosen = item.settings.get("totals")
        self.summed = self._last_amount() if chosen is None else frozenset(chosen)

    def rows(self) -> tuple[BoundRow, ...]:
        source = self.typed if self.was_posted else self.stored
        return tuple(
            BoundRow(
                index=index,
                id=str(row.get("id") or ""),
                cells=self.cells(index, {} if self.was_posted else row, row if self.was_posted else {}),
            )
            for index, row in enumerate(source)
        )

    @property
    def editable(self) -> tuple[str, ...]:
        """The columns that a person can write in, in their order."""
        fields = (self.child.by_name[str(column.field)] for column in self.columns)
        return tuple(field.name for field in fields if not self._is_readonly(field))

    def cells(
        self, index: int | str, stored: Mapping[str, Any], typed: Mapping[str, Any]
    ) -> tuple[BoundField, ...]:
        return tuple(self._cell(index, column, stored, typed) for column in self.columns)

    def totals(self) -> tuple[str, ...]:
        """What stands under each column; an empty text where a sum says nothing."""
        return tuple(self._total(self.child.by_name[str(column.field)]) for column in self.columns)

    def _last_amount(self) -> frozenset[str]:
        """The column that is summed where the form does not say: a price for one says nothing in sum."""
        for widget in SUMMED:
            names = [str(column.field) for column in self.columns]
            fitting = [name for name in names if self.child.by_name[name].type.widget == widget]
            if fitting:
                return frozenset(fitting[-1:])
        return frozenset()

    def _is_readonly(self, field: Field) -> bool:
        return self.readonly or not field.writable or field.name not in self.writable

    def _cell(
        self, index: int | str, column: Item, stored: Mapping[str, Any], typed: Mapping[str, Any]
    ) -> BoundField:
        binding, field = self.binding, self.child.by_name[str(column.field)]
        name = f"{self.field.name}-{index}-{field.name}"
        pending = self.pending[index] if isinstance(index, int) else {}
        readonly = self._is_readonly(field)
        made = make_bound_field(
            binding,
            column,
            field,
            stored=stored.get(field.name),
            pending=pending.get(field.name),
            typed=typed,
            name=name,
            frame={
                "kind": "field",
                "id": dom_id(binding.circumstances.prefix, name),
                "template": column.kind.template,
            },
            required=field.required and not readonly,
            readonly=readonly,
            reacts=False,
            issues=self._issues(index, field),
            asking=Asking(self.child, str(stored.get("id") or ""), pending, {self.via: binding.pending}),
        )
        return self._drawable(made, pending.get(field.name)) if field.name in typed else made

    def _issues(self, index: int | str, field: Field) -> tuple[str, ...]:
        """What saving said of the cell; before that what it would say, so that a pasted cell shows it at once."""
        if not isinstance(index, int):
            return ()
        said = self.binding.issues.at(self.field.name, index, field.name)
        wrong = self.posted.issue(index, field) if self.posted and not said else None
        return (self.binding.sentence(wrong),) if wrong else said

    def _drawable(self, cell: BoundField, value: Any) -> BoundField:
        """A cell whose inputs cannot hold another spelling gets the value; one that is no value stays a text."""
        widget = widget_of(cell.field)
        if not widget.strict:
            return cell
        if value is not None:
            return replace(cell, value=widget.typed(cell.field, value, self.binding.circumstances.showing))
        if isinstance(cell.value, str) and cell.value:
            return replace(cell, widget_template=WIDGETS["text"].template)
        return cell

    def _total(self, field: Field) -> str:
        if field.name not in self.summed or field.type.widget not in SUMMED:
            return ""
        values = [value for row in self.pending if (value := row.get(field.name)) is not None]
        if not values:
            return ""
        return self.binding.circumstances.showing.text(field, sum(values[1:], values[0]))
