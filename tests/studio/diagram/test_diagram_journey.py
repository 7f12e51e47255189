"""The diagram with a real mouse and with keys: a card moved, a relation drawn, changed, removed, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


@pytest.fixture
def diagram(site: SalesSite, page: Page) -> Page:
    site.sign_in(page)
    page.goto(site.url("/studio/diagram"))
    expect(card(page, "deal")).to_be_visible()
    return page


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-card={name}]")


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 8, start[1] + 8, steps=3)
    page.mouse.move(*end, steps=10)
    page.mouse.up()


def test_a_card_stays_where_it_is_dragged(diagram: Page) -> None:
    x, y = middle(card(diagram, "product"))
    with diagram.expect_response(re.compile("positions")):
        drag(diagram, (x, y), (x + 90, y + 60))
    placed = card(diagram, "product").get_attribute("transform")
    diagram.reload()
    expect(card(diagram, "product")).to_have_attribute("transform", str(placed))
    assert diagram.url.endswith("/studio/diagram")
    with diagram.expect_response(re.compile("arranged")):
        diagram.get_by_role("button", name="Lay out anew").click()
    expect(card(diagram, "product")).not_to_have_attribute("transform", str(placed))


def test_a_relation_is_drawn_changed_removed_and_taken_back(diagram: Page) -> None:
    card(diagram, "product").hover()
    start = middle(diagram.locator("[data-connect=product]"))
    drag(diagram, start, middle(card(diagram, "account")))
    dialog = diagram.get_by_role("dialog", name="New relation")
    expect(dialog.locator("#relation-target")).to_have_value("account")
    assert accessibility_issues(diagram) == []
    dialog.get_by_label("Label in English").fill("Supplier")
    dialog.get_by_role("button", name="Create").click()
    line = diagram.get_by_role("button", name="Product to Account: Supplier, Lookup")
    expect(line).to_be_attached()
    expect(dialog).to_have_count(0)
    line.focus()
    diagram.keyboard.press("Enter")
    changing = diagram.get_by_role("dialog", name="Relation “Supplier”")
    changing.get_by_label("Label in English").fill("Maker")
    changing.get_by_role("button", name="Apply").click()
    named = diagram.get_by_role("button", name="Product to Account: Maker, Lookup")
    expect(named).to_be_attached()
    named.focus()
    diagram.keyboard.press("Enter")
    diagram.get_by_role("dialog", name="Relation “Maker”").get_by_role("button", name="Remove").click()
    diagram.get_by_role("dialog").get_by_role("button", name="Remove").last.click()
    expect(named).to_have_count(0)
    diagram.keyboard.press("Control+z")
    expect(named).to_be_attached()


def test_keys_go_from_card_to_card_and_draw(diagram: Page) -> None:
    card(diagram, "account").get_by_role("link").focus()
    diagram.keyboard.press("ArrowRight")
    expect(card(diagram, "contact").get_by_role("link")).to_be_focused()
    with diagram.expect_response(re.compile("positions")):
        diagram.keyboard.press("Alt+ArrowDown")
    diagram.locator("[data-connect=contact]").focus()
    diagram.keyboard.press("Enter")
    dialog = diagram.get_by_role("dialog", name="New relation")
    expect(dialog.locator("#relation-source")).to_have_value("contact")
    diagram.keyboard.press("Escape")
    diagram.get_by_label("Find an object").fill("Line")
    expect(card(diagram, "deal_line")).to_have_class(re.compile("is-found"))
    diagram.keyboard.press("Enter")
    expect(card(diagram, "deal_line").get_by_role("link")).to_be_focused()


def test_a_card_opens_its_object(diagram: Page) -> None:
    assert accessibility_issues(diagram) == []
    before = diagram.locator("[data-diagram]").get_attribute("viewBox")
    diagram.get_by_role("button", name="Larger").click()
    expect(diagram.locator("[data-diagram]")).not_to_have_attribute("viewBox", str(before))
    diagram.get_by_role("button", name="Fit").click()
    expect(diagram.locator("[data-diagram]")).to_have_attribute("viewBox", str(before))
    card(diagram, "deal").get_by_text("Sales agent").click()
    diagram.wait_for_url("**/studio/o/deal")


def test_a_phone_reads_the_list(site: SalesSite, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    site.sign_in(page)
    page.goto(site.url("/studio/diagram"))
    expect(page.get_by_role("button", name="Main contact")).to_be_visible()
    expect(page.locator("[data-diagram]")).to_be_hidden()
    assert accessibility_issues(page) == []
    context.close()
