"""A person groups and filters a list, keeps it as a view of their own and begins with it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues


def test_a_list_is_grouped_kept_and_begun_with(site: Site, desk: Page) -> None:
    site.workplace.create(title="Engines", amount=4321, stage="offer")
    site.workplace.create(title="Pumps", amount=12, stage="open")
    desk.goto(site.url("/o/deal?view=all"))
    desk.get_by_role("button", name="Group", exact=True).click()
    desk.get_by_role("menuitemcheckbox", name="Stage").click()
    expect(desk.locator(".group-row")).to_have_count(2)
    assert accessibility_issues(desk) == []
    desk.get_by_role("button", name="My views").click()
    desk.get_by_role("menuitem", name="Keep as my view…").click()
    dialog = desk.get_by_role("dialog", name="Keep as my view")
    dialog.get_by_label("Name").fill("By stage")
    dialog.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("link", name="By stage")).to_have_attribute("aria-current", "page")
    expect(desk.locator(".group-row")).to_have_count(2)
    desk.get_by_role("button", name="My views").click()
    with desk.expect_navigation():  # the page comes again with its choice kept
        desk.get_by_role("menuitemcheckbox", name="Begin with this view").click()
    desk.goto(site.url("/o/deal"))
    expect(desk.get_by_role("link", name="By stage")).to_have_attribute("aria-current", "page")
