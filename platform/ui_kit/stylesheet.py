"""Our style sheet: one plain file per component, sent as one."""

from __future__ import annotations

from pathlib import Path

STYLESHEET = "ui_kit/css/all.css"
FOLDER = Path(__file__).parent / "static" / "css"
COMPONENTS = (
    "tokens", "tones", "base", "layout", "frame", "button", "field", "entry", "combobox", "expression", "table", "toolbar", "badge",
    "chip", "avatar", "menu", "dialog", "toast", "alert", "tabs", "empty", "skeleton", "path", "timeline",
    "board", "calendar", "gallery_view", "time_bars", "facts", "tile", "palette", "studio", "error", "widths", "print",
)  # fmt: skip
"""In the order of the cascade."""


def read_stylesheet() -> str:
    """All components, in order."""
    return "\n".join((FOLDER / f"{component}.css").read_text(encoding="utf-8") for component in COMPONENTS)
