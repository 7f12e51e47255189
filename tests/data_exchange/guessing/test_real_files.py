"""Guesses over the real data sets that stand beside the repository; skipped without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_exchange.guessing import Surroundings, english_name, guess_columns
from data_exchange.reading import read_table

EXPECTED: dict[str, dict[str, str]] = {
    "northwind/orders.csv": {"order_date": "date", "shipped_date": "date", "freight": "money", "order_id": "integer"},
    "northwind/customers.csv": {"company_name": "company_name", "contact_name": "person_name", "contact_title": "text"},
    "northwind/products.csv": {"unit_price": "money", "discontinued": "boolean", "units_in_stock": "integer"},
    "telco-churn/telco-customer-churn-by-IBM.csv": {
        "customer_id": "text", "senior_citizen": "boolean", "contract": "select", "total_charges": "money", "churn": "boolean",
    },
    "nyc311-animals/311_Animals_short.csv": {
        "created_date": "datetime", "complaint_type": "select", "incident_zip": "text", "latitude": "number",
    },
    "febrl-persons/dataset1.csv": {"date_of_birth": "date", "postcode": "text", "state": "select", "given_name": "text"},
    "supermarket-sales/supermarket_sales.xlsx": {"date": "date", "time": "time", "payment": "select", "invoice_id": "text"},
    "supermarket-sales/supermarket_Sales.csv": {"date": "date", "gross_margin_percentage": "percent", "total": "money"},
}  # fmt: skip


@pytest.mark.parametrize("file", EXPECTED)
def test_columns_of_real_files_are_taken_for_what_they_are(shared_data: Path, file: str) -> None:
    guesses = guess_columns(read_table((shared_data / file).read_bytes()), Surroundings())
    found = {english_name(one.column.heading, ()): one.best.kind for one in guesses}
    assert {name: found[name] for name in EXPECTED[file]} == EXPECTED[file]
