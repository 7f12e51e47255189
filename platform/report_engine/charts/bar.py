"""Bars: one a row, one series a measure or, with two groupings, one a value of the second."""

from __future__ import annotations

from typing import Any

from metamodel import Label
from report_engine.charts.chart import Chart
from report_engine.figures import Figures


class Bar(Chart):
    kind = "bar"
    label = Label({"en": "Bars", "zh-CN": "柱状图"})
    icon = "chart-bar"
    settings_schema = {
        "horizontal": {"type": "boolean", "title": "Lying", "x-label": {"en": "Lying", "zh-CN": "横向"}},
        "stacked": {"type": "boolean", "title": "Stacked", "x-label": {"en": "Stacked", "zh-CN": "堆叠"}},
    }

    def option(self, figures: Figures) -> dict[str, Any]:
        settings = figures.report.chart
        categories = {"type": "category", "data": figures.categories()}
        lying = bool(settings.get("horizontal"))
        series = [
            {
                "type": "bar",
                "name": name,
                "data": data,
                **({"stack": "all"} if settings.get("stacked") else {}),
            }
            for name, data in figures.series()
        ]
        axes = {"xAxis": {"type": "value"}, "yAxis": {**categories, "inverse": True}}
        return {**(axes if lying else {"xAxis": categories, "yAxis": {"type": "value"}}), "series": series}
