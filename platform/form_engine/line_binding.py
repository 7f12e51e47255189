"""Line items joined with their values: the grid's heads, rows, cells and totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from form_engine.bound import BoundField, BoundLines, BoundRow
from form_engine.circumstances import Asking
from form_engine.field_binding import make_bound_field
from form_engine.pending import pending_values
from metamodel import Field, Object
from ui_kit.dom_ids import dom_id

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item

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
        heads=grid.cells(-1, {}, {}),
        rows=rows,
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
        self.typed: list[Mapping[str, Any]] = list(around.typed.get(field.name) or ())
        self.pending = self._pending_rows()
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

    def cells(
        self, index: int, stored: Mapping[str, Any], typed: Mapping[str, Any]
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

    def _pending_rows(self) -> list[Mapping[str, Any]]:
        if not self.was_posted:
            return list(self.stored)
        around, by_id = self.binding.circumstances, {row.get("id"): row for row in self.stored}
        return [pending_values(self.child, by_id.get(row.get("id"), {}), row, around) for row in self.typed]

    def _cell(
        self, index: int, column: Item, stored: Mapping[str, Any], typed: Mapping[str, Any]
    ) -> BoundField:
        binding, field = self.binding, self.child.by_name[str(column.field)]
        name = f"{self.field.name}-{index}-{field.name}"
        pending = self.pending[index] if index >= 0 else {}
        readonly = self.readonly or not field.writable or field.name not in self.writable
        return make_bound_field(
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
            issues=binding.issues.at(self.field.name, index, field.name) if index >= 0 else (),
            asking=Asking(self.child, str(stored.get("id") or ""), pending, {self.via: binding.pending}),
        )

    def _total(self, field: Field) -> str:
        if field.name not in self.summed or field.type.widget not in SUMMED:
            return ""
        values = [value for row in self.pending if (value := row.get(field.name)) is not None]
        if not values:
            return ""
        return self.binding.circumstances.showing.text(field, sum(values[1:], values[0]))


def line_values(lines: Any) -> Iterable[Mapping[str, Any]]:
    """The values of stored line items, each with its id."""
    for line in lines or ():
        yield {**line.values, "id": line.id} if hasattr(line, "values") and hasattr(line, "id") else line
