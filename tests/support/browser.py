"""A real Chromium: pages that fail their test on a script error, and accessibility checks in them."""

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, expect, sync_playwright

from tests.support.chromium import find_chromium

REPOSITORY = Path(__file__).resolve().parents[2]
COME_TO_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => Number.isFinite(Number(one.effect.getComputedTiming().endTime)))
  .map((one) => one.finished))"""
"""Until what fades or slides in is there; what moves for ever is not waited for."""

expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if find_chromium() is None:
        missing = "no Chromium found: install one, or name it in TRELLIS_TEST_CHROMIUM"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def launch(playwright: Playwright) -> Browser:
    """Chromium without a window."""
    arguments = ["--disable-dev-shm-usage"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    return playwright.chromium.launch(executable_path=find_chromium(), args=arguments)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own: 1280 by 800, English; script errors and broken CSP fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.set_default_timeout(30_000)  # a busy machine answers late, not wrongly
    page = context.new_page()
    problems = watch(page)
    yield page
    context.close()
    assert not problems, "\n".join(problems)


def watch(page: Page) -> list[str]:
    """The list that fills with the script errors and refused resources of this page."""
    problems: list[str] = []

    def read_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("console", read_console)
    return problems


def accessibility_issues(page: Page, **options: Any) -> list[str]:
    """What axe-core finds wrong with the page as it comes to rest, a line an element; `options` go to axe.run."""
    page.evaluate(COME_TO_REST)
    page.evaluate(axe_source())
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {rule['help']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@functools.cache
def axe_source() -> str:
    return (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
