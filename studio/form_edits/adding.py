"""Parts added to a form: a field, a block, a section, a tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from form_engine import LAYOUT_ITEMS, LayoutItem, related_lists
from metamodel import Blueprint, Conflict, Issue, Label
from metamodel.errors import not_found
from studio.form_edits.layout import (
    ITEM,
    SECTION,
    TAB,
    Body,
    Layout,
    key_of,
    part_at,
    place_of,
    places,
    seat_of,
)

FIELD, BLOCK = "field", "block"
NEW_TAB = Label({"en": "New tab", "zh-CN": "新标签页"})
NEW_SECTION = Label({"en": "New section", "zh-CN": "新分组"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is put: inside a part, before another; or near what is `selected`, in the tab that is `open`."""

    inside: str = ""
    before: str = ""
    selected: str = ""
    open: str = ""


def add_part(body: Body, blueprint: Blueprint, added: str, spot: Spot) -> tuple[dict[str, Any], str]:
    """The form with a part more, and its key: `tab`, `section`, `field.<name>`, `block.<kind>`.

    Raises: NotFound for what there is not; Conflict for a field that the form has already.
    """
    layout = Layout(body)
    what, _, name = added.partition(".")
    if what == "tab":
        part: dict[str, Any] = {"label": dict(NEW_TAB.texts), "sections": [{"items": []}]}
        _put(layout, part, TAB, spot)
    elif what == "section":
        part = {"label": dict(NEW_SECTION.texts), "items": []}
        _put(layout, part, SECTION, spot)
    else:
        part = _field(body, blueprint, name, spot) if what == FIELD else _block(body, blueprint, name)
        _put(layout, part, ITEM, spot)
    return layout.body, layout.key_of(part)


def kind_of_field(type_kind: str) -> str:
    """The kind of item that holds a field of that type: one named like the type where there is one."""
    own = LAYOUT_ITEMS.get(type_kind)
    return type_kind if own and "field" in own.required_settings else FIELD


def blocks(body: Body) -> list[LayoutItem]:
    """The kinds of items that hold no field and belong on such a form: they can be added as they are."""
    purpose = str(body.get("purpose", "edit"))
    fitting = (item for item in LAYOUT_ITEMS.values() if not item.purposes or purpose in item.purposes)
    return [item for item in fitting if "field" not in item.required_settings]


def _field(body: Body, blueprint: Blueprint, name: str, spot: Spot) -> dict[str, Any]:
    described = blueprint.object(str(body["object"]))
    field = described.by_name.get(name)
    if field is None:
        raise not_found("field", name[:40])
    seat = seat_of(body, name)
    if seat is not None:
        message = "“{field}” is on the form already"
        hint = "Move it here instead"
        wanted = spot.inside or key_of((place_of(spot.selected) or ())[:SECTION]) or spot.open
        values = {"field": field.label, "at": key_of(seat), "inside": wanted, "before": spot.before}
        raise Conflict(Issue("on_form", "", message, hint, values))
    return {"type": kind_of_field(field.type.kind), "field": name}


def _block(body: Body, blueprint: Blueprint, kind: str) -> dict[str, Any]:
    item = LAYOUT_ITEMS.get(kind)
    if item is None or item not in blocks(body):
        raise not_found("block", kind[:40])
    return {"type": kind, **_starting(item, body, blueprint)}


def _starting(item: LayoutItem, body: Body, blueprint: Blueprint) -> dict[str, Any]:
    """What a block needs before anybody has chosen anything; what cannot be guessed is told at the block."""
    needed = item.required_settings
    if {"object", "via"} <= set(needed):
        return _unlisted(body, blueprint)
    schemas = {name: item.settings_schema[name] for name in needed}
    return {
        name: dict(item.label.texts) for name, schema in schemas.items() if schema.get("x-widget") == "label"
    }


def _unlisted(body: Body, blueprint: Blueprint) -> dict[str, Any]:
    """An object whose records point here and are not listed on the form, else the first that does."""
    found = [
        {"object": entry["object"], "via": entry["via"]}
        for entry in related_lists(blueprint, blueprint.object(str(body["object"])))
    ]
    listed = [_pair(part) for _, part in _items(body)]
    return next((one for one in found if _pair(one) not in listed), found[0] if found else {})


def _items(body: Body) -> list[tuple[Any, Body]]:
    return [(place, part) for place, part in places(body) if len(place) == ITEM]


def _pair(part: Mapping[str, Any]) -> tuple[Any, Any]:
    return part.get("object"), part.get("via")


def _put(layout: Layout, part: dict[str, Any], depth: int, spot: Spot) -> None:
    """Where the spot says, else after what is selected, else at the end of the open tab."""
    siblings, place = _named(layout, depth, spot) or _near(layout, depth, spot)
    siblings.insert(place, part)


def _named(layout: Layout, depth: int, spot: Spot) -> tuple[list[dict[str, Any]], int] | None:
    if spot.before and len(place_of(spot.before) or ()) == depth:
        layout.part(spot.before)
        place = place_of(spot.before) or ()
        return layout.parts(key_of(place[:-1])), place[-1]
    if spot.inside and len(place_of(spot.inside) or ()) == depth - 1:
        siblings = layout.parts(spot.inside)
        return siblings, len(siblings)
    return None


def _near(layout: Layout, depth: int, spot: Spot) -> tuple[list[dict[str, Any]], int]:
    """After what is selected or inside it, else at the end of the tab that is open, else at the very end."""
    if not layout.tabs and depth > TAB:
        layout.tabs.append({"sections": []})
    last = key_of((len(layout.tabs) - 1,)) if layout.tabs else ""
    near = next((key for key in (spot.inside, spot.selected, spot.open) if _is_there(layout, key)), last)
    place = place_of(near) or ()
    if len(place) >= depth:
        return layout.parts(key_of(place[: depth - 1])), place[depth - 1] + 1
    siblings = _end_of(layout, near, depth) if near else layout.tabs
    return siblings, len(siblings)


def _is_there(layout: Layout, key: str) -> bool:
    place = place_of(key)
    return place is not None and part_at(layout.body, place) is not None


def _end_of(layout: Layout, key: str, depth: int) -> list[dict[str, Any]]:
    """The parts of that depth at the end of what the key names."""
    part = layout.part(key)
    if depth == ITEM and len(place_of(key) or ()) == TAB:
        part = layout.last_section(part)
    found: list[dict[str, Any]] = part.setdefault("items" if depth == ITEM else "sections", [])
    return found
