"""Parts of a form changed in one setting: their width, their words, their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from form_engine.definition import MOST_COLUMNS
from form_engine.layout_items.layout_item import WIDTHS
from metamodel import Invalid, Issue
from studio.form_edits.layout import ITEM, SECTION, Body, Layout, place_of

MOST_LETTERS = 200


def widen_items(body: Body, keys: Sequence[str], width: str) -> dict[str, Any]:
    """The form with these items that wide. Raises: NotFound; Invalid for a width that there is not."""
    if width not in WIDTHS:
        raise Invalid(
            Issue("unknown_value", "/width", "There is no width “{width}”", values={"width": width[:40]})
        )
    layout = Layout(body)
    for key in keys:
        part = layout.part(key)
        if len(place_of(key) or ()) == ITEM:
            part["width"] = width
    return layout.body


def set_columns(body: Body, key: str, columns: int | None) -> dict[str, Any]:
    """The form with that many columns in the section. Raises: NotFound, Invalid."""
    layout = Layout(body)
    section = layout.part(key)
    if len(place_of(key) or ()) != SECTION or columns is None or not 1 <= columns <= MOST_COLUMNS:
        message = "A section has 1 to {most} columns"
        raise Invalid(Issue("out_of_range", "/columns", message, values={"most": MOST_COLUMNS}))
    section["columns"] = columns
    return layout.body


def rename_part(body: Body, key: str, locale: str, text: str) -> dict[str, Any]:
    """The form with other words for a tab or a section, in that language; the words in others stay.

    Raises: NotFound, Invalid.
    """
    layout = Layout(body)
    part = layout.part(key)
    if len(place_of(key) or ()) == ITEM or len(text) > MOST_LETTERS:
        raise Invalid(Issue("malformed", "/label", "This cannot be its label"))
    before = part.get("label")
    words = dict(before) if isinstance(before, dict) else {"en": before} if before else {}
    words[locale] = text.strip()
    words = {language: words_in for language, words_in in words.items() if words_in}
    part.pop("label", None)
    return layout.body if not words else _labelled(layout, part, words)


def _labelled(layout: Layout, part: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """The label first, as people write it."""
    rest = dict(part)
    part.clear()
    part.update(label=words, **rest)
    return layout.body
