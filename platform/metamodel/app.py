"""An app: what people find in the bar on the left, and where each role begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from metamodel.documents import Described
from metamodel.labels import Label

DESTINATIONS = ("object", "dashboard", "report", "view")
"""What a navigation entry may lead to: each names a document of that kind."""

ANY_ROLE = "*"


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of the bar: it leads to a document, or it groups others under a label."""

    path: str
    label: Label | None
    kind: str | None = None
    name: str | None = None
    items: tuple[NavigationEntry, ...] = ()
    icon: str = ""


@dataclass(frozen=True)
class App(Described):
    """An app document as pages read it."""

    @property
    def navigation(self) -> tuple[NavigationEntry, ...]:
        return tuple(_entries(self.document.body.get("navigation", ()), "/navigation"))

    def home(self, roles: tuple[str, ...]) -> tuple[str, str] | None:
        """The kind and name of what the first of these roles with a home begins with."""
        homes: Mapping[str, Mapping[str, str]] = self.document.body.get("home", {})
        for role in (*roles, ANY_ROLE):
            if role in homes:
                return next(iter(homes[role].items()))
        return None


def _entries(entries: Any, place: str) -> Iterator[NavigationEntry]:
    for index, entry in enumerate(entries):
        path = f"{place}/{index}"
        label = Label.of(entry["label"]) if entry.get("label") else None
        kind = next((kind for kind in DESTINATIONS if kind in entry), None)
        name = entry[kind] if kind else None
        items = tuple(_entries(entry.get("items", ()), f"{path}/items"))
        yield NavigationEntry(path, label, kind, name, items, str(entry.get("icon", "")))
