"""Layout, rules, rights and values joined to a bound form: the only thing that templates see."""

from form_engine.automatic import same_as_typed
from form_engine.binding import bind
from form_engine.bound import (
    BoundField,
    BoundForm,
    BoundItem,
    BoundLines,
    BoundRelated,
    BoundRow,
    BoundSection,
    BoundTab,
    Target,
)
from form_engine.choose import Forms
from form_engine.circumstances import Asking, Circumstances, Computed
from form_engine.definition import FormDefinition, compile_form
from form_engine.derive import derive_form, related_lists
from form_engine.entries import Entries, number_in
from form_engine.form_kind import FormKind
from form_engine.layout_items import LAYOUT_ITEMS, LayoutItem
from form_engine.layout_settings import FORM_SETTINGS, SECTION_SETTINGS, TAB_SETTINGS, form_settings
from form_engine.options import Option, options_of
from form_engine.pending import FILES, pending_values
from form_engine.public import may_be_public, public_definition, words_of
from form_engine.reading import Reading, kept_values, missing_values, read_form
from form_engine.shown import NOTHING, Shown
from form_engine.starting import Starting
from form_engine.widgets import WIDGETS, Showing, Widget, widget_of

__all__ = [
    "FILES",
    "FORM_SETTINGS",
    "LAYOUT_ITEMS",
    "NOTHING",
    "SECTION_SETTINGS",
    "TAB_SETTINGS",
    "WIDGETS",
    "Asking",
    "BoundField",
    "BoundForm",
    "BoundItem",
    "BoundLines",
    "BoundRelated",
    "BoundRow",
    "BoundSection",
    "BoundTab",
    "Circumstances",
    "Computed",
    "Entries",
    "FormDefinition",
    "FormKind",
    "Forms",
    "LayoutItem",
    "Option",
    "Reading",
    "Showing",
    "Shown",
    "Starting",
    "Target",
    "Widget",
    "bind",
    "compile_form",
    "derive_form",
    "form_settings",
    "kept_values",
    "may_be_public",
    "missing_values",
    "number_in",
    "options_of",
    "pending_values",
    "public_definition",
    "read_form",
    "related_lists",
    "same_as_typed",
    "widget_of",
    "words_of",
]
