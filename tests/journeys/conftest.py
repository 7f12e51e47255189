"""A served workplace and browsers that are signed in to it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.runtime.pages.workplace import PASSWORD, TENANT, Workplace, open_workplace
from tests.support.browser import watch
from tests.support.server import served


@dataclass
class Site:
    """A workplace at an address."""

    workplace: Workplace
    address: str

    def url(self, path: str) -> str:
        return f"{self.address}/{TENANT}{path}"


@pytest.fixture(scope="module")
def opened_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_workplace(tmp_path_factory.mktemp("home"), None) as workplace, served(workplace.app) as address:
        yield Site(workplace, address)


@pytest.fixture
def site(opened_site: Site) -> Site:
    opened_site.workplace.clear()
    return opened_site


@pytest.fixture
def desk(site: Site, page: Page) -> Page:
    """A browser that is signed in as the administrator."""
    sign_in(site, page)
    return page


@pytest.fixture
def phone(site: Site, browser: Browser) -> Iterator[Page]:
    """A phone, 390 pixels wide, signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    context.set_default_timeout(30_000)
    page = context.new_page()
    problems = watch(page)
    sign_in(site, page)
    yield page
    context.close()
    assert not problems, "\n".join(problems)


def sign_in(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("E-mail").fill("admin@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/demo/**")
