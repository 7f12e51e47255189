"""Every page of the gallery in a browser: readable by all, in both themes, wide and on a phone."""

import pytest

from tests.support.browser import accessibility_issues
from tests.ui_kit.conftest import GalleryVisit
from ui_kit.gallery.application import PAGES


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, "errors/422"])
def test_a_page_has_no_accessibility_issue(gallery: GalleryVisit, address: str, theme: str) -> None:
    shown = gallery.open(f"{address}?theme={theme}&locale=zh-CN")
    shown.wait_for_timeout(150)
    assert accessibility_issues(shown) == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_phone(gallery: GalleryVisit, address: str) -> None:
    gallery.page.set_viewport_size({"width": 390, "height": 844})
    shown = gallery.open(f"{address}?locale=en")
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    assert accessibility_issues(shown) == []


def test_opened_overlays_have_no_accessibility_issue(gallery: GalleryVisit) -> None:
    shown = gallery.open("list")
    shown.keyboard.press("Control+k")
    shown.wait_for_selector(".palette-item")
    assert accessibility_issues(shown) == []
    shown.keyboard.press("Escape")
    shown.locator(".person-button").click()
    shown.wait_for_timeout(250)
    assert accessibility_issues(shown) == []
    gallery.open("components").get_by_role("button", name="Dialog", exact=True).click()
    shown.wait_for_selector("dialog.dialog[open]")
    shown.wait_for_timeout(250)
    assert accessibility_issues(shown) == []
