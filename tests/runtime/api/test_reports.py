"""Reports and dashboards over the API, and what they answer to bad input."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.api.test_bad_input import NASTY_TEXTS, assert_refused
from tests.web.application import Application

REPORT: dict[str, Any] = {
    "object": "company",
    "group_by": {"rows": ["name"]},
    "measures": [{"function": "sum", "field": "revenue"}],
}


def test_a_report_gives_figures_with_the_way_to_their_records(application: Application) -> None:
    for name, revenue in (("Acme", 5), ('"Rock"', 7)):
        application.create(name=name, revenue=revenue)
    answer = application.call("POST", "/reports/query", REPORT).json()
    assert [column["name"] for column in answer["columns"]] == ["name", "sum_revenue"]
    assert [row["values"] for row in answer["rows"]] == [['"Rock"', 7.0], ["Acme", 5.0]]
    assert answer["totals"] == [12.0]
    for row in answer["rows"]:
        found = application.client.get(
            "/api/v1/demo/records/company",
            params={"filter": row["drill"]},
            headers={"Authorization": f"Bearer {application.key()}"},
        )
        assert [record["name"] for record in found.json()["data"]] == [row["values"][0]]


WRONG: list[tuple[Any, str]] = [
    ([], ""),
    (None, ""),
    ("report", ""),
    ({}, ""),
    ({"object": 1}, "/object"),
    ({"object": "nope"}, "/object"),
    ({**REPORT, "filter": "("}, "/filter"),
    ({**REPORT, "filter": "revenue"}, "/filter"),
    ({**REPORT, "group_by": {"rows": ["price"]}}, "/group_by/rows/0"),
    ({**REPORT, "group_by": {"rows": [{"field": "name", "bucket": "month"}]}}, "/group_by/rows/0"),
    ({**REPORT, "group_by": {"rows": [{"field": "name", "bucket": "eon"}]}}, "/group_by/rows/0"),
    ({**REPORT, "measures": []}, "/measures"),
    ({**REPORT, "measures": [{"function": "sum"}]}, "/measures/0"),
    ({**REPORT, "measures": [{"function": "sum", "field": "name"}]}, "/measures/0/field"),
    ({**REPORT, "measures": [{"function": "magic"}]}, "/measures/0/function"),
    ({**REPORT, "limit": 0}, "/limit"),
    ({**REPORT, "chart": {"type": "pie in the sky"}}, "/chart/type"),
    ({**REPORT, "what": 1}, "/what"),
]


@pytest.mark.parametrize(("body", "path"), WRONG)
def test_a_wrong_report_is_refused_at_its_place(shared: Application, body: Any, path: str) -> None:
    answer = shared.call("POST", "/reports/query", body)
    assert_refused(answer)
    assert answer.json()["issues"][0]["path"] == path


def test_nasty_reports_are_answered(shared: Application) -> None:
    for text in NASTY_TEXTS:
        text = text.encode(errors="replace").decode()
        for body in (
            {**REPORT, "filter": text},
            {**REPORT, "object": text},
            {**REPORT, "group_by": {"rows": [text]}},
        ):
            assert shared.call("POST", "/reports/query", body).status_code in (200, 403, 404, 422), body


def test_rights_hold_for_reports(shared: Application) -> None:
    assert_refused(shared.call("POST", "/reports/query", REPORT, role="reader"), 403)
    assert shared.call("POST", "/reports/query", {"object": "company"}, role="reader").status_code == 200
    assert_refused(shared.call("GET", "/reports/nope/data"), 404)
    assert_refused(shared.call("GET", "/dashboards/nope/data"), 404)


def test_a_dashboard_gives_what_the_person_may_see(application: Application) -> None:
    tiles = [{"type": "report", "report": name} for name in ("sums", "counts")]
    for body in (
        {**REPORT, "kind": "report", "name": "sums", "label": "Sums"},
        {"kind": "report", "name": "counts", "label": "Counts", "object": "company"},
        {"kind": "dashboard", "name": "board", "label": "Board", "tiles": tiles},
        {"kind": "dashboard", "name": "secret", "label": "Secret", "tiles": tiles, "for_roles": ["admin"]},
    ):
        assert application.call("PUT", f"/blueprint/draft/{body['kind']}/{body['name']}", body).is_success
    assert application.call("POST", "/blueprint/releases", {"note": "Figures"}).status_code == 201
    sums, counts = application.call("GET", "/dashboards/board/data", role="reader").json()["tiles"]
    assert (sums["issues"][0]["code"], counts["totals"]) == ("field_hidden", [0])
    assert_refused(application.call("GET", "/dashboards/secret/data", role="reader"), 403)
    assert application.call("GET", "/dashboards/secret/data").status_code == 200
