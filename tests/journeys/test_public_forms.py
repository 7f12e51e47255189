"""Somebody without a sign-in fills in a public form, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from record_store.queries import Query
from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey
AS_A_PERSON = "() => new Promise((done) => setTimeout(done, Math.max(0, 2600 - performance.now())))"
"""Machines answer within two seconds of the page, people do not."""


def fill(site: Site, page: Page) -> None:
    page.goto(site.url("/f/ask"))
    page.get_by_label("Name").fill("Acme")
    expect(page.get_by_role("textbox", name="Story")).to_be_hidden()
    page.get_by_label("Industry").fill("mining")
    page.get_by_label("Industry").press("Tab")
    story = page.get_by_role("textbox", name="Story")
    story.click()
    page.keyboard.type("Two shafts")
    expect(page.get_by_label("Name")).to_have_value("Acme")


def stories(site: Site) -> list[str]:
    with site.workplace.composition.store.reading("demo", site.workplace.actor()) as records:
        return [
            record.values["story"] for record in records.page(Query("account", fields=("story",))).records
        ]


def test_a_stranger_answers_and_is_thanked(site: Site, page: Page) -> None:
    fill(site, page)
    assert not accessibility_issues(page)
    page.get_by_role("button", name="Send").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Please agree before you send the form").click()
    expect(page.get_by_label("You may answer me")).to_be_focused()
    page.get_by_label("You may answer me").check()
    # What was refused keeps what was typed; a person needs more than the two seconds that a machine does not take.
    expect(page.get_by_role("textbox", name="Story")).to_have_text("Two shafts")
    expect(page.locator("[name=_stamp]")).to_have_count(1)
    page.evaluate(AS_A_PERSON)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert not accessibility_issues(page)
    assert stories(site) == ["<p>Two shafts</p>"] or stories(site) == ["Two shafts"]


def test_it_fits_a_phone_in_chinese(site: Site, phone: Page) -> None:
    phone.context.clear_cookies()
    phone.goto(site.url("/f/ask?locale=zh-CN"))
    expect(phone.get_by_role("heading", name="向我们提问")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_label("名称").fill("致远")
    phone.get_by_label("可以回复我").check()
    phone.evaluate(AS_A_PERSON)
    phone.get_by_role("button", name="提交").tap()
    expect(phone.get_by_role("heading", name="谢谢")).to_be_visible()
    expect(phone.get_by_text("我们会回复")).to_be_visible()
