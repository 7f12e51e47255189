"""The server answers late: nothing that a person does meanwhile is lost or lands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Site
from tests.studio.sales_site import SalesSite, open_sales
from tests.support.mouse import drag_after, look_and_move, pick_up

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def sales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


def test_a_field_is_dropped_while_the_one_before_is_on_its_way(sales: SalesSite, page: Page) -> None:
    sales.sign_in(page)
    page.goto(sales.url("/studio/o/contact"))
    first, second = "rating", "progress"
    names = page.locator("#canvas .field-name")
    expected = [*names.all_text_contents(), first, second]
    on_their_way = hold(page, "**/fields/sort")
    drag_after(page, tile(page, first), page.locator("#canvas > [data-item]").last)
    pick_up(page, tile(page, second))
    waiting = page.locator("#canvas > [data-adding]").element_handle()
    look_and_move(page, waiting, "after")
    with page.expect_response("**/fields/sort"):
        on_their_way[0].continue_()
    expect(page.locator("#canvas > .is-ghost")).to_be_visible()
    with page.expect_request("**/fields/sort"):
        page.mouse.up()
    expect(page.locator("#canvas > [data-adding]")).to_have_count(0)  # it stood in what was drawn anew
    on_their_way[1].continue_()
    expect(names).to_have_text(expected)


def test_a_value_is_not_put_in_before_its_input_is_there(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/deal?view=all"))
    desk.get_by_role("button", name="Filter", exact=True).click()
    panel = desk.locator("#filter-new")
    expect(panel.get_by_label("Value")).to_be_editable()
    on_their_way = hold(desk, "**/filter-editor*")
    panel.get_by_label("Field").select_option("stage")
    expect(panel.get_by_label("Value")).to_be_disabled()
    expect(panel.get_by_role("button", name="Apply")).to_be_disabled()
    on_their_way[0].continue_()
    expect(panel.get_by_role("combobox", name="Value")).to_be_enabled()


def hold(page: Page, address: str) -> list[Route]:
    """The requests for that address as they come; each goes on when it is told to."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held


def tile(page: Page, kind: str) -> Locator:
    return page.locator(f".palette-tile[data-item={kind}]")
