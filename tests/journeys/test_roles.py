"""The role matrix in a browser: by click, by keys, a condition, a filled column, undo, publish, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues, watch


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


@pytest.fixture
def matrix(site: SalesSite, page: Page) -> Page:
    site.sign_in(page)
    page.goto(site.url("/studio/roles"))
    return page


def test_rights_are_set_by_click_and_by_keys_and_published(site: SalesSite, matrix: Page) -> None:
    cell = matrix.locator("#cell-rep-product-create")
    expect(cell).to_have_accessible_name("Sales rep · Product · Create: None")
    cell.click()
    expect(cell).to_have_accessible_name("Sales rep · Product · Create: Own")
    expect(cell).to_be_focused()
    matrix.keyboard.press("ArrowRight")
    matrix.keyboard.press("ArrowRight")
    change = matrix.locator("#cell-rep-product-update")
    expect(change).to_be_focused()
    matrix.keyboard.press("Space")
    matrix.keyboard.press("Space")
    expect(change).to_have_accessible_name("Sales rep · Product · Change: All")
    matrix.keyboard.press("Control+z")
    expect(change).to_have_accessible_name("Sales rep · Product · Change: Own")
    matrix.keyboard.press("Control+Shift+z")
    expect(change).to_have_accessible_name("Sales rep · Product · Change: All")
    matrix.keyboard.press("Enter")
    dialog = matrix.get_by_role("dialog", name="Sales rep · Product · Change")
    dialog.get_by_label("Condition").fill("owner = $user")
    expect(dialog.get_by_label("If…")).to_be_checked()
    dialog.get_by_role("button", name="Apply").click()
    expect(change).to_have_accessible_name("Sales rep · Product · Change: If owner = $user")
    matrix.keyboard.press("p")
    plan = matrix.get_by_role("dialog", name="Plan")
    plan.get_by_role("button", name="Publish").click()
    expect(matrix.get_by_text("Release 2 is live")).to_be_visible()
    expect(change).to_have_accessible_name("Sales rep · Product · Change: If owner = $user")
    roles = {one["name"]: one for one in site.api("/blueprint")["documents"] if one["kind"] == "role"}
    assert roles["rep"]["objects"]["product"]["update"] == {"where": "owner = $user"}
    assert roles["rep"]["objects"]["product"]["create"] == "own"


def test_a_column_of_one_role_is_filled_and_the_role_renamed(site: SalesSite, matrix: Page) -> None:
    matrix.get_by_role("navigation", name="Roles").get_by_role("link", name="Sales manager").click()
    matrix.get_by_role("button", name="Fill the column Export").click()
    matrix.get_by_role("menuitem", name="None", exact=True).click()
    for name in ("account", "deal", "product"):
        expect(matrix.locator(f"#cell-manager-{name}-export")).to_have_text("None")
    matrix.get_by_label("Label · English").fill("Head of sales")
    matrix.keyboard.press("Tab")
    expect(matrix.get_by_role("navigation", name="Roles")).to_be_visible()
    expect(matrix.get_by_text("unpublished change")).to_be_visible()
    matrix.reload()
    expect(matrix.get_by_role("heading", name=re.compile("Head of sales"))).to_be_attached()


def test_twelve_objects_and_five_roles_fit_without_scrolling_sideways(site: SalesSite, matrix: Page) -> None:
    releases, actor = (
        site.composition.releases,
        site.composition.members.find("demo", "admin@example.com").actor,
    )
    for number in range(5):
        body = {"kind": "object", "name": f"extra_{number}", "fields": [{"name": "title", "type": "text"}]}
        releases.put("demo", actor, {**body, "title_field": "title"})
    for number in range(2):
        releases.put(
            "demo", actor, {"kind": "role", "name": f"more_{number}", "label": f"Further role {number}"}
        )
    matrix.set_viewport_size({"width": 1280, "height": 800})
    matrix.reload()
    expect(matrix.locator("tbody tr")).to_have_count(13)
    scroller = matrix.locator(".matrix-scroll")
    assert scroller.evaluate("one => one.scrollWidth <= one.clientWidth")
    releases.discard("demo", actor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "/rep", "?object=account"])
def test_everybody_can_use_it(site: SalesSite, matrix: Page, scheme: str, path: str) -> None:
    matrix.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    matrix.goto(site.url(f"/studio/roles{path}"))
    assert accessibility_issues(matrix) == []


def test_on_a_phone_each_object_is_a_card(site: SalesSite, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    problems = watch(page)
    site.sign_in(page)
    page.goto(site.url("/studio/roles/rep"))
    cell = page.locator("#cell-rep-sales_agent-export")
    cell.scroll_into_view_if_needed()
    cell.tap()
    expect(cell).to_have_text("Own")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()
    assert not problems
