"""Widgets for references: to a record, to one of several objects, to many records, to a person."""

from __future__ import annotations

from typing import Any

from form_engine.entries import Entries
from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label


class Lookup(Widget):
    """Holds the id of a record; a name that was typed and not chosen is looked up by the field's parser.

    `name` holds the id, `name.text` what stands in the box, `name.was` both as they were drawn: so a person
    without script changes the record by writing another name.
    """

    kind = "lookup"
    label = Label({"en": "Record", "zh-CN": "关联记录"})

    def read(self, entries: Entries, name: str) -> Any:
        chosen, text = entries.text(name), entries.text(f"{name}.text").strip()
        was_id, _, was_text = entries.text(f"{name}.was").partition("|")
        if f"{name}.text" in entries and chosen == was_id and text != was_text:
            return text
        return chosen

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else value.id

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        if value is None:
            return NOTHING
        return Shown(
            "record", value.label or value.id, value.id, href=showing.record_link(value.object, value.id)
        )


class LookupAny(Lookup):
    """Two inputs: which object, and which record of it."""

    kind = "lookup_any"
    label = Label({"en": "Record of one of several objects", "zh-CN": "多对象关联"})
    parts = ("object", "id")
    grouped = True

    def read(self, entries: Entries, name: str) -> Any:
        chosen = entries.text(f"{name}.id")
        return {"object": entries.text(f"{name}.object"), "id": chosen} if chosen else ""

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else {"object": value.object, "id": value.id}


class Lookups(Widget):
    kind = "many_to_many"
    label = Label({"en": "Several records", "zh-CN": "多条关联记录"})
    plural = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return [each.id for each in value or ()]

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        records = tuple(
            Shown("record", each.label or each.id, each.id, href=showing.record_link(each.object, each.id))
            for each in value or ()
        )
        return (
            Shown("list", ", ".join(record.text for record in records), parts=records) if records else NOTHING
        )


class User(Lookup):
    kind = "user"
    label = Label({"en": "Person", "zh-CN": "人员"})

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        return NOTHING if value is None else Shown("person", value.label or value.id, value.id)
