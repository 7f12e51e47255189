"""Reports and dashboards over the API: figures with the way to their records."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from metamodel import Document, Invalid, Issue, TrellisError
from metamodel.checks import check_meaning, check_shape
from record_store.records import Records
from report_engine import Dashboard, Report, ReportKind, run_report
from runtime.api.address import PREFIX
from web.errors import issues_json
from web.expression_reading import read_expression
from web.json_bodies import JsonBody, JsonResponse
from web.visit import ApiVisit, Visit

router = APIRouter(prefix=PREFIX, tags=["reports"])


@router.post("/reports/query", name="api_report_query")
def query_report(visit: ApiVisit, body: JsonBody) -> JsonResponse:
    """The figures of a report that is sent rather than published."""
    with visit.reading() as records:
        report = Report(_checked(records, body))
        return JsonResponse(run_report(records, report, visit.locale).to_json())


@router.get("/reports/{name}/data", name="api_report_data")
def get_report_data(visit: ApiVisit, name: str) -> JsonResponse:
    """The figures of a published report, as the person may see them."""
    with visit.reading() as records:
        report = Report(records.live.blueprint.document("report", name))
        return JsonResponse(run_report(records, report, visit.locale).to_json())


@router.get("/dashboards/{name}/data", name="api_dashboard_data")
def get_dashboard_data(visit: ApiVisit, request: Request, name: str) -> JsonResponse:
    """The figures of every tile of a dashboard that shows a report."""
    with visit.reading() as records:
        dashboard = Dashboard(records.live.blueprint.document("dashboard", name))
        dashboard.require(visit.actor.roles)
        tiles = [
            {"report": tile.settings["report"], **_figures(request, visit, records, tile.settings["report"])}
            for tile in dashboard.tiles
            if "report" in tile.settings
        ]
    return JsonResponse({"tiles": tiles})


def _figures(request: Request, visit: Visit, records: Records, name: str) -> dict[str, Any]:
    """The tile's figures, or why the person sees none."""
    report = Report(records.live.blueprint.document("report", name))
    try:
        return run_report(records, report, visit.locale).to_json()
    except TrellisError as refused:
        return {"issues": issues_json(request, refused.issues)}


def _checked(records: Records, body: Any) -> Document:
    """The report document, found sound. Raises: Invalid."""
    if not isinstance(body, dict):
        raise Invalid(Issue("wrong_type", "", "A report is a JSON object"))
    document = Document.from_json({"name": "query", **body, "kind": "report"})
    kind, blueprint = ReportKind(), records.live.blueprint
    issues = check_shape(document, kind) or tuple(
        check_meaning(document, kind, blueprint, blueprint, read_expression)
    )
    if issues:
        raise Invalid(issues, "This report cannot be run")
    return document
