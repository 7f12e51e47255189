"""The layout item that holds line items: child records edited as a grid inside their parent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from form_engine.bound import BoundLines
from form_engine.layout_items.layout_item import READONLY_WHEN, LayoutItem
from metamodel import Label
from metamodel.blueprint import Blueprint
from metamodel.field_types.settings import setting, switch
from metamodel.kinds import Reference

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item

COLUMNS = setting(
    ("Columns", "列"),
    {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 30, "uniqueItems": True},
    widget="chips",
)


class LinesItem(LayoutItem):
    kind = "lines"
    label = Label({"en": "Line items", "zh-CN": "明细表"})
    icon = "table-row"
    settings_schema = {
        "field": setting(("Field", "字段"), {"type": "string"}, widget="field"),
        "columns": COLUMNS,
        "totals": setting(
            ("Totals", "合计列"),
            {"type": "array", "items": {"type": "string"}, "maxItems": 30, "uniqueItems": True},
            help=(
                "Columns summed under the lines; the last amount when nothing is said",
                "在明细下方合计的列；不填则合计最后一个金额列",
            ),
            widget="chips",
        ),
        "readonly": switch(("Read-only", "只读")),
        "readonly_when": READONLY_WHEN,
    }
    required_settings = ("field",)

    def references(
        self, settings: Mapping[str, Any], object_name: str, blueprint: Blueprint
    ) -> Iterable[Reference]:
        yield Reference(f"field/{object_name}.{settings['field']}", "/field")
        owner = blueprint.objects.get(object_name)
        lines = owner.by_name.get(str(settings["field"])) if owner else None
        target = lines.target if lines else None
        for setting_name in ("columns", "totals"):
            for index, name in enumerate(settings.get(setting_name, ()) if target else ()):
                yield Reference(f"field/{target}.{name}", f"/{setting_name}/{index}")

    def bind(self, item: Item, binding: Binding) -> BoundLines | None:
        return binding.lines(item)
