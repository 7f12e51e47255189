"""The studio's first page and the releases in a browser: searched, compared, one change discarded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from record_store.actor import Actor
from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        yield opened


def test_the_first_page_finds_by_either_language(site: SalesSite, page: Page) -> None:
    site.sign_in(page)
    page.goto(site.url("/studio/"))
    assert accessibility_issues(page) == []
    page.keyboard.press("/")
    page.keyboard.type("联系人")
    expect(page.get_by_role("link", name="Contact 9 fields")).to_be_visible()
    expect(page.get_by_role("link", name="Sales agent 5 fields")).to_be_hidden()
    page.keyboard.type("zzz")
    expect(page.get_by_text("Nothing is called so")).to_be_visible()


def test_an_object_begins_with_a_starter(site: SalesSite, page: Page) -> None:
    site.sign_in(page)
    page.goto(site.url("/studio/"))
    page.get_by_role("button", name="New object").first.click()
    dialog = page.get_by_role("dialog", name="New object")
    dialog.get_by_text("Work that somebody does until a day").click()
    expect(dialog.get_by_label("Name in English")).to_have_value("Task")
    assert accessibility_issues(page) == []
    dialog.get_by_role("button", name="Create").click()
    page.wait_for_url("**/studio/o/task")
    page.goto(site.url("/studio/releases"))
    expect(page.get_by_text("Object “Task” is new")).to_be_visible()
    site.composition.releases.discard("demo", Actor.system())


def test_one_change_is_looked_at_and_discarded(site: SalesSite, page: Page) -> None:
    releases = site.composition.releases
    body = dict(releases.draft("demo").blueprint.document("object", "product").body)
    releases.put("demo", Actor.system(), {**body, "icon": "box"})
    site.sign_in(page)
    page.goto(site.url("/studio/releases"))
    page.get_by_text("As JSON").click()
    expect(page.get_by_label("What differs in the JSON of Product")).to_contain_text('"icon": "box"')
    assert accessibility_issues(page) == []
    page.get_by_role("link", name="Compare any two").click()
    expect(page.get_by_text("One change · one document")).to_be_visible()
    page.get_by_label("Before").select_option("draft")
    expect(page.get_by_text("The two are equal")).to_be_visible()
    assert accessibility_issues(page) == []
    page.goto(site.url("/studio/releases"))
    page.get_by_role("button", name="Discard what changed in Product").click()
    page.get_by_role("dialog").get_by_role("button", name="Discard").click()
    expect(page.get_by_text("In the draft")).to_have_count(0)
