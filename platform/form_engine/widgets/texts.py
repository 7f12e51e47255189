"""Widgets for words: lines, long texts, addresses of the net and the telephone."""

from __future__ import annotations

from typing import Any

from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label, ValueRefused


class TextLine(Widget):
    kind = "text"
    label = Label({"en": "Line of text", "zh-CN": "单行文本"})


class LongText(Widget):
    kind = "long_text"
    label = Label({"en": "Text area", "zh-CN": "多行文本"})
    wide = True

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        return Shown(self.kind, str(value)) if value else NOTHING


class RichText(Widget):
    kind = "rich_text"
    label = Label({"en": "Formatted text", "zh-CN": "富文本"})
    wide = True

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        """`value` is clean HTML, `text` is its words; what was only typed goes through the field's parser here."""
        try:
            clean = field.type.parser(field)(value)
        except ValueRefused:
            return NOTHING
        return Shown(self.kind, showing.text(field, clean), clean) if clean else NOTHING


class _Linked(Widget):
    """A text that opens something when it is clicked."""

    scheme = ""

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        if not value:
            return NOTHING
        text = showing.text(field, value)
        return Shown("link", text, value, href=f"{self.scheme}{value}")


class Email(_Linked):
    kind = "email"
    label = Label({"en": "Email address", "zh-CN": "邮箱"})
    scheme = "mailto:"


class Phone(_Linked):
    kind = "phone"
    label = Label({"en": "Telephone number", "zh-CN": "电话"})
    scheme = "tel:"


class Url(_Linked):
    kind = "url"
    label = Label({"en": "Web address", "zh-CN": "网址"})


class Barcode(TextLine):
    kind = "barcode"
    label = Label({"en": "Barcode", "zh-CN": "条码"})


class Color(Widget):
    kind = "color"
    label = Label({"en": "Colour", "zh-CN": "颜色"})

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        return Shown(self.kind, str(value), value) if value else NOTHING


class Json(Widget):
    kind = "json"
    label = Label({"en": "JSON", "zh-CN": "JSON"})
    wide = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return "" if value is None else showing.text(field, value)
