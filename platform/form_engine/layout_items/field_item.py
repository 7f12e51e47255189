"""The layout item that holds one field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from form_engine.bound import BoundField
from form_engine.layout_items.layout_item import READONLY_WHEN, REQUIRED_WHEN, LayoutItem
from metamodel import Label
from metamodel.blueprint import Blueprint
from metamodel.field_types.settings import setting, switch, words
from metamodel.kinds import Reference

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item


class FieldItem(LayoutItem):
    """A field of the form's object; label, help and placeholder may differ from the field's own."""

    kind = "field"
    label = Label({"en": "Field", "zh-CN": "字段"})
    icon = "forms"
    width = "half"
    settings_schema = {
        "field": setting(("Field", "字段"), {"type": "string"}, widget="field"),
        "label": words(("Label", "标签"), ("The field's own when it is left empty", "留空则使用字段的名称")),
        "help": words(("Help", "帮助文字")),
        "placeholder": words(("Placeholder", "占位文字")),
        "readonly": switch(("Read-only", "只读")),
        "required_when": REQUIRED_WHEN,
        "readonly_when": READONLY_WHEN,
    }
    required_settings = ("field",)

    def references(
        self, settings: Mapping[str, Any], object_name: str, blueprint: Blueprint
    ) -> Iterable[Reference]:
        yield Reference(f"field/{object_name}.{settings['field']}", "/field")

    def bind(self, item: Item, binding: Binding) -> BoundField | None:
        return binding.field(item)
