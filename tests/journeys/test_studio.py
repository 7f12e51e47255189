"""A builder at work: fields by mouse and by keyboard, plan, publish, another type, back again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.studio.hands import add_field, make_object, publish
from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues
from tests.support.mouse import drag_before

pytestmark = pytest.mark.journey
TYPES = (
    ("text", "Story"),
    ("integer", "Stops"),
    ("money", "Budget"),
    ("boolean", "Confirmed"),
    ("date", "Leaves on"),
    ("select", "Kind"),
    ("rating", "Grade"),
)
"""Seven fields beside the name that every object begins with."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


@pytest.fixture
def studio(site: SalesSite, page: Page) -> Page:
    site.sign_in(page)
    page.goto(site.url("/studio/"))
    return page


def test_an_object_is_built_from_nothing_and_a_change_of_type_taken_back(
    site: SalesSite, studio: Page
) -> None:
    make_object(studio, "Trip")
    for kind, label in TYPES:
        add_field(studio, kind, label)
    arrange(studio)
    publish(studio, "Trips")
    make_trip(site, studio)

    retype(site, studio)
    studio.goto(site.url("/o/trip"))
    expect(studio.get_by_role("row", name=re.compile("Round the lake"))).not_to_contain_text("By boat")
    roll_back(site, studio)
    studio.goto(site.url("/o/trip"))
    expect(studio.get_by_role("row", name=re.compile("Round the lake"))).to_contain_text("By boat")
    assert [trip["story"] for trip in site.api("/records/trip")["data"]] == ["By boat"]


def test_the_keyboard_is_enough(site: SalesSite, studio: Page) -> None:
    studio.goto(site.url("/studio/o/product"))
    studio.keyboard.press("/")
    studio.keyboard.type("评分")
    studio.keyboard.press("Enter")
    expect(studio.get_by_label("Label · English", exact=True)).to_be_focused()
    studio.keyboard.type("Quality")
    studio.keyboard.press("Escape")
    handle = studio.get_by_role("button", name="Move Quality", exact=True)
    expect(handle).to_be_focused()
    studio.keyboard.press("Space")
    studio.keyboard.press("ArrowUp")
    studio.keyboard.press("ArrowUp")
    studio.keyboard.press("Space")
    expect(names(studio).nth(4)).to_have_text("quality")
    expect(handle).to_be_focused()
    undo_and_redo(studio)
    studio.keyboard.press("p")
    expect(studio.get_by_role("dialog", name="Plan")).to_contain_text("Product gets the field “Quality”")
    studio.get_by_label("Note for the release").focus()
    studio.keyboard.type("How good products are")
    studio.keyboard.press("Enter")
    expect(studio.get_by_text(re.compile(r"Release \d+ is live"))).to_be_visible()
    product = next(entry for entry in site.api("/blueprint")["documents"] if entry["name"] == "product")
    assert product["fields"][4]["name"] == "quality"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_studio_are_accessible(site: SalesSite, browser: Browser, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    site.sign_in(page)
    found = []
    for path in (
        "/studio/",
        "/studio/o/deal?field=stage",
        "/studio/releases",
        "/studio/documents/view/pipeline",
    ):
        page.goto(site.url(path))
        found += [f"{path}: {issue}" for issue in serious(page)]
    page.goto(site.url("/studio/"))
    page.get_by_role("button", name="New object").first.click()
    page.get_by_role("dialog", name="New object").wait_for()
    found += serious(page)
    context.close()
    assert found == []


def serious(page: Page) -> list[str]:
    issues = accessibility_issues(page)
    return [issue for issue in issues if "(serious)" in issue or "(critical)" in issue]


def names(page: Page) -> Locator:
    return page.locator("#canvas .field-name")


def arrange(page: Page) -> None:
    """The budget onto the place of the story, by its handle."""
    handle = page.get_by_role("button", name="Move Budget", exact=True)
    drag_before(page, handle, page.locator("#canvas > [data-item=story]"))
    expect(names(page)).to_have_text(
        ["name", "budget", "story", "stops", "confirmed", "leaves_on", "kind", "grade"]
    )


def make_trip(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/o/trip/new"))
    page.get_by_label("Name").fill("Round the lake")
    page.get_by_label("Story").fill("By boat")
    page.get_by_label("Stops").fill("3")
    page.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(page.get_by_role("heading", name="Round the lake", level=1)).to_be_visible()
    page.get_by_role("link", name="Trip").first.click()
    expect(page.get_by_role("row", name=re.compile("Round the lake"))).to_contain_text("By boat")


def retype(site: SalesSite, page: Page) -> None:
    """The story becomes a number: no text is one, so the builder must say what happens to them."""
    page.goto(site.url("/studio/o/trip?field=story"))
    page.get_by_label("Type", exact=True).select_option("integer")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("button", name="Plan and publish").click()
    expect(page.get_by_role("dialog")).to_contain_text("One value cannot be held")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="It was not published")).to_be_visible()
    page.get_by_label("What happens to those values").select_option("keep")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Release 3 is live")).to_be_visible()


def roll_back(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/studio/releases"))
    page.get_by_role("listitem").filter(has_text="Trips").get_by_role("button", name="Roll back").click()
    page.get_by_role("dialog").get_by_role("button", name="Roll back").click()
    expect(page.get_by_text("Release 4 is live")).to_be_visible()


def undo_and_redo(page: Page) -> None:
    page.keyboard.press("Control+z")
    expect(names(page).nth(4)).not_to_have_text("quality")
    page.keyboard.press("Control+Shift+Z")
    expect(names(page).nth(4)).to_have_text("quality")
