"""A small CRM full of computed fields that build on one another, and what they should be, worked out by hand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from metamodel import Blueprint
from tests.builders import a_field, an_object

CENT = Decimal("0.01")
DOCUMENTS = (
    an_object(
        "account",
        "name",
        a_field("tier", "select", options=[{"value": "gold"}, {"value": "silver"}]),
        a_field("parent", "lookup", object="account", on_delete="clear"),
        a_field("deals", "rollup", via="deal.account", function="count"),
        a_field(
            "won", "rollup", via="deal.account", function="sum", field="expected", filter='stage = "won"'
        ),
        a_field("group_won", "rollup", via="account.parent", function="sum", field="won"),
        a_field("all_won", "formula", returns="money", expression="won + group_won"),
        a_field("latest", "rollup", via="deal.account", function="last", field="name", order="name"),
    ),
    an_object("product", "name", a_field("category", "text")),
    an_object(
        "deal",
        "name",
        a_field("account", "lookup", object="account", on_delete="cascade"),
        a_field("stage", "text"),
        a_field("discount", "percent"),
        a_field("probability", "percent"),
        a_field("lines", "lines", object="line", via="deal"),
        a_field("total", "rollup", via="line.deal", function="sum", field="total"),
        a_field(
            "hardware", "rollup", via="line.deal", function="sum", field="total",
            filter='product.category = "hardware"',
        ),
        a_field("average", "rollup", via="line.deal", function="average", field="quantity"),
        a_field("largest", "rollup", via="line.deal", function="maximum", field="total"),
        a_field("expected", "formula", returns="money", expression="total * probability / 100"),
        a_field("tier", "mirror", via="account", field="tier"),
        a_field("headline", "formula", returns="text", expression='UPPER(name) & " " & account.name'),
    ),
    an_object(
        "line",
        a_field("deal", "lookup", object="deal"),
        a_field("product", "lookup", object="product", on_delete="clear"),
        a_field("quantity", "integer"),
        a_field("price", "money"),
        a_field(
            "total", "formula", returns="money", expression="quantity * price * (1 - deal.discount / 100)"
        ),
        a_field("category", "mirror", via="product", field="category"),
    ),
)  # fmt: skip
BLUEPRINT = Blueprint.of(DOCUMENTS)
COMPUTED = {
    described.name: tuple(field.name for field in described.fields if field.computed)
    for described in BLUEPRINT.objects.values()
}

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""By object and id, the plain values of the records that are not in the trash."""


def expected(rows: Rows) -> dict[str, dict[str, Row]]:
    """The computed values of all records."""
    lines = {id: _line(rows, row) for id, row in rows["line"].items()}
    deals = {id: _deal(rows, id, row, lines) for id, row in rows["deal"].items()}
    accounts: dict[str, Row] = {id: _account(rows, id, deals) for id in rows["account"]}
    for id, found in accounts.items():
        children = [accounts[other]["won"] for other, row in rows["account"].items() if row["parent"] == id]
        found["group_won"] = sum(children, Decimal(0)).quantize(CENT)
        found["all_won"] = found["won"] + found["group_won"]
    return {"account": accounts, "product": {}, "deal": deals, "line": lines}


def _line(rows: Rows, row: Row) -> Row:
    deal = rows["deal"].get(row["deal"] or "", {})
    product = rows["product"].get(row["product"] or "", {})
    discount = Decimal(deal.get("discount") or 0)
    total = Decimal(row["quantity"] or 0) * Decimal(row["price"] or 0) * (1 - discount / 100)
    return {"total": total.quantize(CENT, ROUND_HALF_UP), "category": product.get("category")}


def _deal(rows: Rows, id: str, row: Row, lines: dict[str, Row]) -> Row:
    mine = [(one, lines[key]) for key, one in rows["line"].items() if one["deal"] == id]
    totals = [made["total"] for _, made in mine]
    quantities = [Decimal(one["quantity"]) for one, _ in mine if one["quantity"] is not None]
    total = sum(totals, Decimal(0)).quantize(CENT)
    hardware = [made["total"] for _, made in mine if made["category"] == "hardware"]
    account = rows["account"].get(row["account"] or "", {})
    return {
        "total": total,
        "hardware": sum(hardware, Decimal(0)).quantize(CENT),
        "average": (sum(quantities, Decimal(0)) / len(quantities)).quantize(CENT, ROUND_HALF_UP)
        if quantities
        else None,
        "largest": max(totals, default=None),
        "expected": (total * Decimal(row["probability"] or 0) / 100).quantize(CENT, ROUND_HALF_UP),
        "tier": account.get("tier"),
        "headline": f"{(row['name'] or '').upper()} {account.get('name') or ''}".strip() or None,
    }


def _account(rows: Rows, id: str, deals: dict[str, Row]) -> Row:
    mine = [(key, one) for key, one in rows["deal"].items() if one["account"] == id]
    won = [deals[key]["expected"] for key, one in mine if one["stage"] == "won"]
    names = sorted((one["name"].lower(), key, one["name"]) for key, one in mine if one["name"])
    return {
        "deals": len(mine),
        "won": sum(won, Decimal(0)).quantize(CENT),
        "latest": names[-1][2] if names else None,
    }
