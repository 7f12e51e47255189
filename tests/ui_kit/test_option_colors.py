"""Named colours: readable in both themes, told apart in charts."""

import pytest

from ui_kit.option_colors import CHART_DARK, CHART_LIGHT, NAMES, PALETTE, OptionColor, color_named, tones_css
from ui_kit.stylesheet import FOLDER

LIGHT_SURFACE, DARK_SURFACE = "#ffffff", "#16171b"


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("color", PALETTE, ids=lambda color: color.name)
def test_text_on_every_colour_is_readable_in_both_themes(color: OptionColor) -> None:
    assert contrast(color.light.background, color.light.text) >= 4.5
    assert contrast(color.dark.background, color.dark.text) >= 4.5
    assert contrast(color.strong, "#ffffff") >= 4.5


@pytest.mark.parametrize("color", PALETTE, ids=lambda color: color.name)
def test_dots_and_bars_stand_out_from_the_page(color: OptionColor) -> None:
    assert contrast(color.light.solid, LIGHT_SURFACE) >= 2.9
    assert contrast(color.dark.solid, DARK_SURFACE) >= 3


def test_series_of_charts_stand_out_from_the_page() -> None:
    assert min(contrast(color, LIGHT_SURFACE) for color in CHART_LIGHT) >= 3
    assert min(contrast(color, DARK_SURFACE) for color in CHART_DARK) >= 3
    assert len(set(CHART_LIGHT)) == len(set(CHART_DARK)) == len(CHART_LIGHT)


def test_the_style_sheet_is_written_from_these_values() -> None:
    assert (FOLDER / "tones.css").read_text(encoding="utf-8") == tones_css()


def test_a_colour_that_is_not_there_is_gray() -> None:
    assert [color_named(name) for name in ("red", "mauve", None, '"><b>')] == ["red", "gray", "gray", "gray"]
    assert {
        "gray",
        "red",
        "orange",
        "amber",
        "yellow",
        "green",
        "teal",
        "cyan",
        "blue",
        "indigo",
        "violet",
        "pink",
    } <= set(NAMES)
