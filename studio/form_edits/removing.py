"""Parts of a form taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studio.form_edits.layout import Body, Layout


def remove_parts(body: Body, keys: Sequence[str]) -> dict[str, Any]:
    """The form without these parts and without what is in them; a form keeps one tab, if an empty one.

    Raises: NotFound.
    """
    layout = Layout(body)
    layout.take_out([layout.part(key) for key in keys])
    if not layout.tabs:
        layout.tabs.append({"sections": [{"items": []}]})
    return layout.body
