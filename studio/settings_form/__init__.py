"""Settings as a form: drawn from the JSON Schema of any kind of thing, read back as JSON."""

from studio.settings_form.binding import bind_settings, widget_of
from studio.settings_form.inputs import Choice, ExpressionInput, Schemas, SettingInput, Surroundings
from studio.settings_form.reading import LOCALES, read_label, read_settings
from studio.settings_form.shown_values import shown_value

__all__ = [
    "LOCALES",
    "Choice",
    "ExpressionInput",
    "Schemas",
    "SettingInput",
    "Surroundings",
    "bind_settings",
    "read_label",
    "read_settings",
    "shown_value",
    "widget_of",
]
