"""What a section of a form may hold: one module a kind, one explicit list of them."""

from form_engine.layout_items.layout_item import LayoutItem
from form_engine.layout_items.registry import LAYOUT_ITEMS

__all__ = ["LAYOUT_ITEMS", "LayoutItem"]
