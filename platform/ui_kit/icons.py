"""Icons by name, drawn from one sprite."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup

UNKNOWN = "square-rounded"
SPRITE = "ui_kit/vendor/icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """The names that may be asked for."""
    return frozenset((Path(__file__).parent / "icons.txt").read_text(encoding="utf-8").split())


@lru_cache(4096)
def icon_markup(sprite: str, name: str, size: int = 16) -> Markup:
    """An `<svg>` hidden from screen readers; a name that is not there gives a plain square.

    Units: pixels.
    """
    shown = name if name in icon_names() else UNKNOWN
    drawing = Markup(
        '<svg class="icon" width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"/></svg>'
    )
    return drawing.format(size, sprite, shown)
