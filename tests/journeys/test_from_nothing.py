"""From nothing to a CRM that people work with: an object, its form and board, a rule, a phone, and back again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from record_store.actor import Actor
from tests.studio.hands import add_field, apply, drop_field, make_object, name_tab, publish, put_field
from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import watch
from tests.support.mouse import drag_into

pytestmark = pytest.mark.journey
REP = "rep@example.com"
NEEDS_A_DAY = "A repair that is done has a day"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None, sample_data=False) as opened:
        opened.composition.members.add("demo", Actor.system(), REP, ["rep"], "Rita Rep", "trellis-demo")
        with opened.composition.store.writing("demo", Actor.system()) as records:
            records.create("account", {"name": "Harbour Works", "website": "https://harbour.example.com"})
        yield opened


@pytest.fixture
def phone(site: SalesSite, browser: Browser) -> Iterator[Page]:
    """A sales rep's, 390 pixels wide."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="en-US"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    problems = watch(page)
    site.sign_in(page, REP)
    yield page
    context.close()
    assert not problems, "\n".join(problems)


def test_a_builder_makes_it_and_a_rep_works_with_it_on_a_phone(
    site: SalesSite, page: Page, phone: Page
) -> None:
    site.sign_in(page)
    page.set_viewport_size({"width": 1280, "height": 1300})  # the form is seen whole
    build_objects(site, page)
    add_rule(page)
    build_form(site, page)
    build_board(site, page)
    give_rights(site, page)
    publish(page, "Repairs")

    make_repair(site, phone)
    move_cards(site, phone)

    (before,) = site.api("/records/repair")["data"]
    assert (before["labour"], before["parts_cost"]) == (240, 30.5)
    remove_grade(site, page)
    (without,) = site.api("/records/repair")["data"]
    assert "grade" not in without
    roll_back(site, page)
    (after,) = site.api("/records/repair")["data"]
    assert after["grade"] == before["grade"] == 4
    assert after == before


def build_objects(site: SalesSite, page: Page) -> None:
    """Repairs with twelve fields of twelve types beside their name, and the parts that they need."""
    page.goto(site.url("/studio/"))
    make_object(page, "Repair")
    drop_field(page, "lookup", "Customer")
    choose(page, "Object", "account")
    apply(page, "Customer")
    drop_field(page, "mirror", "Website")
    choose(page, "Through the look-up", "customer")
    apply(page, "Website")
    choose(page, "Field", "website")
    apply(page, "Website", "Mirror · Link")
    for kind, label in (
        ("email", "Mail"),
        ("date", "Day"),
        ("boolean", "Urgent"),
        ("rating", "Grade"),
        ("money", "Price of an hour"),
        ("integer", "Hours"),
    ):
        add_field(page, kind, label)
    drop_field(page, "select", "Progress")
    for number, (label, value) in enumerate((("Waiting", "waiting"), ("Done", "done"))):
        page.get_by_role("textbox", name="English", exact=True).nth(number).fill(label)
        page.get_by_role("textbox", name="Value", exact=True).nth(number).fill(value)
    apply(page, "Progress")
    drop_field(page, "formula", "Labour")
    choose(page, "Gives", "money")
    page.get_by_role("textbox", name="Formula", exact=True).fill("price_of_an_hour * hours")
    apply(page, "Labour")
    page.goto(site.url("/studio/"))
    make_object(page, "Part")
    drop_field(page, "lookup", "Repair")
    choose(page, "Object", "repair")
    apply(page, "Repair")
    add_field(page, "number", "Cost")
    page.goto(site.url("/studio/o/repair"))
    drop_field(page, "lines", "Parts")
    choose(page, "Object of the lines", "part")
    apply(page, "Parts")
    choose(page, "Lookup that leads back", "repair")
    apply(page, "Parts", "Line items")
    drop_field(page, "rollup", "Parts cost")
    choose(page, "Records that point here", "part.repair")
    apply(page, "Parts cost")
    choose(page, "Measure", "sum")
    choose(page, "Field", "cost")
    apply(page, "Parts cost", "Roll-up · Number")
    expect(page.get_by_text(re.compile("issue"))).to_have_count(0)


def choose(page: Page, setting: str, value: str) -> None:
    page.get_by_role("combobox", name=setting, exact=True).select_option(value)


