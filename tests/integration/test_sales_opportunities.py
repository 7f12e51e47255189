"""A real data set of 8,800 deals comes into the sales template by command, and the figures are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from runtime.cli.main import run
from runtime.main import create_app

ADMIN = "admin@example.com"
ACCOUNT = (
    "account=name",
    "sector=industry",
    "year_established=founded",
    "revenue=revenue",
    "employees=employees",
    "office_location=country",
    "subsidiary_of=parent",
)
PRODUCT = ("product=name", "series=series", "sales_price=price")
AGENT = ("sales_agent=name", "manager=manager", "regional_office=office")
DEAL = (
    "opportunity_id=name",
    "sales_agent=agent",
    "product=product",
    "account=account",
    "deal_stage=stage",
    "engage_date=engage_date",
    "close_date=close_date",
    "close_value=amount",
)


@pytest.fixture
def tenant(monkeypatch: pytest.MonkeyPatch, home: Path, database_url: str | None) -> str:
    """A tenant from the sales template, without sample data."""
    monkeypatch.setenv("TRELLIS_HOME", str(home))
    monkeypatch.setenv("TRELLIS_BACKGROUND", "off")
    if database_url:
        monkeypatch.setenv("TRELLIS_DATABASE_URL", database_url)
    made = [
        "tenant",
        "create",
        "acme",
        "--template",
        "sales",
        "--admin",
        ADMIN,
        "--password",
        "a long password",
    ]
    assert run(made) == 0
    return "acme"


@pytest.fixture
def data(shared_data: Path) -> Path:
    return shared_data / "crm-sales-opportunities"


def bring_in(object_name: str, file: Path, columns: tuple[str, ...], *more: str) -> int:
    pairs = [part for column in columns for part in ("--map", column)]
    return run(["import", "acme", object_name, str(file), *pairs, *more])


def test_the_sales_data_comes_in_and_adds_up(
    tenant: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in("account", data / "accounts.csv", ACCOUNT) == 0
    assert bring_in("product", data / "products.csv", PRODUCT) == 0
    assert bring_in("sales_agent", data / "sales_teams.csv", AGENT) == 0
    capsys.readouterr()

    assert bring_in("deal", data / "sales_pipeline.csv", DEAL, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    refused = [row for row in told["outcome"] if row["action"] == "refused"]
    assert (told["kept"], told["refused"], len(refused)) == (False, 1480, 1480)
    assert refused[0]["line"] == 3
    assert refused[0]["issues"][0]["path"] == "/product"
    assert "GTXPro" in refused[0]["issues"][0]["message"]

    assert bring_in("deal", data / "sales_pipeline.csv", DEAL, "--value", "product:GTXPro=GTX Pro") == 0
    check_figures(capsys)


def check_figures(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["key", "create", "acme", "--user", ADMIN]) == 0
    key = capsys.readouterr().out.strip()
    with TestClient(create_app(), headers={"Authorization": f"Bearer {key}"}) as client:

        def get(path: str, **params: Any) -> Any:
            answer = client.get(f"/api/v1/acme/{path}", params=params)
            assert answer.status_code == 200, answer.text
            return answer.json()

        def count(object_name: str, condition: str) -> int:
            return int(get(f"records/{object_name}", filter=condition, count="true", limit=1)["total"])

        assert get("records/account", count="true", limit=1)["total"] == 85
        stages = {
            stage: count("deal", f'stage = "{stage}"') for stage in ("won", "lost", "engaging", "prospecting")
        }
        assert stages == {"won": 4238, "lost": 2473, "engaging": 1589, "prospecting": 500}
        assert get("reports/won_value/data")["totals"] == [10005534, 4238]
        assert count("deal", "ISBLANK(account)") == 1425
        assert count("account", "NOT ISBLANK(parent)") == 15
        rolled_up = client.post(
            "/api/v1/acme/reports/query",
            json={
                "object": "account",
                "measures": [
                    {"function": "sum", "field": "won_value"},
                    {"function": "sum", "field": "open_deals"},
                ],
            },
        ).json()
        assert rolled_up["totals"] == [10005534, 1589 + 500 - 1425]
        quarters = client.post(
            "/api/v1/acme/reports/query",
            json={
                "object": "deal",
                "filter": 'stage = "won"',
                "group_by": {"rows": [{"field": "close_date", "bucket": "quarter"}]},
                "measures": [{"function": "sum", "field": "amount"}],
            },
        ).json()
        assert [row["values"][1] for row in quarters["rows"]] == [1134672, 3086111, 2982255, 2802496]
        managers = client.post(
            "/api/v1/acme/reports/query",
            json={
                "object": "deal",
                "filter": 'stage = "won"',
                "group_by": {"rows": ["agent.manager"]},
                "measures": [{"function": "sum", "field": "amount"}],
            },
        ).json()
        assert {row["values"][0]: row["values"][1] for row in managers["rows"]} == {
            "Melvin Marxen": 2251930,
            "Summer Sewald": 1964750,
            "Rocco Neubert": 1960545,
            "Celia Rouche": 1603897,
            "Cara Losch": 1130049,
            "Dustin Brinkmann": 1094363,
        }
