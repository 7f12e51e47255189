"""An address in China is chosen from 省 to 区, by mouse, characters or pinyin; elsewhere it is typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name)


@pytest.fixture
def account(site: Site, desk: Page) -> Page:
    desk.goto(site.url("/o/account/new"))
    desk.get_by_label("Name").fill("Acme")
    return desk


def saved(site: Site, page: Page) -> object:
    page.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    page.wait_for_url(re.compile("/o/account/[0-9a-f-]{36}$"))
    id = page.url.rsplit("/", 1)[1]
    with site.workplace.composition.store.reading("demo", site.workplace.actor()) as records:
        return records.get("account", id).values["place"]


def test_city_and_district_follow_from_what_is_chosen_before(site: Site, account: Page) -> None:
    part(account, "Province or state").click()
    account.get_by_role("option", name="广东省").click()
    expect(part(account, "City")).to_be_focused()
    expect(account.get_by_role("option", name="杭州市")).to_have_count(0)
    part(account, "City").press_sequentially("sz")
    account.get_by_role("option", name="深圳市").click()
    expect(part(account, "District")).to_be_focused()
    part(account, "District").press_sequentially("南")
    expect(account.get_by_role("option", name="南山区")).to_be_visible()
    account.keyboard.press("Enter")
    expect(part(account, "District")).to_have_value("南山区")
    expect(account.get_by_role("textbox", name="Street and number")).to_be_focused()
    account.keyboard.type("科技园路1号")
    assert not accessibility_issues(account)
    assert saved(site, account) == ("CN", "广东省", "深圳市", "南山区", "科技园路1号", "")


def test_a_municipality_is_its_own_city_and_another_province_empties_the_rest(account: Page) -> None:
    part(account, "Province or state").press_sequentially("上海")
    account.get_by_role("option", name="上海市").click()
    expect(part(account, "City")).to_have_value("上海市")
    expect(part(account, "District")).to_be_focused()
    account.get_by_role("option", name="浦东新区").click()
    part(account, "Province or state").fill("zj")
    account.get_by_role("option", name="浙江省").click()
    expect(part(account, "City")).to_have_value("")
    expect(part(account, "District")).to_have_value("")


def test_a_district_that_is_named_first_brings_what_stands_above_it(account: Page) -> None:
    part(account, "District").press_sequentially("鼓楼")
    account.get_by_role("option", name=re.compile("江苏省 南京市")).click()
    expect(part(account, "Province or state")).to_have_value("江苏省")
    expect(part(account, "City")).to_have_value("南京市")


def test_a_district_of_another_city_is_pointed_out_and_kept(site: Site, account: Page) -> None:
    for name, text in (("Province or state", "浙江省"), ("City", "杭州市"), ("District", "浦东新区")):
        part(account, name).fill(text)
        part(account, name).press("Tab")
    expect(account.get_by_text("“浦东新区” is not in 杭州市 as far as we know")).to_be_visible()
    assert saved(site, account) == ("CN", "浙江省", "杭州市", "浦东新区", "", "")


def test_an_address_abroad_is_typed_freely(site: Site, account: Page) -> None:
    account.get_by_role("textbox", name="Country").fill("United States")
    part(account, "Province or state").press_sequentially("IL")
    part(account, "City").press_sequentially("Springfield")
    expect(account.get_by_role("option")).to_have_count(0)
    assert saved(site, account) == ("US", "IL", "Springfield", "", "", "")
