"""Every page of the routes shuts nobody out: axe finds nothing serious or critical, light or dark."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from starlette.routing import Route

from record_store.actor import Actor
from tests.studio.sales_site import SalesSite, open_sales
from tests.support.browser import accessibility_issues, watch
from tests.support.server import PATIENCE

pytestmark = pytest.mark.journey

PAGES = {
    "home": "/",
    "workbench": "/workbench",
    "dashboard": "/d/manager_home",
    "report": "/r/stage_by_source",
    "runs": "/runs",
    "run": "/runs/{run}",
    "import_new": "/o/account/import",
    "search": "/search?q=north",
    "inbox": "/inbox",
    "trash": "/trash",
    "view_as": "/view-as",
    "records": "/o/deal?view=all_deals",
    "records as a board": "/o/deal?view=pipeline",
    "records as a calendar": "/o/deal?view=closing_calendar",
    "records in groups": "/o/activity?view=activities_by_type",
    "new_record": "/o/deal/new",
    "edit_record": "/o/deal/{deal}/edit",
    "record": "/o/deal/{deal}",
    "record of an account": "/o/account/{account}",
    "print_record": "/o/deal/{deal}/print",
    "public_form": "/f/contact_us",
    "public_thanks": "/f/contact_us/thanks",
    "try_public_form": "/f/contact_us/try",
    "studio": "/studio/",
    "studio_spreadsheets": "/studio/spreadsheets",
    "studio_diagram": "/studio/diagram",
    "studio_compare": "/studio/releases/compare",
    "studio_releases": "/studio/releases",
    "studio_document": "/studio/documents/flow/won_deal_follow_up",
    "studio_roles": "/studio/roles",
    "studio_role": "/studio/roles/rep",
    "studio_object": "/studio/o/deal?field=stage",
    "studio_forms": "/studio/forms",
    "studio_form": "/studio/f/deal_form?part=0.0.0",
    "studio_form_preview": "/studio/f/deal_form/preview?role=rep",
    "studio_form_sheet": "/studio/f/deal_form/preview/sheet",
    "studio_view": "/studio/v/all_deals",
    "studio_app": "/studio/a/sales?part=0",
}
"""By the name of the route; what follows a space tells several pages of one route apart."""

PART, DATA, LEADS_ON = "a part or a dialog of another page", "no page but data", "leads on to another page"
POSTED = "comes of a file that was sent before; its own journey opens it"
OTHERS = {
    "lookup": PART, "filter_editor": PART, "add_filter": PART, "own_view_new": PART, "own_view_edit": PART,
    "bulk_change": PART, "records_count": PART, "quick_record": PART, "cell": PART, "why": PART,
    "why_person": PART, "related": PART, "studio_object_new": PART, "studio_icons": PART,
    "studio_relation_new": PART, "studio_relation": PART, "studio_plan": PART, "studio_release_changes": PART,
    "studio_rollback_plan": PART, "studio_view_new": PART, "studio_role_cell": PART, "studio_role_new": PART,
    "studio_expression_fields": PART, "studio_expression_functions": PART, "studio_expression_records": PART,
    "studio_rule_new": PART, "studio_rule": PART, "studio_field": PART, "studio_form_new": PART,
    "studio_form_select": PART, "studio_view_select": PART, "studio_app_select": PART,
    "healthz": DATA, "readyz": DATA, "metrics": DATA, "file": DATA, "import_refused": DATA,
    "start": LEADS_ON, "tenant_start": LEADS_ON, "open_message": LEADS_ON,
    "import": POSTED, "studio_spreadsheet": POSTED, "studio_spreadsheet_made": POSTED,
    "sign_in": "opened by the test of those who are not signed in",
}  # fmt: skip
"""Routes that a walk does not open, with the reason."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesSite]:
    with open_sales(tmp_path_factory.mktemp("home"), None) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(site: SalesSite) -> dict[str, str]:
    """What addresses name: a deal, an account, and the run of a flow that a won deal started."""
    deals = site.api("/records/deal?limit=50")["data"]
    deal = next(one["id"] for one in deals if one["stage"] != "won")
    with site.composition.store.writing("demo", Actor.system()) as records:
        records.update("deal", deal, {"stage": "won", "close_date": "2026-12-01"})
    account = site.api("/records/account?limit=1")["data"][0]["id"]
    return {"deal": deal, "account": account, "run": first_run(site)}


def first_run(site: SalesSite) -> str:
    """As soon as the flow, which works in the background, has begun."""
    deadline = time.monotonic() + PATIENCE
    while not (runs := site.api("/runs")["data"]):
        assert time.monotonic() < deadline, "no flow ran"
        time.sleep(0.05)
    return str(runs[0]["id"])


@pytest.fixture(scope="module")
def walker(site: SalesSite, browser: Browser) -> Iterator[Page]:
    """One page for the whole walk, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.set_default_timeout(30_000)
    page = context.new_page()
    problems = watch(page)
    site.sign_in(page)
    yield page
    context.close()
    assert not problems, "\n".join(problems)


def test_every_route_is_walked_or_has_a_reason(site: SalesSite) -> None:
    routes = {
        route.name
        for route in site.app.routes
        if isinstance(route, Route) and "GET" in (route.methods or ()) and not route.path.startswith("/api/")
    }
    walked = {name.split()[0] for name in PAGES}
    assert routes - walked - set(OTHERS) == set(), "name the new page in PAGES, or in OTHERS with the reason"
    assert (walked | set(OTHERS)) - routes == set(), "these are no routes any more"
    assert walked & set(OTHERS) == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shuts_nobody_out(site: SalesSite, ids: dict[str, str], walker: Page, name: str) -> None:
    look(walker, site.url(PAGES[name].format_map(ids)))


def test_the_sign_in_shuts_nobody_out(site: SalesSite, page: Page) -> None:
    look(page, f"{site.address}/sign-in")


def test_charts_have_their_colours_where_motion_is_reduced(site: SalesSite, walker: Page) -> None:
    walker.emulate_media(reduced_motion="reduce", color_scheme="light")
    walker.goto(site.url(PAGES["report"]))
    option = walker.evaluate("echarts.getInstanceByDom(document.querySelector('[data-chart]')).getOption()")
    assert len(set(option["color"])) == len(option["color"])
    assert option["xAxis"][0]["axisLabel"]["color"] not in option["color"]


def look(page: Page, address: str) -> None:
    """Everything in the light; in the dark the same page again for its colours, which alone differ."""
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    assert answer
    assert answer.ok
    found = serious(accessibility_issues(page))
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {issue}" for issue in serious(accessibility_issues(page, runOnly=["color-contrast"]))]
    assert found == []


def serious(issues: list[str]) -> list[str]:
    return [issue for issue in issues if "(serious)" in issue or "(critical)" in issue]
