"""The named colours of options and accents, and the palette of charts.

`python -m ui_kit.option_colors` writes `static/css/tones.css` from the values here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ui_kit.messages import N_


@dataclass(frozen=True, slots=True)
class Tone:
    """One colour on one ground: a `background` with its `text` (AA), a `solid` for dots and bars."""

    background: str
    text: str
    solid: str


@dataclass(frozen=True, slots=True)
class OptionColor:
    """A colour an option may have; `strong` carries white text (AA) in both themes."""

    name: str
    light: Tone
    dark: Tone
    strong: str


PALETTE = (
    OptionColor(
        "gray", Tone("#eff0f3", "#4a4d54", "#7d8089"), Tone("#2a2b30", "#cfd1d7", "#9b9ea8"), "#6c707a"
    ),
    OptionColor(
        "red", Tone("#ffebe9", "#802e2b", "#d24c49"), Tone("#42201e", "#ffbfb8", "#ed756e"), "#c24240"
    ),
    OptionColor(
        "orange", Tone("#ffece3", "#7d3400", "#cb5a00"), Tone("#402313", "#ffc1a2", "#e87e42"), "#b95100"
    ),
    OptionColor(
        "amber", Tone("#fdeed9", "#694500", "#c38406"), Tone("#3a2709", "#f2ca92", "#d38f00"), "#996600"
    ),
    OptionColor(
        "yellow", Tone("#f6f1d9", "#5a4d00", "#a99202"), Tone("#322b08", "#dfd291", "#b79e04"), "#827000"
    ),
    OptionColor(
        "lime", Tone("#ebf4dd", "#405600", "#7ba200"), Tone("#253011", "#c4db9e", "#89ae37"), "#5b7a00"
    ),
    OptionColor(
        "green", Tone("#e2f7e5", "#015e28", "#009a46"), Tone("#16321d", "#a9e1b4", "#4cb86a"), "#008239"
    ),
    OptionColor(
        "teal", Tone("#daf8f1", "#005a4f", "#059583"), Tone("#01342c", "#90e4d3", "#08b7a1"), "#007f6f"
    ),
    OptionColor(
        "cyan", Tone("#d9f6fe", "#005766", "#0090a8"), Tone("#00323b", "#8de0f4", "#00b1ce"), "#007b8f"
    ),
    OptionColor(
        "blue", Tone("#e7f1fe", "#194d8a", "#2a80e2"), Tone("#192c45", "#b3d4fe", "#59a0f9"), "#1b70cf"
    ),
    OptionColor(
        "indigo", Tone("#eceffe", "#3c458b", "#6572e4"), Tone("#242945", "#c3ceff", "#8494fa"), "#5a65d1"
    ),
    OptionColor(
        "violet", Tone("#f2edff", "#563c83", "#8e64d7"), Tone("#2f2542", "#d7c6ff", "#aa88ef"), "#8259c7"
    ),
    OptionColor(
        "purple", Tone("#faeafe", "#683573", "#ab58be"), Tone("#37223b", "#eabff4", "#c77dd8"), "#9d4eaf"
    ),
    OptionColor(
        "pink", Tone("#feeaf1", "#7b2d50", "#ca4b85"), Tone("#3f202d", "#ffbad4", "#e573a3"), "#ba4179"
    ),
)
NAMES = tuple(color.name for color in PALETTE)
DEFAULT = "gray"
COLOR_WORDS = {
    "gray": N_("Gray"), "red": N_("Red"), "orange": N_("Orange"), "amber": N_("Amber"), "yellow": N_("Yellow"),
    "lime": N_("Lime"), "green": N_("Green"), "teal": N_("Teal"), "cyan": N_("Cyan"), "blue": N_("Blue"),
    "indigo": N_("Indigo"), "violet": N_("Violet"), "purple": N_("Purple"), "pink": N_("Pink"),
}  # fmt: skip
"""What people call each colour."""

CHART_LIGHT = ("#3b6fd4", "#c77700", "#0f8a6a", "#b8508f", "#2f93c4", "#c4501b", "#8f7d00", "#6b6f78")
CHART_DARK = ("#7aa5f5", "#f0a94a", "#3fc79f", "#e38fc0", "#74c3ea", "#f0854f", "#d6c445", "#a3a7b0")
"""Series colours in order, told apart with the common kinds of colour blindness (after Okabe and Ito)."""


def color_named(name: str | None) -> str:
    """The name itself where the palette has it, else the default: safe in a class name."""
    return name if name in NAMES else DEFAULT


def tones_css() -> str:
    """The style sheet of all tones: `.tone-red` sets `--tone-…`, `[data-accent=red]` the accent."""
    header = "/* Written by python -m ui_kit.option_colors; edit the values there. */\n"
    return header + "\n".join(_rules()) + "\n"


def _rules() -> Iterator[str]:
    for color in PALETTE:
        light, dark = color.light, color.dark
        yield (
            f".tone-{color.name} {{ --tone-bg: light-dark({light.background}, {dark.background}); "
            f"--tone-fg: light-dark({light.text}, {dark.text}); "
            f"--tone-solid: light-dark({light.solid}, {dark.solid}); }}"
        )
    for color in PALETTE:
        light, dark = color.light, color.dark
        yield (
            f':root[data-accent="{color.name}"] {{ --accent: {color.strong}; '
            f"--accent-text: light-dark({color.strong}, {dark.text}); "
            f"--accent-line: light-dark({light.solid}, {dark.solid}); "
            f"--accent-soft: light-dark({light.background}, {dark.background}); "
            f"--accent-soft-text: light-dark({light.text}, {dark.text}); }}"
        )
    for number, (light_color, dark_color) in enumerate(zip(CHART_LIGHT, CHART_DARK, strict=True), 1):
        yield f":root {{ --chart-{number}: light-dark({light_color}, {dark_color}); }}"


if __name__ == "__main__":
    target = Path(__file__).parent / "static" / "css" / "tones.css"
    target.write_text(tones_css(), encoding="utf-8")
