"""A person fills in forms that react: choices follow answers, and nothing that was typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.runtime.pages.reactive import DOCUMENTS
from tests.runtime.pages.workplace import open_workplace
from tests.support.server import served

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def opened_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    with open_workplace(home, None, DOCUMENTS) as workplace, served(workplace.app) as address:
        yield Site(workplace, address)


def choose(page: Page, label: str, typed: str, option: str) -> None:
    page.get_by_role("combobox", name=label).fill(typed)
    page.get_by_role("option", name=option, exact=True).click()


def test_options_and_look_ups_follow_what_was_answered(site: Site, desk: Page) -> None:
    acme = site.workplace.create("account", name="Acme Works").id
    bolt = site.workplace.create("account", name="Bolt Brothers").id
    site.workplace.create("contact", name="Ann", account=acme)
    site.workplace.create("contact", name="Bob", account=bolt)
    desk.goto(site.url("/o/order/new"))
    desk.get_by_label("Title").fill("Pumps")
    desk.get_by_label("Country").select_option("cn")
    desk.get_by_label("City").select_option("sh")
    choose(desk, "Account", "Acm", "Acme Works")
    contact = desk.get_by_role("combobox", name="Contact")
    expect(desk.locator("[data-combobox]", has=contact)).to_have_attribute("data-source", re.compile(acme))
    contact.click()
    expect(desk.get_by_role("option", name="Bob")).to_have_count(0)
    desk.get_by_role("option", name="Ann").click()
    desk.get_by_role("combobox", name="Helpers").click()
    desk.get_by_role("option", name="Ann").click()
    desk.get_by_label("Country").select_option("us")
    expect(desk.get_by_text("“Shanghai” does not go with Country “America”")).to_be_visible()
    expect(desk.get_by_label("City")).to_have_value("sh")
    desk.get_by_label("City").select_option("la")
    choose(desk, "Account", "Bol", "Bolt Brothers")
    expect(desk.get_by_text("Contact: “Ann” cannot be chosen here")).to_be_visible()
    expect(desk.get_by_label("Title")).to_have_value("Pumps")
    contact.click()
    desk.get_by_role("option", name="Bob").click()
    desk.locator("[data-tokens=lookup] .token button").click()
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk.get_by_role("heading", name="Pumps", level=1)).to_be_visible()
    expect(desk.get_by_text("Los Angeles").first).to_be_visible()
    expect(desk.get_by_role("link", name="Bob").first).to_be_visible()


def test_a_default_follows_until_it_is_touched(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/order/new"))
    desk.get_by_label("Amount").fill("2000")
    desk.get_by_label("Title").click()
    expect(desk.get_by_label("Discount")).to_have_value("10")
    expect(desk.get_by_label("Net")).to_have_value("1800.00")
    desk.get_by_label("Net").fill("1750")
    desk.get_by_label("Amount").fill("500")
    desk.get_by_label("Title").fill("Kept")
    expect(desk.get_by_label("Discount")).to_have_value("0")
    expect(desk.get_by_label("Net")).to_have_value("1750")
    expect(desk.get_by_label("Title")).to_have_value("Kept")
    expect(desk.get_by_label("Title")).to_be_focused()


def test_what_was_typed_survives_a_closed_tab(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/order/new"))
    desk.get_by_label("Title").fill("Half done")
    desk.get_by_label("Amount").fill("2000")
    expect(desk.get_by_text("Draft kept at")).to_be_visible()
    again = desk.context.new_page()
    desk.close()
    again.goto(site.url("/o/order/new"))
    expect(again.get_by_text("You have a draft of")).to_be_visible()
    expect(again.get_by_label("Title")).to_have_value("")
    again.get_by_role("link", name="Continue").click()
    expect(again.get_by_label("Title")).to_have_value("Half done")
    expect(again.get_by_label("Amount")).to_have_value("2000")
    again.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(again.get_by_role("heading", name="Half done", level=1)).to_be_visible()
    again.goto(site.url("/o/order/new"))
    expect(again.get_by_text("You have a draft of")).to_have_count(0)


def test_a_save_without_a_connection_says_so_and_loses_nothing(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/order/new"))
    desk.get_by_label("Title").fill("Later")
    expect(desk.get_by_text("Draft kept at")).to_be_visible()
    desk.context.set_offline(True)
    save = desk.get_by_role("button", name=re.compile("^Save Ctrl"))
    save.click()
    expect(desk.get_by_text("No connection: what you typed stays here")).to_be_visible()
    expect(desk.get_by_label("Title")).to_have_value("Later")
    desk.context.set_offline(False)
    save.click()
    expect(desk.get_by_role("heading", name="Later", level=1)).to_be_visible()


def test_a_record_that_looks_like_another_is_hinted_at_and_saved_all_the_same(site: Site, desk: Page) -> None:
    site.workplace.create("account", name="客户A（北京）有限公司", phone="13800138000")
    desk.goto(site.url("/o/account/new"))
    desk.get_by_label("Name").press_sequentially("北京市客户A有限责任公司")
    hint = desk.get_by_text("Looks like this account:")
    expect(hint).to_be_visible()
    expect(desk.get_by_role("link", name="客户A（北京）有限公司")).to_be_visible()
    desk.get_by_label("Name").fill("Somebody Else")
    expect(hint).to_have_count(0)
    desk.get_by_label("Phone").fill("138 0013 8000")
    expect(hint).to_be_visible()
    desk.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    expect(desk.get_by_role("heading", name="Somebody Else", level=1)).to_be_visible()


def test_formulas_and_totals_are_live_while_typing(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/order/new"))
    desk.get_by_label("Net").fill("200")
    desk.get_by_label("Title").click()
    expect(desk.locator("#form-gross-item")).to_contain_text("CN¥226.00")
    desk.get_by_role("button", name="Add line").click()
    desk.get_by_role("textbox", name="Price, line 1").fill("12.5")
    desk.get_by_role("textbox", name="Count, line 1").fill("4")
    desk.get_by_role("textbox", name="Product, line 1").click()
    expect(desk.get_by_role("table", name="Lines")).to_contain_text("CN¥50.00")
    expect(desk.locator("#form-lines_total-item")).to_contain_text("CN¥50.00")


def test_a_phone_gets_its_own_form_and_saves_it(site: Site, phone: Page) -> None:
    phone.goto(site.url("/o/order/new"))
    expect(phone.get_by_label("Country")).to_have_count(0)
    phone.get_by_label("Title").fill("On the way")
    phone.get_by_label("Amount").fill("12")
    phone.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(phone.get_by_role("heading", name="On the way", level=1)).to_be_visible()


def test_many_records_are_changed_through_one_form_and_back(site: Site, desk: Page) -> None:
    for title, city in (("One", "sh"), ("Two", "bj")):
        site.workplace.create("order", title=title, country="cn", city=city, notes="Same")
    desk.goto(site.url("/o/order"))
    for title in ("One", "Two"):
        desk.get_by_role("checkbox", name=f"Select {title}").check()
    desk.get_by_role("button", name="Change…").click()
    drawer = desk.get_by_role("dialog", name="Change 2 records")
    drawer.get_by_label("Country").select_option("us")
    drawer.get_by_role("button", name="Change 2 records").click()
    expect(drawer.get_by_text("Nothing was changed: 2 records refuse it")).to_be_visible()
    drawer.get_by_label("City").select_option("la")
    drawer.get_by_role("button", name="Change 2 records").click()
    expect(drawer).to_have_count(0)
    expect(desk.get_by_role("table").get_by_text("Los Angeles")).to_have_count(2)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("table").get_by_text("Shanghai")).to_have_count(1)
    expect(desk.get_by_role("table").get_by_text("Beijing")).to_have_count(1)


def test_a_quick_entry_that_was_left_is_continued_in_the_drawer(site: Site, desk: Page) -> None:
    desk.goto(site.url("/o/contact"))
    desk.get_by_role("link", name="New contact").first.click()
    drawer = desk.get_by_role("dialog", name="New contact")
    with desk.expect_response("**/draft?purpose=quick"):
        drawer.get_by_label("Name").fill("Half a name")
    again = desk.context.new_page()
    desk.close()
    again.goto(site.url("/o/contact"))
    again.get_by_role("link", name="New contact").first.click()
    drawer = again.get_by_role("dialog", name="New contact")
    drawer.get_by_role("button", name="Continue").click()
    expect(drawer.get_by_label("Name")).to_have_value("Half a name")
    drawer.get_by_role("button", name="Create").click()
    expect(again.get_by_role("table").get_by_text("Half a name")).to_be_visible()
