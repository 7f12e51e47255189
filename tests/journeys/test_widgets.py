"""Inputs that scripts build: formatted text, files with previews, a signature that is drawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Site
from tests.support.browser import accessibility_issues

pytestmark = pytest.mark.journey
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea7"
    "9a0f5e0000000049454e44ae426082"
)


@pytest.fixture
def account(site: Site, desk: Page) -> Page:
    desk.goto(site.url("/o/account/new"))
    desk.get_by_label("Name").fill("Acme")
    return desk


def saved(site: Site, page: Page) -> Any:
    page.get_by_role("button", name=re.compile("^Save Ctrl")).click()
    page.wait_for_url(re.compile("/o/account/[0-9a-f-]{36}$"))
    with site.workplace.composition.store.reading("demo", site.workplace.actor()) as records:
        return records.get("account", page.url.rsplit("/", 1)[1]).values


def test_a_text_is_formatted_by_buttons_and_keys(site: Site, account: Page) -> None:
    editor = account.get_by_role("textbox", name="Story")
    editor.click()
    account.keyboard.type("Plain ")
    account.keyboard.press("Control+b")
    account.keyboard.type("bold")
    account.keyboard.press("Control+b")
    account.keyboard.press("Enter")
    account.get_by_role("button", name="List", exact=True).click()
    account.keyboard.type("point")
    expect(account.get_by_role("button", name="List", exact=True)).to_have_attribute("aria-pressed", "true")
    assert not accessibility_issues(account)
    story = saved(site, account)["story"]
    assert "<b>bold</b>" in story
    assert re.search("<ul><li>point(<br>)?</li></ul>", story)
    expect(account.locator(".value-rich li")).to_have_text("point")


def test_a_link_is_set_by_key_and_pasted_markup_is_cleaned(site: Site, account: Page) -> None:
    editor = account.get_by_role("textbox", name="Story")
    editor.click()
    account.keyboard.type("home")
    account.keyboard.press("Shift+Home")
    account.keyboard.press("Control+k")
    account.get_by_label("Address of the link").fill("example.com")
    account.keyboard.press("Enter")
    expect(editor.locator("a")).to_have_attribute("href", "https://example.com")
    account.keyboard.press("End")
    account.evaluate(
        """html => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        '<p style="color:red" onclick="x()">in <script>alert(1)</script><a href="javascript:x()">and</a></p>',
    )
    story = saved(site, account)["story"]
    assert 'href="https://example.com"' in story
    assert "alert" not in story
    assert "javascript" not in story


def test_several_files_are_gathered_seen_and_taken_out(site: Site, account: Page) -> None:
    papers = account.get_by_label("Papers")
    papers.set_input_files(FilePayload(name="one.png", mimeType="image/png", buffer=PIXEL))
    papers.set_input_files(FilePayload(name="two.txt", mimeType="text/plain", buffer=b"two"))
    expect(account.locator(".file-card")).to_have_count(2)
    expect(account.locator(".file-card img")).to_have_count(1)
    account.get_by_role("button", name="Remove one.png").click()
    expect(account.locator(".file-card")).to_have_count(1)
    assert [file.name for file in saved(site, account)["papers"]] == ["two.txt"]
    account.goto(f"{account.url}/edit")
    account.get_by_text("two.txt").click()
    expect(account.get_by_text("Undo")).to_be_visible()
    account.get_by_text("two.txt").click()
    assert [file.name for file in saved(site, account)["papers"]] == ["two.txt"]


def test_a_signature_is_drawn_and_kept_as_a_picture(site: Site, account: Page) -> None:
    pad = account.locator("[data-pad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    account.mouse.move(box["x"] + 40, box["y"] + 60)
    account.mouse.down()
    account.mouse.move(box["x"] + 160, box["y"] + 90, steps=8)
    account.mouse.up()
    expect(account.locator(".file-card")).to_contain_text("signature.png")
    assert not accessibility_issues(account)
    assert saved(site, account)["signed"][0].type == "image/png"
