"""Forms that anybody may fill in: what of a form document strangers get to see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from form_engine.definition import FormDefinition, Item, Section, Tab
from metamodel import Field, Label

SHOWN = frozenset({"field", "text", "divider"})
"""The layout items that show nothing of other records."""


def may_be_public(field: Field) -> bool:
    """Whether strangers may be asked for it: nothing that points at records, nothing that is worked out."""
    return field.writable and not field.system and field.type.group != "relation" and not field.type.refers


def public_definition(definition: FormDefinition) -> FormDefinition:
    """The form without what strangers may not be asked for, whatever its document says."""
    tabs = tuple(_tab(tab, definition) for tab in definition.tabs)
    return replace(definition, tabs=tabs)


def _tab(tab: Tab, definition: FormDefinition) -> Tab:
    return replace(tab, sections=tuple(_section(section, definition) for section in tab.sections))


def _section(section: Section, definition: FormDefinition) -> Section:
    return replace(section, items=tuple(item for item in section.items if _is_open(item, definition)))


def _is_open(item: Item, definition: FormDefinition) -> bool:
    if item.kind.kind not in SHOWN:
        return False
    return item.field is None or may_be_public(definition.object.by_name[item.field])


def words_of(definition: FormDefinition, name: str, locale: str, fallback: str = "") -> str:
    """A text of the form in the person's language."""
    given: Any = definition.document.body.get(name)
    return Label.of(given).text(locale) if given else fallback