def add_rule(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add a rule").click()
    rule = page.get_by_role("dialog", name="New rule")
    rule.get_by_label("A record is refused when").fill('progress = "done" AND ISBLANK(day)')
    rule.get_by_label("What is said then · English").fill(NEEDS_A_DAY)
    rule.get_by_role("button", name="Save the rule").click()
    expect(page.get_by_role("region", name="Rules")).to_contain_text(NEEDS_A_DAY)


def build_form(site: SalesSite, page: Page) -> None:
    """Two tabs: the repair, with a section for urgent ones alone, and its parts."""
    page.goto(site.url("/studio/forms"))
    page.get_by_role("button", name="New form").click()
    page.get_by_label("For records of").select_option("repair")
    expect(page.get_by_label("Starts with").locator("option")).to_have_count(2)
    page.get_by_label("Name in English").fill("Repair")
    page.get_by_label("Starts with").select_option("empty")
    page.get_by_role("button", name="Create").click()
    expect(page.locator(".canvas-empty:visible")).to_have_count(1)
    for number, name in enumerate(
        ("name", "customer", "progress", "urgent", "grade", "price_of_an_hour", "hours")
    ):
        put_field(page, name, number)
    page.get_by_role("button", name="Add a section").click()
    expect(page.locator("#settings-pane .pane-head h2")).to_have_text("New section")
    page.get_by_label("Label · English", exact=True).fill("Because it is urgent")
    page.get_by_label("Visible when").fill("urgent")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("region", name="Because it is urgent")).to_contain_text("Depends on a condition")
    put_field(page, "mail", 0, "0.1")
    page.get_by_role("button", name="Add a tab").click()
    expect(page.locator(".canvas-empty:visible")).to_have_count(1)
    put_field(page, "parts", 0, "1.0")
    name_tab(page, "New tab", "What it needs")
    name_tab(page, "Tab 1", "Repair")


def build_board(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/studio/"))
    page.get_by_role("button", name="New view").click()
    dialog = page.get_by_role("dialog", name="New view")
    dialog.get_by_label("Object").select_option("repair")
    dialog.get_by_text("Kanban", exact=True).click()
    dialog.get_by_label("Name in English").fill("Workshop")
    dialog.get_by_role("button", name="Create").click()
    expect(page.get_by_label("Shown as")).to_have_value("kanban")
    expect(page.get_by_label("Group by")).to_have_value("progress")


def give_rights(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/studio/roles/rep"))
    for name, action in [
        (name, action) for name in ("repair", "part") for action in ("create", "read", "update")
    ]:
        cell = page.locator(f"#cell-rep-{name}-{action}")
        cell.click()
        expect(cell).to_have_text("Own")


def make_repair(site: SalesSite, phone: Page) -> None:
    phone.goto(site.url("/o/repair/new"))
    expect(phone.get_by_role("tab")).to_have_text(["Repair", "What it needs"])
    phone.get_by_label("Name").fill("New rudder")
    phone.get_by_role("combobox", name="Customer").fill("Harb")
    phone.get_by_role("option", name="Harbour Works").tap()
    phone.get_by_label("Progress").select_option("waiting")
    expect(phone.get_by_label("Mail")).to_be_hidden()
    phone.get_by_label("Urgent").check()
    phone.get_by_label("Mail").fill("captain@example.com")
    phone.locator(".rating-star").filter(has_text="4").tap()
    phone.get_by_label("Price of an hour").fill("80")
    phone.get_by_label("Hours").fill("3")
    phone.get_by_role("tab", name="What it needs").tap()
    for number, (name, cost) in enumerate((("Bolt", "10"), ("Blade", "20.5")), 1):
        phone.get_by_role("button", name="Add line").tap()
        phone.get_by_label(f"Name, line {number}").fill(name)
        phone.get_by_label(f"Cost, line {number}").fill(cost)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name=re.compile("^Save")).first.tap()
    expect(phone.get_by_role("heading", name="New rudder", level=1)).to_be_visible()


def move_cards(site: SalesSite, phone: Page) -> None:
    """The rule refuses a card without a day; with one it may go."""
    phone.goto(site.url("/o/repair?view=repair_kanban"))
    card = phone.locator("[data-card]").filter(has_text="New rudder")
    waiting, done = (phone.locator(f'[data-board-list="{value}"]') for value in ("waiting", "done"))
    drag_into(phone, card, done)
    expect(phone.get_by_text(NEEDS_A_DAY)).to_be_visible()
    expect(waiting).to_contain_text("New rudder")
    (repair,) = site.api("/records/repair")["data"]
    assert repair["progress"] == "waiting"
    actor = site.composition.members.find("demo", REP).actor
    with site.composition.store.writing("demo", actor) as records:
        records.update("repair", repair["id"], {"day": "2026-12-24"})
    phone.reload()
    drag_into(phone, card, done)
    expect(phone.get_by_text("New rudder moved to Done")).to_be_visible()
    expect(done).to_contain_text("New rudder")


def remove_grade(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/studio/o/repair"))
    page.get_by_role("button", name="Remove Grade", exact=True).click()
    expect(page.get_by_role("button", name="Move Grade", exact=True)).to_have_count(0)
    publish(page, "No grades any more")


def roll_back(site: SalesSite, page: Page) -> None:
    page.goto(site.url("/studio/releases"))
    repairs = page.get_by_role("listitem").filter(has_text="Repairs")
    repairs.get_by_role("button", name="Roll back").click()
    page.get_by_role("dialog").get_by_role("button", name="Roll back").click()
    expect(page.get_by_text("Release 4 is live")).to_be_visible()
