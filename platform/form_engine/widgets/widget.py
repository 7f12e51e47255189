"""The contract of a widget: how a field's value is asked for, read back and shown."""

from __future__ import annotations

import datetime as dt
from abc import ABC
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from form_engine.entries import Entries
from form_engine.shown import NOTHING, Shown
from metamodel import DEFAULT_LOCALE, Field, Label

Link = Callable[[str, str], str]
"""The address of a record, given its object and id."""


def no_link(_object_name: str, _record_id: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Showing:
    """For whom values are shown: language, time zone, and where records and files are found."""

    locale: str = DEFAULT_LOCALE
    zone: dt.tzinfo = dt.UTC
    record_link: Link = no_link
    file_link: Callable[[str], str] = field(default=lambda _id: "")

    def text(self, field: Field, value: Any) -> str:
        """The value as words."""
        return field.type.show(field, value, self.locale, self.zone)


class Widget(ABC):
    """One way of editing and showing values.

    Its template `form_engine/widgets/<kind>.html` has two macros: `edit(item)` draws the inputs of a bound
    field, `show(shown)` draws a value.
    """

    kind: ClassVar[str]
    label: ClassVar[Label]
    settings_schema: ClassVar[Mapping[str, Any]] = {}
    wide: ClassVar[bool] = False
    """Whether it takes the whole width of a section where nothing else is said."""
    numeric: ClassVar[bool] = False
    """Whether its values stand at the right edge of a column."""
    parts: ClassVar[tuple[str, ...]] = ()
    """The names of its inputs where it has several: `address.city`; none when the field's name is enough."""
    grouped: ClassVar[bool] = False
    """Whether it has several inputs under one label."""
    plural: ClassVar[bool] = False
    """Whether it posts a list."""
    strict: ClassVar[bool] = False
    """Whether its inputs can only hold what `typed` gives: a date in another spelling would be lost in them."""

    @property
    def template(self) -> str:
        return f"form_engine/widgets/{self.kind}.html"

    def read(self, entries: Entries, name: str) -> Any:
        """What was posted under that name as the field's parser takes it."""
        if self.parts:
            return {part: entries.text(f"{name}.{part}") for part in self.parts}
        if self.plural:
            return [value for value in entries.all(name) if value != ""]
        return entries.last(name)

    def posted(self, entries: Entries, name: str) -> bool:
        """Whether the form had this widget at all."""
        return any(f"{name}.{part}" in entries for part in self.parts) if self.parts else name in entries

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        """What the inputs hold for a stored value: the inverse of `read` and the field's parser."""
        return "" if value is None else str(value)

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        """The value as a list, a record page and a sentence show it."""
        if value is None:
            return NOTHING
        return Shown(self.kind, showing.text(field, value), value)
