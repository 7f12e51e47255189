"""Reading: what a form posted, as values by field; everything stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from form_engine.automatic import read_automatic, same_as_typed
from form_engine.bound import BoundField, BoundForm, BoundLines
from form_engine.definition import FormDefinition, Item
from form_engine.entries import Entries, number_in
from form_engine.widgets import widget_of
from form_engine.widgets.rows import Lines
from metamodel import Issue, Object
from metamodel.blueprint import Blueprint
from metamodel.issues import pointer

ACTION = "_action"
VERSION = "_version"
ADD_LINE = "add_line"
REMOVE_LINE = "remove_line"
COPY_LINE = "copy_line"


@dataclass(frozen=True, slots=True)
class Action:
    """The button that was pressed: `save`, `refresh`, `add_line:lines`, `remove_line:lines:2`, …"""

    name: str
    arguments: tuple[str, ...] = ()

    @property
    def saves(self) -> bool:
        return self.name.startswith("save")


@dataclass(frozen=True, slots=True)
class Reading:
    """Values by field as parsers take them, the action and the version the form was made from."""

    values: Mapping[str, Any]
    action: Action
    version: int | None


def read_form(definition: FormDefinition, blueprint: Blueprint, entries: Entries) -> Reading:
    """The fields of the form that were posted; what the form does not hold, and what it filled in itself and nobody
    touched, is not read.

    Shape: line items are lists of mappings by field, with `id` where the line was saved before.
    """
    named, *arguments = entries.text(ACTION, "save").split(":")
    action = Action(named, tuple(arguments))
    values: dict[str, Any] = {}
    for item in definition.items:
        field = definition.object.by_name.get(item.field or "")
        if field is None or not field.writable:
            continue
        widget = widget_of(field)
        if isinstance(widget, Lines):
            if field.name in entries:
                values[field.name] = _rows(
                    item, blueprint.object(field.target or ""), widget.read(entries, field.name)
                )
        elif widget.posted(entries, field.name):
            values[field.name] = widget.read(entries, field.name)
    for name, drawn in read_automatic(entries).items():
        if name in values and same_as_typed(values[name], drawn):
            del values[name]
    version = entries.text(VERSION)
    return Reading(with_line_action(values, action), action, number_in(version))


def with_line_action(values: dict[str, Any], action: Action) -> dict[str, Any]:
    """The values after a line was added, removed or copied."""
    if not action.arguments or not isinstance(values.get(action.arguments[0]), list):
        return values
    name, *place = action.arguments
    rows = list(values[name])
    found = number_in(place[0]) if place else None
    index = -1 if found is None else found
    if action.name == ADD_LINE:
        rows.append({})
    elif action.name == REMOVE_LINE and 0 <= index < len(rows):
        del rows[index]
    elif action.name == COPY_LINE and 0 <= index < len(rows):
        rows.insert(index + 1, {key: value for key, value in rows[index].items() if key != "id"})
    return {**values, name: rows}


def kept_values(reading: Reading, bound: BoundForm) -> dict[str, Any]:
    """The values to be saved: of what the person sees and may change, without line items left empty.

    A hidden field keeps what it has, whatever stands in its inputs.
    """
    open_items = {
        item.field.name
        for item in bound.shown_items
        if isinstance(item, BoundField | BoundLines) and not item.readonly
    }
    return {
        name: _filled(value) if _is_rows(value) else value
        for name, value in reading.values.items()
        if name in open_items
    }


def missing_values(definition: FormDefinition, bound: BoundForm) -> tuple[Issue, ...]:
    """What this form requires beyond what its fields require everywhere; the store sees to the latter."""
    asked = {item.field for item in definition.items if item.field and item.settings.get("required_when")}
    return tuple(
        Issue("required", pointer(item.field.name), "{field} is needed", values={"field": item.field.label})
        for item in bound.shown_items
        if isinstance(item, BoundField) and item.field.name in asked and item.required and item.shown.blank
    )


def _rows(item: Item, child: Object, rows: list[Entries]) -> list[dict[str, Any]]:
    return [_row(item, child, row) for row in rows]


def _row(item: Item, child: Object, entries: Entries) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in item.columns:
        field = child.by_name[str(column.field)]
        widget = widget_of(field)
        if field.writable and widget.posted(entries, field.name):
            values[field.name] = widget.read(entries, field.name)
    if entries.text("id"):
        values["id"] = entries.text("id")
    return values


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value) and bool(value)


def _filled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row.get("id") or any(_says_something(value) for value in row.values())]


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(value.values())
    return value not in ("", [], None, "false")
