"""The list of layout items: a new kind is one module, one template and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from form_engine.layout_items.field_item import FieldItem
from form_engine.layout_items.layout_item import LayoutItem
from form_engine.layout_items.lines_item import LinesItem
from form_engine.layout_items.plain import Divider, Text
from form_engine.layout_items.related_item import RelatedItem

LAYOUT_ITEMS: Mapping[str, LayoutItem] = {
    item.kind: item for item in (FieldItem(), LinesItem(), RelatedItem(), Text(), Divider())
}
