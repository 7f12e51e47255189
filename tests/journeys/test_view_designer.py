"""A view is designed with the mouse on the tenant's own records, turned into a board, and published."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues, watch
from tests.support.mouse import drag_before


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None) as opened:
        yield opened


@pytest.fixture
def designer(site: SalesSite, page: Page) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    site.sign_in(page)
    page.goto(site.url("/studio/v/all_deals"))
    expect(page.locator(".view-preview tbody tr").first).to_be_visible()
    return page


def test_columns_are_dragged_onto_the_real_list_and_along_it(site: SalesSite, designer: Page) -> None:
    tile = designer.locator('.palette-tile[data-item="field.account.industry"]')
    drag_before(designer, tile, designer.locator(".column-chip").nth(1))
    expect(designer.locator(".view-preview th[data-column='account.industry']")).to_be_visible()
    industry = designer.locator(".view-preview th[data-column='account.industry']")
    industry.drag_to(
        designer.locator(".view-preview th[data-column=name]"), target_position={"x": 6, "y": 12}
    )
    expect(designer.locator(".column-chip").first).to_contain_text("Industry")
    expect(designer.locator(".view-preview th[data-column]").first).to_have_attribute(
        "data-column", "account.industry"
    )
    edge = industry.locator("[data-resize]").bounding_box()
    assert edge
    designer.mouse.move(edge["x"] + 4, edge["y"] + 12)
    designer.mouse.down()
    designer.mouse.move(edge["x"] + 104, edge["y"] + 12, steps=5)
    designer.mouse.up()
    expect(designer.get_by_text("unpublished change")).to_be_visible()
    designer.locator(".column-chip [data-select]").first.click()
    expect(designer.get_by_label("Width")).to_have_value(re.compile(r"2[5-9]\d"))
    designer.keyboard.press("Escape")
    expect(designer.get_by_label("Shown as")).to_be_visible()
    designer.keyboard.press("Control+z")
    designer.keyboard.press("Control+z")
    expect(designer.locator(".column-chip").first).to_contain_text("Name")


def test_a_list_becomes_a_board_that_people_open(site: SalesSite, designer: Page) -> None:
    designer.goto(site.url("/studio/v/open_deals"))
    designer.get_by_label("Shown as").select_option("kanban")
    designer.get_by_role("button", name="Apply").click()
    expect(designer.locator(".view-preview [data-board-list]").first).to_be_visible()
    designer.keyboard.press("p")
    designer.get_by_role("dialog", name="Plan").get_by_role("button", name="Publish").click()
    expect(designer.get_by_text(re.compile(r"Release \d+ is live"))).to_be_visible()
    designer.get_by_role("link", name="Open the view").click()
    expect(designer.locator("#board [data-card]").first).to_be_visible()


def test_the_keyboard_moves_and_removes_columns(site: SalesSite, designer: Page) -> None:
    first = designer.locator(".column-chip").first.get_attribute("data-label")
    designer.locator(".column-chip [data-handle]").first.focus()
    designer.keyboard.press("Space")
    designer.keyboard.press("ArrowDown")
    designer.keyboard.press("Space")
    expect(designer.locator(".column-chip").nth(1)).to_have_attribute("data-label", str(first))
    count = designer.locator(".column-chip").count()
    designer.locator(".column-chip [data-handle]").nth(1).focus()
    designer.keyboard.press("Delete")
    expect(designer.locator(".column-chip")).to_have_count(count - 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["all_deals", "pipeline"])
def test_everybody_can_use_it(site: SalesSite, designer: Page, scheme: str, name: str) -> None:
    designer.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    designer.goto(site.url(f"/studio/v/{name}"))
    expect(designer.locator(".view-preview .listing")).to_be_visible()
    assert accessibility_issues(designer) == []


def test_it_works_on_a_phone(site: SalesSite, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    problems = watch(page)
    site.sign_in(page)
    page.goto(site.url("/studio/v/all_deals"))
    page.locator('.palette-tile[data-item="field.priority"]').tap()
    expect(page.locator(".column-chip[data-item=priority]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
    assert not problems
