"""The gallery, served once for all browser tests of the kit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.support.server import served
from ui_kit.gallery import create_gallery


@pytest.fixture(scope="session")
def gallery_address() -> Iterator[str]:
    with served(create_gallery()) as address:
        yield address


class GalleryVisit:
    """A browser page that opens pages of the gallery and waits until their scripts are there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.posted: list[str] = []
        page.on(
            "request",
            lambda request: self.posted.append(request.post_data or "") if request.method == "POST" else None,
        )

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture
def gallery(page: Page, gallery_address: str) -> GalleryVisit:
    return GalleryVisit(page, gallery_address)
