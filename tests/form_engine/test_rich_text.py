"""Formatted text is shown as HTML: whatever it was before, it is clean when it is shown."""

from __future__ import annotations

import pytest

from form_engine import Showing, widget_of
from metamodel import FIELD_TYPES
from metamodel.field import make_field

NOTES = make_field({"name": "notes", "type": "rich_text"}, FIELD_TYPES["rich_text"])
TYPED = '<p>Hi</p><div hx-post="/demo/o/deal/1/purge" hx-trigger="load"></div><script>x()</script>'


@pytest.mark.parametrize("value", [TYPED, "<p>Hi</p>"])
def test_what_was_only_typed_is_cleaned_before_it_is_shown(value: str) -> None:
    """A link to a new record brings first values along, which nobody has read yet."""
    shown = widget_of(NOTES).show(NOTES, value, Showing())
    assert "hx-" not in str(shown.value)
    assert "<script" not in str(shown.value)
    assert "<p>Hi</p>" in str(shown.value)


@pytest.mark.parametrize("value", ["<script>x()</script>", "<p></p>", "a" * 300_000, ["<p>Hi</p>"]])
def test_what_holds_no_text_shows_nothing(value: object) -> None:
    assert widget_of(NOTES).show(NOTES, value, Showing()).blank
