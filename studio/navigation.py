"""The navigation of an app as rows: groups, and entries inside of them, in the order of the bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metamodel import Blueprint, Document, Label
from metamodel.app import DESTINATIONS
from studio.designers.parts import Body

GROUP = "group"
ICONS: Mapping[str, str] = {"dashboard": "layout-dashboard", "report": "chart-bar", "view": "list"}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry; `depth` is 1 inside of a group. `key` is its place when it was drawn."""

    key: str
    entry: Body
    depth: int

    @property
    def is_group(self) -> bool:
        return not any(kind in self.entry for kind in DESTINATIONS)


def rows_of(body: Body) -> list[Row]:
    """The entries one after the other; what is deeper than a group stays inside of its entry."""
    rows: list[Row] = []
    for index, entry in enumerate(body.get("navigation", ())):
        row = Row(str(index), _without_items(entry) if _opens(entry) else entry, 0)
        rows.append(row)
        if _opens(entry):
            rows += [Row(f"{index}.{at}", one, 1) for at, one in enumerate(entry.get("items", ()))]
    return rows


def navigation_of(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The entries as the document has them: rows inside of the group before them."""
    entries: list[dict[str, Any]] = []
    for row in rows:
        if row.is_group:
            entries.append({**row.entry, "items": []})
        elif row.depth and entries and _opens(entries[-1]):
            entries[-1]["items"].append(dict(row.entry))
        else:
            entries.append(dict(row.entry))
    return entries


def in_order(rows: Sequence[Row], order: Sequence[str], moved: str = "") -> list[Row]:
    """The rows in that order; what was moved goes into the group that it now lies in, a group takes its own along."""
    places = {key: index for index, key in enumerate(order)}
    if any(row.key == moved and row.is_group for row in rows):
        places |= {row.key: places.get(moved, 0) for row in rows if row.key.startswith(f"{moved}.")}
    found = sorted(rows, key=lambda row: places.get(row.key, len(places)))
    for index, row in enumerate(found):
        if row.key == moved and not row.is_group:
            before = found[index - 1] if index else None
            inside = before is not None and (before.is_group or before.depth > 0)
            found[index] = replace(row, depth=1 if inside else 0)
    return found


def destinations(blueprint: Blueprint) -> dict[str, Document]:
    """What an entry or a home may lead to, by `kind/name`."""
    return {f"{kind}/{one.name}": one for kind in DESTINATIONS for one in blueprint.of_kind(kind)}


def target_of(entry: Body) -> str:
    """`object/deal`; nothing for a group."""
    kind = next((kind for kind in DESTINATIONS if kind in entry), None)
    return f"{kind}/{entry[kind]}" if kind else ""


def label_of(entry: Body, blueprint: Blueprint) -> Label:
    """Its own words, else those of what it leads to."""
    if entry.get("label"):
        return Label.of(entry["label"])
    target = target_of(entry)
    kind, _, name = target.partition("/")
    if kind == "object" and name in blueprint.objects:
        return blueprint.objects[name].plural_label
    document = destinations(blueprint).get(target)
    return document.label if document else Label.of(name or "?")


def icon_of(entry: Body, blueprint: Blueprint) -> str:
    kind, _, name = target_of(entry).partition("/")
    if entry.get("icon"):
        return str(entry["icon"])
    if kind == "object" and name in blueprint.objects:
        return blueprint.objects[name].icon
    return ICONS.get(kind, "folder")


def _opens(entry: Body) -> bool:
    return not any(kind in entry for kind in DESTINATIONS)


def _without_items(entry: Body) -> Body:
    return {name: value for name, value in entry.items() if name != "items"}
