"""Every page of the gallery in a browser: readable by all, in both themes, wide and on a phone."""

from tests.support.browser import accessibility_issues
from tests.ui_kit.conftest import GalleryVisit
from ui_kit.gallery.application import PAGES


def test_no_page_has_an_accessibility_issue(gallery: GalleryVisit) -> None:
    found = {}
    for name in (*PAGES, "errors/422"):
        found[name] = accessibility_issues(gallery.open(f"{name}?theme=light&locale=zh-CN"))
    assert {name: issues for name, issues in found.items() if issues} == {}


def test_everything_is_readable_in_the_dark(gallery: GalleryVisit) -> None:
    found = {}
    for name in PAGES:
        found[name] = accessibility_issues(gallery.open(f"{name}?theme=dark"), runOnly=["color-contrast"])
    assert {name: issues for name, issues in found.items() if issues} == {}


def test_nothing_is_wider_than_a_phone(gallery: GalleryVisit) -> None:
    gallery.page.set_viewport_size({"width": 390, "height": 844})
    wide = {}
    for name in PAGES:
        wide[name] = gallery.open(f"{name}?locale=en").evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 390} == {}
    assert accessibility_issues(gallery.open("list")) == []


def test_opened_overlays_have_no_accessibility_issue(gallery: GalleryVisit) -> None:
    shown = gallery.open("empty")
    shown.keyboard.press("Control+k")
    shown.wait_for_selector(".palette-item")
    assert accessibility_issues(shown) == []
    shown.keyboard.press("Escape")
    shown.locator(".person-button").click()
    assert accessibility_issues(shown) == []
    gallery.open("components").get_by_role("button", name="Dialog", exact=True).click()
    shown.wait_for_selector("dialog.dialog[open]")
    assert accessibility_issues(shown) == []
