"""The options of a choice field as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metamodel import Field, Label


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen."""

    value: str
    label: str
    color: str = "gray"
    selected: bool = False


def options_of(field: Field, locale: str, chosen: Any = ()) -> tuple[Option, ...]:
    """All options in their order; a chosen value that is none of them comes last, so that nothing is lost."""
    wanted = {chosen} if isinstance(chosen, str) else {str(value) for value in chosen or ()}
    listed = tuple(_option(entry, locale, wanted) for entry in field.settings.get("options", ()))
    known = {option.value for option in listed}
    return listed + tuple(Option(value, value, selected=True) for value in sorted(wanted - known) if value)


def option_of(field: Field, value: str, locale: str) -> Option:
    """The option with that value; a value that is none of them is shown as it is."""
    for entry in field.settings.get("options", ()):
        if entry["value"] == value:
            return _option(entry, locale, {value})
    return Option(value, value, selected=True)


def _option(entry: Any, locale: str, chosen: set[str]) -> Option:
    value = str(entry["value"])
    label = Label.of(entry.get("label"), value).text(locale)
    return Option(value, label, entry.get("color", "gray"), value in chosen)
