"""Reports and dashboards: documents in, figures out, every number with the way to its records."""

from report_engine.buckets import BUCKETS
from report_engine.charts import CHARTS
from report_engine.dashboard import Dashboard, Tile
from report_engine.dashboard_kind import DashboardKind
from report_engine.figures import Figure, FigureColumn, FigureRow, Figures
from report_engine.measures import MEASURES
from report_engine.report import Report
from report_engine.report_kind import ReportKind
from report_engine.run import run_report
from report_engine.tiles import TILES

__all__ = [
    "BUCKETS",
    "CHARTS",
    "MEASURES",
    "TILES",
    "Dashboard",
    "DashboardKind",
    "Figure",
    "FigureColumn",
    "FigureRow",
    "Figures",
    "Report",
    "ReportKind",
    "Tile",
    "run_report",
]
