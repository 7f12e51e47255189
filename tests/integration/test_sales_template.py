"""What somebody gets who makes a tenant from the sales template, on both databases."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flow_engine import work_through
from record_store.actor import Actor
from tests.integration.sales_tenant import SalesTenant, sales_tenant
from web.stamps import make_stamp


@pytest.fixture
def sales(home: Path, database_url: str | None) -> Iterator[SalesTenant]:
    with sales_tenant(home, database_url) as tenant:
        yield tenant


def test_the_template_works_from_end_to_end(sales: SalesTenant) -> None:
    line_items_go_in_and_out_with_their_deal(sales)
    winning_a_deal_sets_its_probability_and_plans_a_kick_off(sales)
    every_number_of_a_report_leads_to_its_records(sales)
    every_view_can_be_asked_for(sales)
    somebody_who_writes_to_us_becomes_a_contact(sales)
    every_role_may_open_what_its_bar_offers(sales)


def line_items_go_in_and_out_with_their_deal(sales: SalesTenant) -> None:
    product = sales.first("product", 'name = "Line Controller"')["id"]
    lines = [{"product": product, "quantity": 2, "price": 46500}]
    deal = sales.call("POST", "records/deal", {"name": "Packing line", "lines": lines}, 201)
    (line,) = deal["lines"]
    assert line["product"] == {"id": product, "label": "Line Controller"}
    assert (line["quantity"], line["amount"]) == (2, 93000)
    kept = {"id": line["id"], "quantity": 3}
    changed = sales.call("PATCH", f"records/deal/{deal['id']}", {"lines": [kept, {"description": "Set-up"}]})
    assert [entry["quantity"] for entry in changed["lines"]] == [3, 1]


def winning_a_deal_sets_its_probability_and_plans_a_kick_off(sales: SalesTenant) -> None:
    deal = sales.first("deal", 'stage = "negotiation"', "id", "name")
    won = sales.call("PATCH", f"records/deal/{deal['id']}", {"stage": "won"})
    assert won["probability"] == 100
    assert work_through(sales.composition.store, "demo") == 1
    (run,) = sales.call("GET", "runs", flow="won_deal_follow_up")["data"]
    assert run["status"] == "done"
    assert [step["status"] for step in sales.call("GET", f"runs/{run['id']}")["steps"]] == ["done", "done"]
    planned = f'deal = "{deal["id"]}" AND type = "meeting" AND CONTAINS(subject, "Kick-off")'
    assert sales.call("GET", "records/activity", filter=planned, count="true")["total"] == 1


def every_number_of_a_report_leads_to_its_records(sales: SalesTenant) -> None:
    for report in ("deals_by_stage", "won_by_month", "won_by_agent", "stage_by_source"):
        figures = sales.call("GET", f"reports/{report}/data")
        names = [column["name"] for column in figures["columns"]]
        assert figures["rows"]
        for row in figures["rows"]:
            found = sales.call("GET", "records/deal", filter=row["drill"], count="true", limit=1)
            if "count" in names:
                assert found["total"] == row["values"][names.index("count")], row


def every_view_can_be_asked_for(sales: SalesTenant) -> None:
    documents = sales.call("GET", "blueprint")["documents"]
    views = [document for document in documents if document["kind"] == "view"]
    assert len(views) > 10
    for view in views:
        assert sales.call("GET", f"records/{view['object']}", view=view["name"])["data"], view["name"]


def somebody_who_writes_to_us_becomes_a_contact(sales: SalesTenant) -> None:
    stranger = TestClient(sales.client.app, follow_redirects=False)
    secret = sales.composition.settings.secret_key
    answers = {
        "name.family": "Lovelace", "name.given": "Ada", "email": "ada@example.com", "notes": "A quote, please",
        "_consent": "true", "_stamp": make_stamp(secret, "form:demo:contact_us", time.time() - 60), "_action": "save",
    }  # fmt: skip
    assert "联系我们" in stranger.get("/demo/f/contact_us", headers={"Accept-Language": "zh-CN"}).text
    unreachable = {**answers, "email": ""}
    assert stranger.post("/demo/f/contact_us", data=unreachable).status_code == 422
    assert stranger.post("/demo/f/contact_us", data=answers).status_code == 303
    found = sales.first("contact", 'email = "ada@example.com"', "id", "name", "notes")
    assert found["notes"] == "A quote, please"


def every_role_may_open_what_its_bar_offers(sales: SalesTenant) -> None:
    offered = {}
    for role in sales.composition.store.live("demo").blueprint.roles:
        member = sales.composition.members.add("demo", Actor.system(), f"one.{role}@example.com", [role])
        sales.client.cookies.set("trellis_session", sales.composition.sessions.open(member.account_id))
        home = sales.client.get("/demo/").text
        links = set(re.findall(r'class="nav-item" href="(/demo/[^"]+)"', home))
        refused = {link: status for link in links if (status := sales.client.get(link).status_code) != 200}
        assert not refused, role
        offered[role] = links
    assert offered["manager"] - offered["rep"] == {"/demo/d/manager_home"}
