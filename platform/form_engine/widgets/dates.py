"""Widgets for days, moments and times of day."""

from __future__ import annotations

from typing import Any

from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label


class Date(Widget):
    kind = "date"
    label = Label({"en": "Day", "zh-CN": "日期"})
    strict = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else value.isoformat()


class DateTime(Widget):
    """A moment; people read and type it by the clock of their time zone."""

    kind = "datetime"
    label = Label({"en": "Day and time", "zh-CN": "日期时间"})
    strict = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else value.astimezone(showing.zone).strftime("%Y-%m-%dT%H:%M")

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        if value is None:
            return NOTHING
        return Shown(self.kind, showing.text(field, value), value)


class Time(Widget):
    kind = "time"
    label = Label({"en": "Time of day", "zh-CN": "时间"})
    strict = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        if value is None:
            return ""
        return value.isoformat("seconds" if value.second else "minutes")
