"""An event of several days is dragged by its middle and moves as a whole."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from record_store.actor import Actor
from tests.journeys.conftest import Site
from tests.runtime.pages.test_calendar import TRIP, TRIPS
from tests.runtime.pages.workplace import TENANT
from tests.support.browser import accessibility_issues
from tests.support.mouse import drag_into


def test_an_event_of_several_days_is_dragged(site: Site, desk: Page) -> None:
    composition = site.workplace.composition
    for body in (TRIP, TRIPS):
        composition.releases.put(TENANT, Actor.system(), body)
    composition.releases.publish(TENANT, Actor.system(), "Trips")
    with composition.store.writing(TENANT, site.workplace.actor()) as records:
        values = {"title": "Fair", "begins": "2026-03-10", "ends": "2026-03-12T05:00:00Z", "kind": "far"}
        records.create("trip", values)
    desk.goto(site.url("/o/trip?view=trips&day=2026-03-10"))
    expect(days(desk)).to_have_count(3)
    assert accessibility_issues(desk) == []
    drag_into(desk, day(desk, "2026-03-11").get_by_role("link"), day(desk, "2026-03-18").get_by_role("list"))
    for date in ("2026-03-17", "2026-03-18", "2026-03-19"):
        expect(day(desk, date).get_by_role("link", name="Fair")).to_have_count(1)
    expect(days(desk)).to_have_count(3)
    expect(desk.get_by_role("heading", name="March 2026")).to_be_visible()


def day(page: Page, date: str) -> Locator:
    return page.locator(f'[data-date="{date}"]')


def days(page: Page) -> Locator:
    return page.locator("[data-event]")
