"""The widget for line items: a grid whose cells are the widgets of the child object's fields."""

from __future__ import annotations

import re
from typing import Any

from form_engine.entries import Entries
from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label

_ROW = re.compile(r"(\d{1,6})-")


class Lines(Widget):
    """Posts `lines-0-price`, and `lines` itself empty to say that the grid was there.

    Which fields a row has only the form's definition knows, so `form_engine.reading` reads the cells.
    """

    kind = "lines"
    label = Label({"en": "Line items", "zh-CN": "明细行"})
    wide = True

    def read(self, entries: Entries, name: str) -> list[Entries]:
        """The entries of each row, in the order of their numbers."""
        inside = entries.under(f"{name}-")
        numbers = sorted({int(found.group(1)) for key in inside if (found := _ROW.match(key))})
        return [inside.under(f"{number}-") for number in numbers]

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return []

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        return Shown("plain", str(len(value))) if value else NOTHING
