"""Parts of a form moved: items between sections and tabs, sections between tabs, tabs among themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metamodel import Invalid, Issue
from studio.form_edits.layout import ITEM, SECTION, TAB, Body, Layout, place_of

Keys = Sequence[str]


def move_parts(
    body: Body, keys: Keys, inside: str, before: str = ""
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The form with the parts inside that tab or section, before the part that is named or at the end; their keys then.

    Items that are moved into a tab come to the end of its last section. Raises: NotFound, Invalid.
    """
    layout, depth = Layout(body), _depth_of(keys)
    moved = [layout.part(key) for key in _in_order(keys)]
    anchor = layout.part(before) if before else None
    holder, name = _holder(layout, depth, inside)
    layout.take_out(moved)
    siblings = layout.tabs if holder is None else holder[name]
    place = _place(siblings, anchor)
    siblings[place:place] = moved
    return layout.body, tuple(layout.key_of(part) for part in moved)


def _holder(layout: Layout, depth: int, inside: str) -> tuple[dict[str, Any] | None, str]:
    """What holds the parts then, and under which name; nothing for tabs, which the form itself holds."""
    if depth == TAB:
        return None, ""
    holder, holds = layout.part(inside), len(place_of(inside) or ())
    if depth == ITEM and holds == TAB:
        return layout.last_section(holder), "items"
    if holds != depth - 1:
        raise Invalid(Issue("wrong_place", "", "This cannot stand there"))
    return holder, "items" if depth == ITEM else "sections"


def _place(siblings: Sequence[Body], anchor: Body | None) -> int:
    return next((number for number, part in enumerate(siblings) if part is anchor), len(siblings))


def _depth_of(keys: Keys) -> int:
    """How deep the parts are, all the same. Raises: Invalid."""
    depths = {len(place_of(key) or ()) for key in keys}
    if len(depths) != 1 or not depths <= {TAB, SECTION, ITEM}:
        raise Invalid(
            Issue("mixed", "", "Only parts of one kind move together", "Choose fields, or sections, or tabs")
        )
    return depths.pop()


def _in_order(keys: Keys) -> list[str]:
    """In the order of reading, each once."""
    return sorted(dict.fromkeys(keys), key=lambda key: place_of(key) or ())
