"""Reading: what a form posted, as values by field; everything stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from form_engine.automatic import read_automatic, same_as_typed
from form_engine.bound import BoundField, BoundForm, BoundLines
from form_engine.definition import FormDefinition, Item
from form_engine.entries import Entries, number_in
from form_engine.line_actions import act, read_rows
from form_engine.line_rows import LineRows
from form_engine.widgets import widget_of
from form_engine.widgets.rows import Lines
from metamodel import Issue, Object
from metamodel.blueprint import Blueprint
from metamodel.issues import pointer

ACTION = "_action"
VERSION = "_version"


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
                child = blueprint.object(field.target or "")
                rows = LineRows(_row(item, child, row) for row in widget.read(entries, field.name))
                values[field.name] = _after(action, item, child, rows, entries)
        elif widget.posted(entries, field.name):
            values[field.name] = widget.read(entries, field.name)
    for name, drawn in read_automatic(entries).items():
        if name in values and same_as_typed(values[name], drawn):
            del values[name]
    version = entries.text(VERSION)
    return Reading(values, action, number_in(version))


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


def _after(action: Action, item: Item, child: Object, rows: LineRows, entries: Entries) -> LineRows:
    """The rows with what is carried along beside them, after a button of their grid was pressed."""
    columns = [child.by_name[str(column.field)] for column in item.columns]
    columns = [column for column in columns if column.writable]
    grid, named = str(item.field), action.arguments[:1]
    rows = read_rows(rows, columns, grid, entries)
    return act(rows, action.name, action.arguments[1:], columns, entries, grid) if named == (grid,) else rows


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
