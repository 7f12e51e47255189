"""A report: its chart, its figures, and from each of them to the records."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from report_engine import Report
from runtime.pages.figures import show_report
from web.pages import links_of, render_page
from web.visit import PageVisit

router = APIRouter(prefix="/{tenant}", include_in_schema=False)


@router.get("/r/{report}", name="report")
def show_report_page(visit: PageVisit, request: Request, report: str) -> Response:
    with visit.reading() as records:
        document = records.live.blueprint.document("report", report)
        shown = show_report(visit, records, links_of(request), Report(document))
        described = records.live.blueprint.object(shown.report.object)
    return render_page(request, visit, "runtime/report/report.html", shown=shown, described=described)
