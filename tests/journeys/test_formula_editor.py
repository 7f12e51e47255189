"""A builder writes expressions in the studio: suggestions, colours, the live check, the keyboard, the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues


@pytest.fixture
def rule(site: Site, desk: Page) -> Locator:
    """The condition of a new rule of the deals, of which there is one."""
    site.workplace.create(title="Big order", amount="1200")
    return open_rule(site, desk)


def open_rule(site: Site, page: Page) -> Locator:
    page.goto(site.url("/studio/o/deal"))
    page.get_by_role("button", name="Add a rule").click()
    condition = page.get_by_label("A record is refused when")
    expect(page.locator(".expression.is-painted").first).to_be_attached()
    condition.click()
    return condition


def suggestions(page: Page) -> Locator:
    return page.locator(".expression-words:popover-open [role=option]")


def told(page: Page) -> Locator:
    return page.get_by_role("dialog").locator(".expression-told")


def test_a_condition_is_written_with_the_keyboard_alone(rule: Locator, desk: Page) -> None:
    rule.press_sequentially("am")
    expect(suggestions(desk).first).to_contain_text("Amount")
    rule.press("Enter")
    expect(rule).to_have_value("amount")
    rule.press_sequentially(" > 1000 AND stage = ")
    expect(suggestions(desk)).to_have_text(
        ["“”OpenOpen", "“”OfferOffer", "“”WonWon", "“”LostLost"], ignore_case=True
    )
    rule.press("ArrowDown")
    rule.press("Tab")
    expect(rule).to_have_value('amount > 1000 AND stage = "offer"')
    expect(told(desk)).to_contain_text("Amount is more than 1,000 and Stage is Offer")
    expect(told(desk)).to_contain_text("On “Big order”: No")
    assert accessibility_issues(desk) == []


def test_paths_go_on_behind_a_look_up(rule: Locator, desk: Page) -> None:
    rule.press_sequentially("account.")
    expect(suggestions(desk).first).to_contain_text("Name")
    rule.press_sequentially("own")
    expect(suggestions(desk)).to_have_count(1)
    rule.press("Enter")
    rule.press_sequentially(".em")
    expect(suggestions(desk)).to_contain_text(["email"])
    rule.press("Enter")
    expect(rule).to_have_value("account.owner.email")


def test_a_function_brings_its_brackets_and_its_help(rule: Locator, desk: Page) -> None:
    rule.press_sequentially("CONT")
    expect(desk.locator(".expression-help")).to_be_visible()
    suggestions(desk).filter(has_text="CONTAINS").click()
    expect(rule).to_have_value("CONTAINS()")
    rule.press_sequentially("title, 'x'")
    expect(rule).to_have_value("CONTAINS(title, 'x')")
    expect(desk.locator(".expression-call:visible strong")).to_have_text("part")


def test_control_and_space_offer_everything_and_escape_closes_only_the_list(
    rule: Locator, desk: Page
) -> None:
    rule.press("Control+Space")
    expect(suggestions(desk).first).to_be_visible()
    rule.press("Escape")
    expect(suggestions(desk)).to_have_count(0)
    expect(rule).to_be_visible()


def test_a_wrong_name_is_underlined_and_mended_with_a_click(rule: Locator, desk: Page) -> None:
    rule.fill("amont > 1")
    expect(desk.get_by_role("dialog").locator(".code-wrong")).to_have_text("amont")
    expect(rule).to_have_attribute("aria-invalid", "true")
    desk.get_by_role("button", name="Use amount").click()
    expect(rule).to_have_value("amount > 1")
    expect(told(desk)).to_contain_text("Gives: yes or no")
    expect(desk.locator(".code-wrong")).to_have_count(0)
    rule.press("Control+z")
    expect(rule).to_have_value("amont > 1")


def test_another_record_can_be_tried(site: Site, rule: Locator, desk: Page) -> None:
    site.workplace.create(title="Small order", amount="3")
    rule.fill("amount < 10")
    expect(told(desk)).to_contain_text("On “Small order”: Yes")
    sample = desk.get_by_role("combobox", name="Record to try it on")
    sample.click()
    desk.get_by_role("option", name="Big order").click()
    expect(told(desk)).to_contain_text("On “Big order”: No")


def test_the_rule_is_kept_as_it_was_written(site: Site, rule: Locator, desk: Page) -> None:
    rule.fill("amount > 10\nAND ISBLANK(account)")
    desk.get_by_label("What is said then · English").fill("Whose is it?")
    desk.get_by_role("button", name="Save the rule").click()
    expect(desk.locator(".rules code").filter(has_text="ISBLANK(account)")).to_be_visible()
    draft = site.workplace.composition.releases.draft("demo")
    assert draft.blueprint.objects["deal"].rules[-1].when == "amount > 10\nAND ISBLANK(account)"
    site.workplace.composition.releases.discard("demo", site.workplace.actor())


def test_a_default_is_a_formula_only_after_its_sign(site: Site, desk: Page) -> None:
    site.workplace.create(title="Big order", amount="1200")
    desk.goto(site.url("/studio/o/deal?field=amount"))
    desk.locator(".canvas-item").filter(has_text="amount").click()
    desk.get_by_text("For every field").click()
    default = desk.get_by_label("Default", exact=True)
    default.fill("12")
    panel = desk.locator(".expression").filter(has=default).locator(".expression-told")
    expect(panel).to_be_hidden()
    default.fill("=10 + LEN(title)")
    expect(panel).to_contain_text("On “Big order”: 19")


def rows(page: Page) -> Locator:
    return page.get_by_role("dialog").locator("[data-condition-row]")


def test_a_condition_is_built_from_rows(rule: Locator, desk: Page) -> None:
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="Add a condition").click()
    rows(desk).get_by_label("Field").select_option("amount")
    expect(rows(desk).get_by_label("Comparison")).to_have_value("equals")  # those of the field are there
    rows(desk).get_by_label("Comparison").select_option("greater")
    rows(desk).get_by_label("Value").fill("1000")
    expect(rule).to_have_value("amount > 1000")
    dialog.get_by_role("button", name="Add a group").click()
    expect(rows(desk)).to_have_count(2)
    rows(desk).nth(1).get_by_label("Field").select_option("stage")
    rows(desk).nth(1).locator("[data-condition-value] select").select_option("won")
    dialog.get_by_role("button", name="Add a condition").first.click()
    expect(rows(desk)).to_have_count(3)
    rows(desk).nth(2).get_by_label("Field").select_option("account")
    expect(rows(desk).nth(2).get_by_label("Comparison")).to_have_value("equals")
    rows(desk).nth(2).get_by_label("Comparison").select_option("is_blank")
    expect(rule).to_have_value('amount > 1000 AND (stage = "won" OR ISBLANK(account))')
    expect(told(desk)).to_contain_text("On “Big order”: Yes")
    assert accessibility_issues(desk) == []
    rows(desk).nth(0).get_by_role("button", name="Remove the condition Amount").click()
    expect(rule).to_have_value('stage = "won" OR ISBLANK(account)')


def test_rows_follow_the_expression_and_leave_what_they_cannot_say(rule: Locator, desk: Page) -> None:
    rule.fill('stage = "won" AND amount < 5')
    expect(rows(desk)).to_have_count(2)
    expect(rows(desk).nth(0).get_by_label("Value")).to_have_value("won")
    rule.fill("amount >")
    expect(rows(desk).first).to_be_hidden()
    rule.fill("LEN(title) > 3")
    expect(rows(desk)).to_have_count(0)
    expect(told(desk)).to_contain_text("LEN(Title) is more than 3")
    rule.fill("")
    expect(desk.get_by_role("dialog").get_by_role("button", name="Add a condition")).to_be_visible()


def test_a_row_may_be_compared_with_a_formula(rule: Locator, desk: Page) -> None:
    rule.fill("close_date < '2026-01-31'")
    expect(rows(desk)).to_have_count(1)
    rows(desk).get_by_role("button", name="Compare with a formula").click()
    rows(desk).get_by_label("Formula", exact=True).fill("=TODAY() - 7")
    expect(rule).to_have_value("close_date < TODAY() - 7")


def test_the_editor_works_on_a_phone(site: Site, phone: Page) -> None:
    site.workplace.create(title="Big order", amount="1200")
    rule = open_rule(site, phone)
    rule.press_sequentially("am")
    suggestions(phone).first.tap()
    expect(rule).to_have_value("amount")
    rule.press_sequentially(" > 3")
    expect(told(phone)).to_contain_text("On “Big order”: Yes")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert accessibility_issues(phone) == []
