"""Looking as somebody else in a browser: begin, look, be refused, end; and why somebody sees a record."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues


def test_an_administrator_looks_as_a_reader_and_ends_it(site: Site, desk: Page) -> None:
    site.workplace.create(title="Engines", amount=4321)
    desk.goto(site.url("/view-as"))
    assert accessibility_issues(desk) == []
    desk.get_by_role("button", name="See as Reader").or_(desk.get_by_title("See as Reader")).first.click()
    bar = desk.get_by_role("status").filter(has_text="You see this as Reader")
    expect(bar).to_be_visible()
    desk.goto(site.url("/o/deal"))
    expect(desk.get_by_role("link", name="Engines")).to_be_visible()
    expect(desk.get_by_text("4,321")).to_have_count(0)
    assert accessibility_issues(desk) == []
    bar.get_by_role("button", name="End").click()
    expect(bar).to_have_count(0)
    desk.goto(site.url("/o/deal"))
    expect(bar).to_have_count(0)
    expect(desk.get_by_text("4,321")).to_be_visible()


def test_why_somebody_sees_a_record_unfolds(site: Site, desk: Page) -> None:
    record = site.workplace.create(title="Engines")
    desk.goto(site.url(f"/o/deal/{record.id}"))
    desk.get_by_role("button", name="More", exact=True).click()
    desk.get_by_role("menuitem", name="Who sees this, and why?").click()
    dialog = desk.get_by_role("dialog", name="Who sees “Engines”?")
    dialog.get_by_label("Find somebody").fill("reader")
    expect(dialog.locator(".why-person")).to_have_count(1)
    dialog.locator(".why-person summary").click()
    expect(dialog.get_by_text("all records")).to_be_visible()
    expect(dialog.get_by_text("Hidden fields: Amount")).to_be_visible()
    assert accessibility_issues(desk) == []
