"""The options of a choice field as people see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from metamodel import Field, Label


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen."""

    value: str
    label: str
    color: str = "gray"
    selected: bool = False


def every(_value: str) -> bool:
    return True


def options_of(
    field: Field, locale: str, chosen: Any = (), fits: Callable[[str], bool] = every
) -> tuple[Option, ...]:
    """The options that fit in their order; what is chosen and none of them comes last, so that nothing is lost."""
    wanted = {chosen} if isinstance(chosen, str) else {str(value) for value in chosen or ()}
    entries = [entry for entry in field.settings.get("options", ()) if fits(str(entry["value"]))]
    listed = tuple(_option(entry, locale, wanted) for entry in entries)
    left = sorted(wanted - {option.value for option in listed})
    return listed + tuple(replace(option_of(field, value, locale), selected=True) for value in left if value)


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
