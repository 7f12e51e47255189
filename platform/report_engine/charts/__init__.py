"""How figures are drawn: one explicit list."""

from collections.abc import Mapping

from report_engine.charts.bar import Bar
from report_engine.charts.chart import Chart
from report_engine.charts.plain import Number, Table

__all__ = ["CHARTS", "Chart"]

CHARTS: Mapping[str, Chart] = {chart.kind: chart for chart in (Table(), Number(), Bar())}
