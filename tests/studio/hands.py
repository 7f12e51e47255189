"""What the hands of a builder do in the studio's designers, with a real mouse; journeys are made of it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.mouse import drag_after, drag_into


def make_object(page: Page, label: str) -> None:
    page.get_by_role("button", name="New object").first.click()
    page.get_by_label("Name in English").fill(label)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("region", name="Field types")).to_be_visible()


def add_field(page: Page, kind: str, label: str) -> None:
    """From the palette onto the canvas, then named."""
    drop_field(page, kind, label)
    apply(page, label)


def drop_field(page: Page, kind: str, label: str) -> None:
    """With its name typed and nothing kept yet: further settings may follow."""
    fields = page.locator("#canvas > [data-item]")
    count = fields.count()
    drag_after(page, page.locator(f".palette-tile[data-item={kind}]"), fields.last)
    expect(fields).to_have_count(count + 1)
    english = page.get_by_label("Label · English", exact=True)
    expect(english).to_be_focused()
    english.fill(label)


def apply(page: Page, label: str, kind: str = "") -> None:
    """What is set; the canvas shows the field under that name, as that kind and with nothing missing."""
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("button", name=f"Move {label}", exact=True)).to_be_visible()
    if kind:
        field = page.locator(f"#canvas > [data-label='{label}']")
        expect(field).to_contain_text(kind)
        expect(field.get_by_text("is missing")).to_have_count(0)


def publish(page: Page, note: str) -> None:
    page.get_by_role("button", name="Plan and publish").click()
    page.get_by_label("Note for the release").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile(r"Release \d+ is live"))).to_be_visible()


def put_field(page: Page, name: str, number: int, section: str = "0.0") -> None:
    """From the palette of a form to the end of the section, which has that number of items."""
    tile = page.locator(f".palette-tile[data-item='field.{name}']")
    into = page.locator(f"[data-items='{section}']")
    if number:
        drag_after(page, tile, into.locator(".canvas-part").last)
    else:
        drag_into(page, tile, into)
    expect(into.locator(".canvas-part")).to_have_count(number + 1)


def name_tab(page: Page, label: str, new: str) -> None:
    tab_of(page, label).dblclick()
    page.get_by_role("textbox", name="Label", exact=True).fill(new)
    page.keyboard.press("Enter")
    expect(tab_of(page, new)).to_be_visible()


def tab_of(page: Page, label: str) -> Locator:
    return page.locator(f"#canvas .canvas-tab[data-label='{label}'] [data-open-tab]")
