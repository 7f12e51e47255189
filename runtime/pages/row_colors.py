"""The colour that tells a record apart: that of its option in the choice which the view names."""

from __future__ import annotations

from dataclasses import dataclass

from form_engine import Showing, widget_of
from metamodel import Field
from record_store.record import Record
from record_store.records import Records
from runtime.pages.list_state import ListState

PLAIN = "indigo"
"""Of what stands in a calendar or on a timeline without an option."""


@dataclass(frozen=True, slots=True)
class RowColor:
    """Empty where a record has no option; `told` says in words what the colour says."""

    color: str = ""
    told: str = ""


UNCOLORED = RowColor()


def named_color(records: Records, state: ListState) -> Field | None:
    """The choice that the view names, where the person may see it."""
    wanted = state.view.setting("color")
    return next((one for one in _choices(records, state) if one.name == wanted), None)


def color_field(records: Records, state: ListState) -> Field | None:
    """The choice that the view names, else the first one of the object."""
    return named_color(records, state) or next(iter(_choices(records, state)), None)


def color_of(record: Record, colored: Field | None, showing: Showing) -> RowColor:
    """The colour of the record's option."""
    value = record.values.get(colored.name) if colored else None
    if colored is None or not value:
        return UNCOLORED
    shown = widget_of(colored).show(colored, value, showing)
    return RowColor(shown.color, f"{colored.label.text(showing.locale)}: {shown.text}")


def names_of(colored: Field | None) -> tuple[str, ...]:
    """What has to be read for it."""
    return (colored.name,) if colored else ()


def _choices(records: Records, state: ListState) -> list[Field]:
    readable = records.rights.readable(state.described.name)
    return [one for one in state.described.fields if one.type.kind == "select" and one.name in readable]
