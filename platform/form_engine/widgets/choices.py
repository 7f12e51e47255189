"""Widgets for choices: one of several, several of many, free words, yes or no."""

from __future__ import annotations

from typing import Any

from form_engine.entries import Entries
from form_engine.options import option_of
from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label


class Boolean(Widget):
    kind = "boolean"
    label = Label({"en": "Switch", "zh-CN": "开关"})
    strict = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return bool(value)


class Select(Widget):
    kind = "select"
    label = Label({"en": "Choice", "zh-CN": "单选"})
    strict = True

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        return NOTHING if value is None else _badge(field, value, showing)


class MultiSelect(Widget):
    kind = "multi_select"
    label = Label({"en": "Several choices", "zh-CN": "多选"})
    strict = True
    plural = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return [str(each) for each in value or ()]

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        badges = tuple(_badge(field, each, showing) for each in value or ())
        return Shown("list", ", ".join(badge.text for badge in badges), parts=badges) if badges else NOTHING


class Tags(MultiSelect):
    """Posts a word each, or all of them as one text where there is no script; the field's parser parts it."""

    kind = "tags"
    label = Label({"en": "Tags", "zh-CN": "标签"})
    strict = False

    def read(self, entries: Entries, name: str) -> Any:
        words = super().read(entries, name)
        return words[0] if len(words) == 1 else words


def _badge(field: Field, value: Any, showing: Showing) -> Shown:
    option = option_of(field, str(value), showing.locale)
    return Shown("badge", option.label, option.value, color=option.color)
