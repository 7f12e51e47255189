"""The ways of editing and showing a value: one class and one template each, in one explicit list."""

from form_engine.widgets.registry import WIDGETS, widget_of
from form_engine.widgets.widget import Showing, Widget

__all__ = ["WIDGETS", "Showing", "Widget", "widget_of"]
