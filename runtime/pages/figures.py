"""Figures as a page shows them: a chart's option with the way from each mark to its records."""

from __future__ import annotations

from dataclasses import dataclass

from metamodel import Issue, TrellisError
from metamodel.json_text import dump_values
from record_store.records import Records
from report_engine import CHARTS, Figures, Report, run_report
from web.links import Links
from web.visit import Visit


@dataclass(frozen=True)
class ShownReport:
    """A report ready to be drawn; without figures it says why there are none."""

    report: Report
    figures: Figures | None
    chart: str | None
    """The option and the links as JSON, for the script that draws it."""
    links: tuple[str | None, ...] = ()
    whole: str | None = None
    issues: tuple[Issue, ...] = ()


def show_report(visit: Visit, records: Records, links: Links, report: Report) -> ShownReport:
    """The report for this person; what they may not see is said in its place and breaks nothing else."""
    try:
        figures = run_report(records, report, visit.locale)
    except TrellisError as refused:
        return ShownReport(report, None, None, issues=refused.issues)
    addresses = tuple(_records_address(visit, links, report, row.drill) for row in figures.rows)
    whole = _records_address(visit, links, report, figures.drill)
    return ShownReport(report, figures, _chart(figures, addresses), addresses, whole)


def _chart(figures: Figures, addresses: tuple[str | None, ...]) -> str | None:
    chart = CHARTS[figures.report.chart["type"]]
    if not chart.drawn or not figures.rows:
        return None
    return dump_values({"option": chart.option(figures), "links": addresses}).decode()


def _records_address(visit: Visit, links: Links, report: Report, condition: str | None) -> str | None:
    if not links.known("records"):
        return None
    return links.url("records", tenant=visit.tenant, object=report.object, filter=condition)
