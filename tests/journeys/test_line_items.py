"""Line items typed like a spreadsheet: keys, a real drag, a block pasted from one, and cards on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey


def product(page: Page, number: int) -> Locator:
    return page.get_by_role("textbox", name=f"Product, line {number}")


def price(page: Page, number: int) -> Locator:
    return page.get_by_role("textbox", name=f"Price, line {number}")


def open_grid(site: Site, page: Page, *lines: tuple[str, str]) -> None:
    made = [{"product": name, "price": amount} for name, amount in lines]
    deal = site.workplace.create(title="Grid", lines=made)
    page.goto(site.url(f"/o/deal/{deal.id}/edit"))
    page.get_by_role("tab", name="Lines").click()
    expect(product(page, 1)).to_be_visible()
    expect(page.locator('[data-lines] tbody[data-sortable="ready"]')).to_have_count(1)


def names(page: Page) -> list[str]:
    return [box.input_value() for box in page.get_by_role("textbox", name=re.compile("^Product, line")).all()]


def hold(page: Page, source: Locator, target: Locator) -> None:
    """With a real mouse: down on the source, over the target and not yet up."""
    source.hover()
    page.mouse.down()
    for place in range(10):
        box = target.bounding_box()
        assert box
        page.mouse.move(box["x"] + 14, box["y"] + box["height"] / 2 - place, steps=12)


def test_keys_move_between_cells_and_add_lines(site: Site, desk: Page) -> None:
    open_grid(site, desk, ("Pump", "1"), ("Pipe", "2"))
    product(desk, 1).focus()
    product(desk, 1).press("ArrowDown")
    expect(product(desk, 2)).to_be_focused()
    product(desk, 2).press("ArrowRight")
    expect(price(desk, 2)).to_be_focused()
    price(desk, 2).press("Shift+Enter")
    expect(price(desk, 1)).to_be_focused()
    price(desk, 1).press("Control+ArrowLeft")
    expect(product(desk, 1)).to_be_focused()
    price(desk, 2).press("Enter")
    expect(product(desk, 3)).to_be_focused()
    desk.keyboard.type("Tap")
    desk.keyboard.press("Tab")
    desk.keyboard.type("10")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Valve")
    expect(desk.locator("tfoot")).to_contain_text("13.00")
    expect(product(desk, 4)).to_have_value("Valve")
    assert names(desk) == ["Pump", "Pipe", "Tap", "Valve"]


def test_lines_are_copied_moved_removed_and_brought_back_by_keys(site: Site, desk: Page) -> None:
    open_grid(site, desk, ("Pump", "1"), ("Pipe", "2"))
    product(desk, 1).press("Control+d")
    expect(product(desk, 3)).to_have_value("Pipe")
    expect(product(desk, 2)).to_be_focused()
    desk.keyboard.type("Copy")
    desk.keyboard.press("Alt+ArrowDown")
    expect(product(desk, 3)).to_have_value("Copy")
    expect(product(desk, 3)).to_be_focused()
    expect(product(desk, 2)).to_have_value("Pipe")
    desk.keyboard.press("Alt+Delete")
    expect(desk.get_by_text("Line 3 was removed")).to_be_visible()
    expect(product(desk, 2)).to_be_focused()
    assert names(desk) == ["Pump", "Pipe"]
    desk.get_by_role("button", name="Undo").click()
    expect(product(desk, 3)).to_have_value("Copy")
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk.get_by_role("table", name="Lines")).to_contain_text("Copy")


def test_a_line_is_dragged_to_another_place_and_stays_there(site: Site, desk: Page) -> None:
    open_grid(site, desk, ("Pump", "1"), ("Pipe", "2"), ("Tap", "3"))
    product(desk, 3).fill("Tap, large")
    rows = desk.get_by_role("table", name="Lines").locator("tbody tr")
    hold(desk, desk.get_by_role("button", name="Move line 3", exact=True), rows.nth(0))
    expect(rows.nth(0)).to_have_attribute("data-item", "2")
    desk.mouse.up()
    expect(product(desk, 1)).to_have_value("Tap, large")
    assert names(desk) == ["Tap, large", "Pump", "Pipe"]
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk).to_have_url(re.compile("/o/deal/[^/]+$"))
    expect(rows.nth(0)).to_contain_text("Tap, large")
    expect(rows.nth(1)).to_contain_text("Pump")


def test_a_line_is_moved_by_its_handle_and_the_arrow_keys(site: Site, desk: Page) -> None:
    open_grid(site, desk, ("Pump", "1"), ("Pipe", "2"))
    handle = desk.get_by_role("button", name="Move line 1", exact=True)
    handle.focus()
    for key in (" ", "ArrowDown", " "):
        desk.keyboard.press(key)
    expect(product(desk, 1)).to_have_value("Pipe")
    expect(product(desk, 2)).to_have_value("Pump")


def test_a_block_from_a_spreadsheet_goes_over_the_cells(site: Site, desk: Page) -> None:
    site.workplace.create("account", name="Acme Works")
    open_grid(site, desk, ("Pump", "1"))
    product(desk, 1).focus()
    desk.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "Nut\t¥1,200\tAcme Works\nBolt\tdear\tNobody\n",
    )
    expect(product(desk, 2)).to_have_value("Bolt")
    expect(desk.get_by_role("combobox", name="Maker, line 1")).to_have_value("Acme Works")
    expect(price(desk, 2)).to_have_value("dear")
    expect(desk.get_by_text("there is no record “Nobody”")).to_be_visible()
    expect(desk.locator("#form-lines-1-price-error")).to_be_visible()
    price(desk, 2).fill("5")
    desk.get_by_role("combobox", name="Maker, line 2").fill("Acm")
    desk.get_by_role("option", name="Acme Works").click()
    expect(desk.locator("tfoot")).to_contain_text("1,205.00")
    assert not accessibility_issues(desk)


def test_lines_are_cards_on_a_phone(site: Site, phone: Page) -> None:
    open_grid(site, phone, ("Pump", "1"), ("Pipe", "2"))
    phone.get_by_role("button", name="Move line 2 up").tap()
    expect(product(phone, 1)).to_have_value("Pipe")
    phone.get_by_role("button", name="Add line").tap()
    expect(product(phone, 3)).to_be_focused()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert not accessibility_issues(phone)
