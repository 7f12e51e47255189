"""The layout item that lists the records of another object that point at this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from form_engine.bound import BoundRelated
from form_engine.layout_items.layout_item import LayoutItem
from metamodel import Label
from metamodel.blueprint import Blueprint
from metamodel.field_types.settings import object_name as object_setting
from metamodel.field_types.settings import setting, words
from metamodel.kinds import Reference
from metamodel.kinds.document_kind import PATH_SCHEMA
from metamodel.kinds.field_references import path_references

if TYPE_CHECKING:
    from form_engine.binding import Binding
    from form_engine.definition import Item

MOST_COLUMNS = 5


class RelatedItem(LayoutItem):
    """`via` is the look-up of the other object that points here."""

    kind = "related"
    label = Label({"en": "Related list", "zh-CN": "关联列表"})
    icon = "relation-one-to-many"
    settings_schema = {
        "object": object_setting(("Object", "对象")),
        "via": setting(("Through", "关联字段"), {"type": "string"}, widget="field"),
        "label": words(("Label", "标签")),
        "columns": setting(
            ("Columns", "列"),
            {"type": "array", "items": PATH_SCHEMA, "minItems": 1, "maxItems": 20},
            widget="chips",
        ),
        "limit": setting(("Rows", "行数"), {"type": "integer", "minimum": 1, "maximum": 100, "default": 5}),
    }
    required_settings = ("object", "via")
    purposes = frozenset({"detail"})

    def references(
        self, settings: Mapping[str, Any], object_name: str, blueprint: Blueprint
    ) -> Iterable[Reference]:
        other = str(settings["object"])
        yield Reference(f"object/{other}", "/object")
        yield Reference(f"field/{other}.{settings['via']}", "/via")
        for index, path in enumerate(settings.get("columns", ())):
            yield from path_references(blueprint, other, path, f"/columns/{index}")

    def bind(self, item: Item, binding: Binding) -> BoundRelated | None:
        """Its records are read by the page, when they are looked at."""
        other = binding.blueprint.objects.get(str(item.settings["object"]))
        via = other.by_name.get(str(item.settings["via"])) if other else None
        if other is None or via is None or not binding.may_read(other.name):
            return None
        given = item.settings.get("label")
        label = Label.of(given) if given else other.plural_label
        return BoundRelated(
            **binding.frame(item),
            object=other,
            via=via,
            label=label.text(binding.locale),
            columns=tuple(item.settings.get("columns") or _columns(other, via.name)),
            limit=int(item.settings.get("limit", 5)),
        )


def _columns(other: Any, via: str) -> tuple[str, ...]:
    """The title and the first facts of the other object."""
    shown = [
        field.name for field in other.fields if field.columns and field.name not in (via, other.title_field)
    ]
    return (other.title_field, *shown[: MOST_COLUMNS - 1])
