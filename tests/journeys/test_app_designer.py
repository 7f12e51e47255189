"""The navigation is arranged with the mouse and by keys, and people find it so once it is published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues
from tests.support.mouse import drag_after


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


@pytest.fixture
def designer(site: SalesSite, page: Page) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    site.sign_in(page)
    page.goto(site.url("/studio/a/sales"))
    return page


def test_an_entry_is_dragged_into_a_group_and_published(site: SalesSite, designer: Page) -> None:
    heading = designer.locator("#canvas [data-heading]").filter(has_text="Catalogue")
    drag_after(designer, designer.get_by_role("button", name="Move Contacts", exact=True), heading)
    expect(heading.locator("+ .canvas-item")).to_contain_text("Contacts")
    expect(heading.locator("+ .canvas-item")).to_have_attribute("data-depth", "1")
    designer.keyboard.press("p")
    designer.get_by_role("dialog", name="Plan").get_by_role("button", name="Publish").click()
    bar = designer.get_by_role("navigation", name="Main navigation")
    section = bar.locator(".nav-section").filter(has_text="Catalogue")
    expect(section.get_by_role("link").first).to_have_text("Contacts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(site: SalesSite, designer: Page, scheme: str) -> None:
    designer.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    designer.goto(site.url("/studio/a/sales?part=0"))
    expect(designer.locator("#canvas .is-selected")).to_be_visible()
    assert accessibility_issues(designer) == []
