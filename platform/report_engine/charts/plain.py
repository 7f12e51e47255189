"""Figures without a canvas: a table, or one big number."""

from __future__ import annotations

from metamodel import Label
from report_engine.charts.chart import Undrawn


class Table(Undrawn):
    kind = "table"
    label = Label({"en": "Table", "zh-CN": "表格"})
    icon = "table"


class Number(Undrawn):
    """The first measure over all records, large."""

    kind = "number"
    label = Label({"en": "Number", "zh-CN": "指标数字"})
    icon = "hash"
