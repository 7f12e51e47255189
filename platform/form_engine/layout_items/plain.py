"""Layout items without a field: a text and a dividing line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from form_engine.bound import BoundItem, BoundText
from form_engine.layout_items.layout_item import LayoutItem
from metamodel import Label
from metamodel.field_types.settings import words

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item


class Text(LayoutItem):
    """Words for the person who fills the form in; blank lines part paragraphs."""

    kind = "text"
    label = Label({"en": "Text", "zh-CN": "文字说明"})
    icon = "text-caption"
    settings_schema = {"text": words(("Text", "文字"))}
    required_settings = ("text",)

    def bind(self, item: Item, binding: Binding) -> BoundText:
        text = Label.of(item.settings["text"]).text(binding.locale)
        return BoundText(
            **binding.frame(item), paragraphs=tuple(part for part in text.split("\n\n") if part.strip())
        )


class Divider(LayoutItem):
    kind = "divider"
    label = Label({"en": "Dividing line", "zh-CN": "分隔线"})
    icon = "minus"

    def bind(self, item: Item, binding: Binding) -> BoundItem:
        return BoundItem(**binding.frame(item))
