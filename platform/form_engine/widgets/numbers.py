"""Widgets for numbers: they are typed plainly and shown with separators, currency or stars."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label

MOST_STARS = 5


def plain(value: Decimal) -> str:
    """The number without zeros after its last digit: `10`, not `10.00`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Number(Widget):
    kind = "number"
    label = Label({"en": "Number", "zh-CN": "数字"})
    numeric = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


class Money(Number):
    kind = "money"
    label = Label({"en": "Amount of money", "zh-CN": "金额"})

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else format(value, "f")


class Percent(Number):
    kind = "percent"
    label = Label({"en": "Percentage", "zh-CN": "百分比"})


class Duration(Widget):
    """Typed and shown in words such as `1h 30m`; the field's parser reads them."""

    kind = "duration"
    label = Label({"en": "Duration", "zh-CN": "时长"})
    numeric = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else showing.text(field, value)


class Rating(Number):
    kind = "rating"
    label = Label({"en": "Stars", "zh-CN": "星级"})
    strict = True
    grouped = True
    numeric = False

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        if value is None:
            return NOTHING
        most = int(field.settings.get("max", MOST_STARS))
        return Shown(self.kind, f"{value} / {most}", (int(value), most))


class Progress(Number):
    kind = "progress"
    label = Label({"en": "Progress bar", "zh-CN": "进度条"})
    numeric = False

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        if value is None:
            return NOTHING
        share = min(max(round(value), 0), 100)
        return Shown(self.kind, showing.text(field, value), share)
