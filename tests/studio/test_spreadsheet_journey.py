"""A spreadsheet is dropped on the studio with a mouse, looked at, made, and found as a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey
CSV = "Visit,Guests,When,Outcome\nNorth lake,12,2025-03-04,Good\nSouth hill,7,2025-03-05,Poor\nWest bay,9,2025-03-06,Good\nEast moor,9,2025-03-07,Good\n"
DROP = """(text) => {
  const files = new DataTransfer();
  files.items.add(new File([text], "visits.csv", { type: "text/csv" }));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.querySelector("main").dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
  }
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


def test_a_dropped_file_becomes_an_object(site: SalesSite, page: Page) -> None:
    site.sign_in(page)
    page.goto(site.url("/studio/"))
    page.evaluate(DROP, CSV)
    expect(page.get_by_role("heading", name="visits.csv", exact=True)).to_be_visible()
    assert accessibility_issues(page) == []
    expect(page.get_by_label("Type of Guests")).to_have_value("integer")
    preview = page.get_by_role("table", name="The first rows as they will be")
    expect(preview.get_by_role("row", name="North lake")).to_contain_text("12")
    page.get_by_label("Type of Outcome").select_option("select")
    expect(page.locator("#fit-3")).to_contain_text("2 options")
    page.get_by_label("Take When").uncheck()
    expect(preview.get_by_role("columnheader")).to_have_count(3)
    page.get_by_role("button", name="Make it with 4 rows").click()
    expect(page.get_by_text("4 records are in")).to_be_visible()
    assert accessibility_issues(page) == []
    page.get_by_role("link", name="Open the records").click()
    expect(page.get_by_role("row", name="West bay")).to_contain_text("Good")
    page.go_back()
    page.get_by_role("button", name="Undo all of it").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo all of it").click()
    page.wait_for_url("**/studio/")
    expect(page.get_by_role("link", name="Visit")).to_have_count(0)


def test_a_phone_shows_each_column_as_a_card(site: SalesSite, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    site.sign_in(page)
    page.goto(site.url("/studio/spreadsheets"))
    file = {"name": "visits.csv", "mimeType": "text/csv", "buffer": CSV.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_label("Type of Guests")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert wide
    context.close()
