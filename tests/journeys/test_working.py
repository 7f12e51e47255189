"""A person works: makes, changes, drags, filters, deletes and brings back, with mouse, keyboard and phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues
from tests.support.mouse import drag_into

pytestmark = pytest.mark.journey


def test_a_deal_is_made_with_lines_and_read_again(site: Site, desk: Page) -> None:
    site.workplace.create("account", name="Acme Works")
    desk.goto(site.url("/o/deal/new"))
    desk.get_by_label("Title").fill("Two pumps")
    desk.get_by_role("combobox", name="Account").fill("Acm")
    desk.get_by_role("option", name="Acme Works").click()
    desk.get_by_label("Amount").fill("1,250.5")
    desk.get_by_role("tab", name="Lines").click()
    desk.get_by_role("button", name="Add line").click()
    first = desk.get_by_role("textbox", name="Product, line 1")
    expect(first).to_be_focused()
    first.fill("Pump")
    desk.get_by_role("textbox", name="Price, line 1").fill("600")
    desk.get_by_role("textbox", name="Price, line 1").press("Enter")
    second = desk.get_by_role("textbox", name="Product, line 2")
    expect(second).to_be_focused()
    second.fill("Pipe")
    desk.get_by_role("textbox", name="Price, line 2").fill("25.25")
    desk.get_by_role("textbox", name="Product, line 2").focus()
    expect(desk.locator("tfoot")).to_contain_text("625.25")
    expect(desk.get_by_role("tab", name="Lines")).to_have_attribute("aria-selected", "true")
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk.get_by_role("heading", name="Two pumps", level=1)).to_be_visible()
    expect(desk.get_by_role("table", name="Lines")).to_contain_text("Pipe")
    expect(desk.get_by_text("CN¥1,250.50").first).to_be_visible()


def test_a_part_appears_when_its_condition_holds_and_nothing_typed_is_lost(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/deal/new"))
    desk.get_by_label("Title").fill("Lost cause")
    expect(desk.get_by_label("Lost reason")).to_be_hidden()
    desk.get_by_label("Stage").select_option("lost")
    desk.get_by_label("Lost reason").fill("Too dear")
    desk.get_by_label("Stage").select_option("open")
    expect(desk.get_by_label("Lost reason")).to_be_hidden()
    desk.get_by_label("Stage").select_option("lost")
    expect(desk.get_by_label("Lost reason")).to_have_value("Too dear")
    expect(desk.get_by_label("Title")).to_have_value("Lost cause")


def test_a_refused_form_leads_to_its_mistake(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/deal/new"))
    desk.get_by_label("Amount").fill("much")
    desk.get_by_label("Stage").select_option("won")
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    summary = desk.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("Amount")).click()
    expect(desk.get_by_label("Amount")).to_be_focused()
    expect(desk.get_by_label("Amount")).to_have_value("much")


def test_a_card_is_dragged_and_a_forbidden_move_goes_back(site: Site, desk: Page) -> None:
    deal = site.workplace.create(title="Movable", amount="100", stage="open")
    desk.goto(site.url("/o/deal?view=board"))
    card = desk.locator(f"#card-{deal.id}")
    offer, won = (desk.locator(f'[data-board-list="{value}"]') for value in ("offer", "won"))
    drag_into(desk, card, offer)
    expect(offer.locator(f"#card-{deal.id}")).to_be_visible()
    expect(desk.get_by_text("Movable moved to Offer")).to_be_visible()
    expect(desk.locator("#column-offer [data-board-total]")).to_have_text("CN¥100.00")
    assert site.workplace.read(deal).values["stage"] == "offer"
    drag_into(desk, card, won)
    expect(desk.get_by_text("Close date is needed once a deal is won")).to_be_visible()
    expect(offer.locator(f"#card-{deal.id}")).to_be_visible()
    assert site.workplace.read(deal).values["stage"] == "offer"


def test_a_card_is_moved_by_keyboard(site: Site, desk: Page) -> None:
    deal = site.workplace.create(title="Movable", stage="open")
    desk.goto(site.url("/o/deal?view=board"))
    card = desk.locator(f"#card-{deal.id}")
    card.focus()
    for key in (" ", "ArrowRight", " "):
        card.press(key)
    expect(desk.locator('[data-board-list="offer"]').locator(f"#card-{deal.id}")).to_be_visible()
    expect(desk.get_by_text("Movable moved to Offer")).to_be_visible()
    assert site.workplace.read(deal).values["stage"] == "offer"


def test_a_value_is_changed_in_the_list_by_mouse_and_keyboard(site: Site, desk: Page) -> None:
    deal = site.workplace.create(title="Alpha", amount="10")
    desk.goto(site.url("/o/deal?view=all"))
    cell = desk.locator(f"#row-{deal.id} td[data-edit$='/cells/amount']")
    cell.dblclick()
    desk.get_by_role("textbox", name="Amount").fill("much")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert").filter(has_text="Amount")).to_be_visible()
    desk.get_by_role("textbox", name="Amount").fill("42")
    desk.keyboard.press("Enter")
    expect(cell).to_contain_text("CN¥42.00")
    cell.focus()
    cell.press("Enter")
    desk.get_by_role("textbox", name="Amount").press("Escape")
    expect(cell).to_contain_text("CN¥42.00")


def test_keys_reach_search_rows_and_the_drawer(site: Site, desk: Page) -> None:
    site.workplace.create(title="Alpha")
    site.workplace.create(title="Beta")
    desk.goto(site.url("/o/deal?view=all"))
    desk.keyboard.press("/")
    expect(desk.get_by_role("searchbox", name="Search deals")).to_be_focused()
    desk.keyboard.type("bet")
    expect(desk.get_by_role("link", name="Alpha")).to_be_hidden()
    expect(desk.get_by_role("searchbox", name="Search deals")).to_be_focused()
    expect(desk).to_have_url(re.compile("q=bet"))
    desk.goto(site.url("/o/deal?view=all"))
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Beta", level=1)).to_be_visible()
    desk.keyboard.press("e")
    expect(desk.get_by_role("heading", name="Edit Beta")).to_be_visible()
    desk.goto(site.url("/o/deal?view=all"))
    desk.keyboard.press("c")
    drawer = desk.get_by_role("dialog", name="New deal")
    expect(drawer.get_by_label("Title")).to_be_focused()
    drawer.get_by_label("Title").fill("Gamma")
    drawer.get_by_role("button", name="Create").click()
    expect(drawer).to_be_hidden()
    expect(desk.get_by_text("Deal created")).to_be_visible()
    expect(desk.locator("#listing").get_by_role("link", name="Gamma")).to_be_visible()


def test_a_filter_is_built_from_chips(site: Site, desk: Page) -> None:
    site.workplace.create(title="Alpha", stage="offer")
    site.workplace.create(title="Beta")
    desk.goto(site.url("/o/deal?view=all"))
    desk.get_by_role("button", name="Filter", exact=True).click()
    panel = desk.locator("#filter-new")
    panel.get_by_label("Field").select_option("stage")
    panel.get_by_role("combobox", name="Value").select_option("offer")
    panel.get_by_role("button", name="Apply").click()
    expect(desk.locator("#listing").get_by_role("link", name="Beta")).to_be_hidden()
    expect(desk.locator("#listing").get_by_role("link", name="Alpha")).to_be_visible()
    expect(desk).to_have_url(re.compile("filter="))
    desk.get_by_role("button", name="Remove the filter Stage").click()
    expect(desk.locator("#listing").get_by_role("link", name="Beta")).to_be_visible()


def test_many_are_deleted_and_brought_back(site: Site, desk: Page) -> None:
    for title in ("Alpha", "Beta", "Gamma"):
        site.workplace.create(title=title)
    desk.goto(site.url("/o/deal?view=all"))
    desk.get_by_label("Select Alpha").check()
    desk.get_by_label("Select Beta").check()
    desk.locator("[data-selection-bar]").get_by_role("button", name="Delete").click()
    desk.get_by_role("button", name="Confirm").click()
    expect(desk.get_by_text("2 records moved to the trash")).to_be_visible()
    expect(desk.get_by_role("link", name="Alpha")).to_be_hidden()
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("link", name="Alpha")).to_be_visible()


def test_one_record_is_deleted_with_a_way_back(site: Site, desk: Page) -> None:
    deal = site.workplace.create(title="Alpha")
    desk.goto(site.url(f"/o/deal/{deal.id}"))
    desk.locator("[popovertarget=record-menu]").click()
    desk.get_by_role("menuitem", name="Delete").click()
    expect(desk.get_by_text("Moved to the trash")).to_be_visible()
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator("#listing").get_by_role("link", name="Alpha")).to_be_visible()


def test_two_people_settle_their_changes(site: Site, desk: Page) -> None:
    deal = site.workplace.create(title="Alpha", amount="10")
    desk.goto(site.url(f"/o/deal/{deal.id}/edit"))
    desk.get_by_label("Title").fill("Mine")
    site.workplace.update(deal, title="Theirs")
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk.get_by_role("heading", name="Two changes to one record")).to_be_visible()
    desk.get_by_label(re.compile("Theirs")).check()
    desk.get_by_role("button", name="Save these values").click()
    expect(desk.get_by_role("heading", name="Theirs", level=1)).to_be_visible()


def test_a_stage_is_clicked_and_the_history_says_so(site: Site, desk: Page) -> None:
    deal = site.workplace.create(title="Alpha")
    desk.goto(site.url(f"/o/deal/{deal.id}"))
    desk.get_by_role("button", name="Offer").click()
    expect(desk.locator("[aria-current=step]")).to_have_text("Offer")
    expect(desk.get_by_text("Admin changed Stage")).to_be_visible()


def test_the_palette_finds_records_and_actions(site: Site, desk: Page) -> None:
    site.workplace.create(title="Alpha works")
    desk.goto(site.url("/o/account"))
    desk.keyboard.press("Control+k")
    desk.keyboard.type("alpha")
    expect(desk.get_by_role("option", name="Alpha works")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Alpha works", level=1)).to_be_visible()


def test_a_record_that_is_missing_is_made_from_the_look_up(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/deal/new"))
    desk.get_by_label("Title").fill("For somebody new")
    desk.get_by_role("combobox", name="Account").fill("Newcomer")
    desk.get_by_role("option", name="New account “Newcomer”").click()
    drawer = desk.get_by_role("dialog", name="New account")
    expect(drawer.get_by_label("Name")).to_have_value("Newcomer")
    drawer.get_by_role("button", name="Create").click()
    expect(drawer).to_be_hidden()
    expect(desk.get_by_role("combobox", name="Account")).to_have_value("Newcomer")
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk.get_by_role("heading", name="For somebody new", level=1)).to_be_visible()
    expect(desk.locator("#record").get_by_role("link", name="Newcomer").first).to_be_visible()


def test_a_phone_lists_opens_and_makes(site: Site, phone: Page) -> None:
    site.workplace.create(title="Alpha", amount="10", stage="offer")
    phone.goto(site.url("/o/deal?view=all"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("link", name="Alpha").tap()
    expect(phone.get_by_role("heading", name="Alpha", level=1)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.goto(site.url("/o/deal/new"))
    phone.get_by_label("Title").fill("From the phone")
    phone.get_by_role("button", name=re.compile("^Save")).first.tap()
    expect(phone.get_by_role("heading", name="From the phone", level=1)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_shuts_anybody_out(site: Site, desk: Page, theme: str) -> None:
    account = site.workplace.create("account", name="Acme")
    deal = site.workplace.create(
        title="Alpha",
        account=account.id,
        amount="10",
        stage="offer",
        close_date="2026-11-20",
        lines=[{"product": "Pump"}],
    )
    site.workplace.update(deal, amount="20")
    desk.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    paths = (
        "/workbench", "/o/deal?view=all", "/o/deal?view=board", "/o/deal?view=calendar", "/o/deal/new", f"/o/deal/{deal.id}",
        f"/o/deal/{deal.id}/edit", f"/o/account/{account.id}", f"/o/deal/{deal.id}/print", "/trash", "/inbox", "/search?q=alpha",
        "/o/line",
    )  # fmt: skip
    found = {}
    for path in paths:
        desk.goto(site.url(path))
        desk.wait_for_load_state("networkidle")
        issues = [
            issue for issue in accessibility_issues(desk) if "(serious)" in issue or "(critical)" in issue
        ]
        if issues:
            found[path] = issues
    assert not found
