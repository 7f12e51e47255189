"""The way through everything: the pipeline, a deal, a new field in the studio, its value on form, list and API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.studio.sales_site import ADMIN, PASSWORD, SalesSite, open_sales
from tests.support.mouse import drag_before, drag_into

pytestmark = pytest.mark.journey
DEAL = "Renewal for the harbour"


@pytest.fixture
def site(home: Path, database_url: str | None) -> Iterator[SalesSite]:
    with open_sales(home, database_url, sample_data=False) as opened:
        yield opened


def test_a_deal_is_dragged_edited_and_gets_a_field_of_its_own(site: SalesSite, page: Page) -> None:
    make_deal(site)
    sign_in(site, page)
    drag_to_proposal(site, page)
    edit(page)
    add_field(site, page)
    fill_in(site, page)
    page.goto(site.url("/o/deal?view=all_deals"))
    expect(page.get_by_role("columnheader", name="Harbour pilot")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(DEAL))).to_contain_text("Captain Lin")
    deal = site.api("/records/deal")["data"][0]
    assert (deal["stage"], deal["next_step"], deal["harbour_pilot"]) == (
        "proposal",
        "Call on Monday",
        "Captain Lin",
    )


def make_deal(site: SalesSite) -> None:
    actor = site.composition.members.find("demo", ADMIN).actor
    with site.composition.store.writing("demo", actor) as records:
        account = records.create("account", {"name": "Harbour Works"})
        records.create(
            "deal", {"name": DEAL, "account": account.id, "stage": "prospecting", "amount": "120000"}
        )


def sign_in(site: SalesSite, page: Page) -> None:
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("E-mail").fill(ADMIN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/demo/**")


def drag_to_proposal(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/o/deal?view=pipeline"))
    card = page.locator("[data-card]").filter(has_text=DEAL)
    column = page.locator('[data-board-list="proposal"]')
    drag_into(page, card, column)
    expect(column).to_contain_text(DEAL)


def edit(page: Page) -> None:
    page.get_by_role("link", name=DEAL).click()
    expect(page.get_by_role("heading", name=DEAL, level=1)).to_be_visible()
    page.keyboard.press("e")
    page.get_by_label("Next step").fill("Call on Monday")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.get_by_text("Call on Monday").first).to_be_visible()


def add_field(site: SalesSite, page: Page) -> None:
    """By drag into the object; shown in the list of all deals as well; published."""
    page.goto(site.url("/studio/o/deal"))
    fields = page.locator("#canvas > [data-item]")
    count = fields.count()
    drag_before(page, page.locator(".palette-tile[data-item=text]"), fields.nth(2))
    expect(fields).to_have_count(count + 1)
    page.get_by_label("Label · English", exact=True).fill("Harbour pilot")
    page.get_by_role("switch", name=re.compile("^All deals")).check()
    page.get_by_role("button", name="Plan and publish").click()
    expect(page.get_by_role("dialog")).to_contain_text("Deal gets the field “Harbour pilot”")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Release 2 is live")).to_be_visible()


def fill_in(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/o/deal?view=all_deals"))
    page.get_by_role("link", name=DEAL).click()
    expect(page.get_by_role("heading", name=DEAL, level=1)).to_be_visible()
    page.keyboard.press("e")
    page.get_by_label("Harbour pilot").fill("Captain Lin")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.get_by_text("Captain Lin").first).to_be_visible()
