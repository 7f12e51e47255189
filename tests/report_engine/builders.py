"""An office with deals to count, and reports over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Document
from record_store.actor import Actor
from record_store.database import Database
from record_store.queries import Query
from report_engine import Figures, Report, run_report
from tests.builders import Office, a_field, a_role, a_store, an_object

STAGES = [
    {"value": "open", "label": {"en": "Open", "zh-CN": "进行中"}},
    {"value": "won", "label": {"en": "Won", "zh-CN": "赢单"}},
    {"value": "lost", "label": "Lost"},
]
ACCOUNT = an_object("account", "name", a_field("city"), title_field="name")
DEAL = an_object(
    "deal",
    "title",
    a_field("account", "lookup", object="account"),
    a_field("amount", "money", scale=2, currency="CNY"),
    a_field("share", "percent"),
    a_field("people", "integer"),
    a_field("stage", "select", options=STAGES),
    a_field("urgent", "boolean"),
    a_field("close_date", "date"),
    a_field("meeting", "datetime"),
    a_field("clock", "time"),
    a_field("effort", "duration"),
    a_field("tags", "tags"),
    a_field("address", "address"),
    title_field="title",
)
SELLER = a_role("seller", {"deal": "own", "account": "all"}, fields={"deal": {"amount": "hidden"}})
ROWS: list[dict[str, Any]] = [
    {"title": 'Quote "A" \\ B', "amount": "0.10", "stage": "won", "urgent": True, "close_date": "2026-05-15",
     "meeting": "2026-01-31T16:30:00Z", "people": 2, "share": "12.5", "clock": "09:30", "effort": 3600},
    {"title": "quote", "amount": "0.20", "stage": "open", "urgent": False, "close_date": "2026-04-01",
     "meeting": "2026-01-31T15:30:00.250Z", "people": 0, "share": 0, "clock": "09:30:15", "effort": 5400.5},
    {"title": "Quote", "amount": "-5", "stage": "won", "close_date": "2026-01-04", "people": -3},
    {"title": "'", "amount": "5", "stage": "won", "meeting": "2025-12-31T23:59:59Z"},
    {"title": "赢单 %_", "close_date": "2024-12-30"},
    {},
]  # fmt: skip


def an_office(database: Database, *documents: Mapping[str, Any]) -> Office:
    """Deals of every kind; the accounts of the first four are 华为 and Acme in turn."""
    office = a_store(database, ACCOUNT, DEAL, SELLER, *documents)
    accounts = office.create("account", {"name": "华为", "city": "深圳"}, {"name": "Acme"})
    linked = [{**row, "account": accounts[place % 2]} if place < 4 else row for place, row in enumerate(ROWS)]
    office.create("deal", *linked)
    return office


def a_report(*rows: Any, columns: Any = (), measures: Any = (), **body: Any) -> dict[str, Any]:
    """A report of deals; without measures it counts them."""
    return {
        "kind": "report", "name": "report", "object": "deal", "group_by": {"rows": list(rows), "columns": list(columns)},
        **({"measures": list(measures)} if measures else {}), **body,
    }  # fmt: skip


def bucketed(field: str, bucket: str) -> dict[str, str]:
    return {"field": field, "bucket": bucket}


def of(function: str, field: str | None = None) -> dict[str, str]:
    return {"function": function, **({"field": field} if field else {})}


def figures(office: Office, body: Mapping[str, Any], by: Actor | None = None, locale: str = "en") -> Figures:
    with office.reading(by) as records:
        return run_report(records, Report(Document.from_json(body)), locale)


def shown(found: Figures) -> list[tuple[str, ...]]:
    return [tuple(figure.shown for figure in (*row.groups, *row.measures)) for row in found.rows]


def count(office: Office, condition: str | None, by: Actor | None = None) -> int:
    with office.reading(by) as records:
        return int(records.count(Query("deal", filter=condition)))
