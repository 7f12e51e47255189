"""Two people changed one record: what each of them wrote, field by field, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from form_engine import BoundField, BoundLines, Shown, same_as_typed, widget_of
from metamodel import Field
from record_store.history import HistoryEntry
from runtime.pages.form_sheet import FormSheet, before_of, typed_rows
from runtime.pages.showing import showing_of

CHOICE = "_choice."
MINE, THEIRS, BEFORE = "mine", "theirs", "before"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that both changed: what I typed, what is there now, and what was there before."""

    field: Field
    mine: Shown
    theirs: Shown
    before: Shown


def read_differences(
    sheet: FormSheet, mine: Mapping[str, Any], changes: tuple[HistoryEntry, ...]
) -> tuple[Difference, ...]:
    """The fields that need a choice: changed by me and, since I began, otherwise by somebody else."""
    touched = {name for entry in changes for name in entry.changes} & set(mine)
    if not touched:
        return ()
    before, showing = before_of(changes), showing_of(sheet.request, sheet.visit)
    now = {
        item.field.name: item.value if isinstance(item, BoundField) else typed_rows(item)
        for item in sheet.bind({}).items
        if isinstance(item, BoundField | BoundLines)
    }
    written = sheet.bind(mine).fields

    def show(field: Field, value: Any) -> Shown:
        return widget_of(field).show(field, value, showing)

    def difference(name: str) -> Difference:
        field = sheet.definition.object.field(name)
        typed = written[name].shown if name in written else show(field, mine[name])
        said = typed if not typed.blank else Shown(text=str(mine[name] or ""))
        return Difference(field, said, show(field, sheet.values.get(name)), show(field, before.get(name)))

    return tuple(
        difference(name) for name in mine if name in touched and not same_as_typed(mine[name], now.get(name))
    )


def settled(
    mine: Mapping[str, Any], changes: tuple[HistoryEntry, ...], chosen: Mapping[str, Any]
) -> dict[str, Any]:
    """What is saved of mine after the choice: theirs stays as it is, before comes back."""
    before, kept = before_of(changes), {}
    for name, value in mine.items():
        choice = chosen.get(f"{CHOICE}{name}", MINE)
        if choice != THEIRS:
            kept[name] = before.get(name) if choice == BEFORE else value
    return kept
