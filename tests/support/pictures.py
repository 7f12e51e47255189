"""The pictures of docs/pictures.md: every main page of the demo tenant, photographed into docs/images.

Run as a program: `python -m tests.support.pictures [name …]` takes all of them and writes the page that shows them,
or takes those whose names begin so. Chinese needs a font that has it (Debian: fonts-noto-cjk; fonts-inter is the
house's own).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from record_store.actor import Actor
from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import COME_TO_REST, REPOSITORY, launch

IMAGES = REPOSITORY / "docs" / "images"
PAGE = REPOSITORY / "docs" / "pictures.md"
LARGEST = 400_000
"""Bytes of one picture."""


HEAD = """# Pictures

The sales template with its sample data, as `make demo` shows it: English and Chinese, light and dark, some on a phone.
`python -m tests.support.pictures` takes them anew.
"""


@dataclass(frozen=True)
class Picture:
    """One page; `path` may name a record as `{deal}`, `act` is done before the picture is taken."""

    name: str
    path: str
    text: str
    act: Callable[[Page], None] | None = None
    chinese: bool = False
    dark: bool = False
    phone: bool = False
    signed_in: bool = True

    @property
    def file(self) -> Path:
        return IMAGES / f"{self.name}.png"


def choose_filter(page: Page) -> None:
    page.locator("main").get_by_role("button", name="Filter", exact=True).click()
    page.locator("#filter-new").wait_for()


def open_plan(page: Page) -> None:
    page.keyboard.press("p")
    page.get_by_role("dialog").wait_for()


def open_lines(page: Page) -> None:
    page.get_by_role("tab").nth(1).click()
    page.locator("[data-lines]:visible").first.wait_for()


def ask_for_object(page: Page) -> None:
    page.locator("[hx-get$='/studio/objects/new']").first.click()
    page.get_by_role("dialog").wait_for()


PICTURES = (
    Picture("home", "/", "Home: the dashboard of the role"),
    Picture("home-zh", "/", "首页", chinese=True),
    Picture("workbench", "/workbench", "The workbench: what is due and what was touched last", dark=True),
    Picture("list", "/o/deal?view=all_deals", "A list"),
    Picture("list-filter", "/o/deal?view=all_deals", "A filter as it is chosen", choose_filter),
    Picture("list-grouped", "/o/deal?view=all_deals&group=stage", "A list in groups, with totals"),
    Picture("list-zh", "/o/account?view=accounts", "列表", chinese=True),
    Picture("list-phone", "/o/deal?view=all_deals", "A list on a phone", phone=True),
    Picture("kanban", "/o/deal?view=pipeline", "The pipeline as a board"),
    Picture("kanban-zh-dark", "/o/deal?view=pipeline", "看板", chinese=True, dark=True),
    Picture("calendar", "/o/deal?view=closing_calendar", "A calendar"),
    Picture("timeline", "/o/deal?view=deal_timeline&scale=quarter", "A timeline"),
    Picture("gallery", "/o/product?view=product_gallery", "A gallery"),
    Picture("record", "/o/deal/{deal}", "A record: its stage, its fields, its lines, what happened"),
    Picture("record-zh", "/o/account/{account}", "客户", chinese=True),
    Picture("record-dark-phone", "/o/deal/{deal}", "A record on a phone", dark=True, phone=True),
    Picture("form", "/o/deal/{deal}/edit", "A form in tabs and sections"),
    Picture("form-lines", "/o/deal/{deal}/edit", "Line items, typed like a spreadsheet", open_lines),
    Picture("form-phone-zh", "/o/deal/new", "手机上的表单", chinese=True, phone=True),
    Picture("search", "/search?q=north", "Search over everything"),
    Picture("inbox", "/inbox", "The inbox", dark=True),
    Picture("import", "/o/account/import", "An import begins"),
    Picture("trash", "/trash", "The trash, with the way back"),
    Picture("report", "/r/won_by_month", "A report"),
    Picture("report-zh", "/r/stage_by_source", "报表", chinese=True),
    Picture("dashboard", "/d/manager_home", "A dashboard"),
    Picture("dashboard-dark", "/d/manager_home", "The same in the dark", dark=True),
    Picture("public-form", "/f/contact_us", "A form for everybody, without a sign-in", signed_in=False),
    Picture("public-form-phone-zh", "/f/contact_us", "公开表单", chinese=True, phone=True, signed_in=False),
    Picture("studio", "/studio/", "The studio: what this CRM is made of"),
    Picture("studio-zh", "/studio/", "搭建台", chinese=True),
    Picture("studio-new-object", "/studio/", "An object begins with a starter", ask_for_object),
    Picture("studio-object", "/studio/o/deal?field=stage", "An object and its fields"),
    Picture("studio-object-dark-zh", "/studio/o/deal?field=stage", "对象设计", chinese=True, dark=True),
    Picture("studio-form", "/studio/f/deal_form?part=0.0.0", "The form designer"),
    Picture("studio-form-zh", "/studio/f/deal_form?part=0.0", "表单设计", chinese=True),
    Picture("studio-preview", "/studio/f/deal_form/preview?role=rep", "A form as a role gets it"),
    Picture("studio-view", "/studio/v/all_deals", "The view designer, on real records"),
    Picture("studio-roles", "/studio/roles", "Roles: who may do what"),
    Picture("studio-roles-zh", "/studio/roles/rep", "角色", chinese=True),
    Picture("studio-navigation", "/studio/a/sales", "The navigation, arranged by dragging"),
    Picture("studio-diagram", "/studio/diagram", "Objects and how they belong together"),
    Picture("studio-spreadsheet", "/studio/spreadsheets", "An object from a spreadsheet"),
    Picture("studio-plan", "/studio/o/product", "The plan before a release", open_plan),
    Picture("studio-releases", "/studio/releases", "Releases: what changed, and the way back"),
    Picture("studio-compare", "/studio/releases/compare", "Two releases in words", dark=True),
)


def main(wanted: Iterable[str]) -> int:
    chosen = [picture for picture in PICTURES if not wanted or picture.name.startswith(tuple(wanted))]
    with tempfile.TemporaryDirectory() as home, open_sales(Path(home), None) as site:
        furnish(site)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for picture in chosen:
                take(site, browser, picture)
            browser.close()
    if chosen == list(PICTURES):
        PAGE.write_text(page_of_pictures(), encoding="utf-8")
    large = [picture.name for picture in chosen if picture.file.stat().st_size > LARGEST]
    sys.stderr.write(f"{len(chosen)} pictures in {IMAGES.relative_to(REPOSITORY)}\n")
    if large:
        sys.stderr.write(f"Larger than {LARGEST} bytes: {', '.join(large)}\n")
    return 1 if large else 0


def furnish(site: SalesSite) -> None:
    """Views of the types that the template has none of, and a draft that the plan and the releases can show."""
    releases, actor = site.composition.releases, Actor.system()
    for body in (
        {"kind": "view", "name": "deal_timeline", "object": "deal", "type": "timeline"}
        | {"label": {"en": "Timeline", "zh-CN": "时间线"}, "start": "engage_date", "end": "close_date"},
        {"kind": "view", "name": "product_gallery", "object": "product", "type": "gallery"}
        | {"label": {"en": "Catalogue", "zh-CN": "产品图册"}},
    ):
        releases.put("demo", actor, body)
    releases.publish("demo", actor, "A timeline and a gallery")
    product = dict(releases.draft("demo").blueprint.document("object", "product").body)
    barcode = {"name": "barcode", "label": {"en": "Barcode", "zh-CN": "条码"}, "type": "barcode"}
    releases.put("demo", actor, {**product, "fields": [*product["fields"], barcode]})


def take(site: SalesSite, browser: Browser, picture: Picture) -> None:
    with opened(site, browser, picture) as page:
        page.goto(site.url(picture.path.format_map(Records(site))))
        page.wait_for_load_state("networkidle")
        if picture.act:
            picture.act(page)
        page.evaluate(COME_TO_REST)
        page.screenshot(path=picture.file)


def page_of_pictures() -> str:
    """Markdown with every picture under its sentence."""
    shown = [f"## {picture.text}\n\n![{picture.text}](images/{picture.file.name})\n" for picture in PICTURES]
    return "\n".join([HEAD, *shown])


class Records(dict[str, str]):
    """The first record of an object by its name."""

    def __init__(self, site: SalesSite) -> None:
        super().__init__()
        self.site = site

    def __missing__(self, name: str) -> str:
        return str(self.site.api(f"/records/{name}?limit=1")["data"][0]["id"])


@contextmanager
def opened(site: SalesSite, browser: Browser, picture: Picture) -> Iterator[Page]:
    scheme: Literal["dark", "light"] = "dark" if picture.dark else "light"
    context = browser.new_context(
        viewport={"width": 390, "height": 844} if picture.phone else {"width": 1280, "height": 800},
        is_mobile=picture.phone,
        has_touch=picture.phone,
        locale="zh-CN" if picture.chinese else "en-US",
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    language = {"name": "trellis_locale", "value": "zh-CN" if picture.chinese else "en", "url": site.address}
    context.add_cookies([language])  # type: ignore[list-item]
    page = context.new_page()
    if picture.signed_in:
        site.sign_in(page)
    yield page
    context.close()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
