"""Widths as classes, because style attributes are not allowed: a column keeps its width without script.

`python -m ui_kit.widths` writes `static/css/widths.css`.
"""

from __future__ import annotations

from pathlib import Path

STEP = 8
NARROWEST = 48
WIDEST = 640
MOST_PLACES = 91
GRIDS = (28, 52, 91)
"""Columns that a timeline has."""


def width_class(pixels: int | None) -> str:
    """The class of the nearest width; nothing for none."""
    if not pixels:
        return ""
    bounded = min(max(pixels, NARROWEST), WIDEST)
    return f"w-{round(bounded / STEP) * STEP}"


def widths_css() -> str:
    """The style sheet of all widths, of bar lengths in percent, of grid spans and of places on a timeline."""
    widths = (f".w-{width} {{ width: {width}px; }}" for width in range(NARROWEST, WIDEST + 1, STEP))
    shares = (f".share-{share} {{ --share: {share}%; }}" for share in range(101))
    spans = (f".span-{span} {{ --span: {span}; }}" for span in range(1, 13))
    rows = (f".rows-{row} {{ --rows: {row}; }}" for row in range(1, 9))
    places = (f".from-{place} {{ grid-column-start: {place}; }}" for place in range(1, MOST_PLACES + 1))
    overs = (f".over-{span} {{ grid-column-end: span {span}; }}" for span in range(1, MOST_PLACES + 1))
    grids = (f".columns-of-{count} {{ --columns: {count}; }}" for count in GRIDS)
    header = "/* Written by python -m ui_kit.widths. */"
    return "\n".join((header, *widths, *shares, *spans, *rows, *places, *overs, *grids)) + "\n"


if __name__ == "__main__":
    target = Path(__file__).parent / "static" / "css" / "widths.css"
    target.write_text(widths_css(), encoding="utf-8")
