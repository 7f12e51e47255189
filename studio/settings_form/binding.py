"""From schema to inputs.

Every registry describes its settings the same way (`metamodel.field_types.settings`), so a new kind is drawn here
without being known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from metamodel import Issue, Label
from studio.settings_form.inputs import Choice, ExpressionInput, Schemas, SettingInput, Surroundings
from studio.settings_form.matrix import Matrix, matrix_of

WIDGETS = {"boolean": "switch", "integer": "number", "number": "number", "array": "chips"}
"""What draws a type where the schema names no widget; anything else is a line of text."""


def bind_settings(
    properties: Schemas,
    required: Sequence[str],
    values: Mapping[str, Any],
    around: Surroundings,
    issues: Iterable[Issue] = (),
) -> tuple[SettingInput, ...]:
    """The inputs of these settings, with what is set and what is wrong."""
    told = tuple(issues)
    return tuple(
        SettingInput(
            name,
            _words(schema, "x-label", "title", around.locale) or name,
            _words(schema, "x-help", "description", around.locale),
            widget_of(schema),
            values.get(name, schema.get("default")),
            name in required,
            _choices(schema, values, around),
            tuple(issue for issue in told if issue.path.split("/")[1:2] == [name]),
            _expression(schema, values, around),
            _matrix(schema, name, values, around),
        )
        for name, schema in properties.items()
        if "const" not in schema
    )


def widget_of(schema: Mapping[str, Any]) -> str:
    """What draws the setting: its own widget, else one for its type."""
    if "x-widget" in schema:
        return str(schema["x-widget"])
    if "enum" in schema:
        return "choice"
    if schema.get("format") == "date":
        return "date"
    return WIDGETS.get(str(schema.get("type", "")), "line")


def _words(schema: Mapping[str, Any], by_locale: str, plain: str, locale: str) -> str:
    words = schema.get(by_locale)
    return Label.of(words).text(locale) if words else str(schema.get(plain, ""))


def _choices(
    schema: Mapping[str, Any], values: Mapping[str, Any], around: Surroundings
) -> tuple[Choice, ...]:
    widget = widget_of(schema)
    if widget in ("object", "objects"):
        return around.objects
    if widget == "field":
        return around.fields.get(str(values.get(schema.get("x-of", "object"), "")), ())
    if widget == "roles":
        return around.roles
    if widget == "columns":
        return around.fields.get(str(schema.get("x-object", "")), ())
    if widget == "options_when":
        return tuple(
            one for one in around.own if one.value in around.deciding and one.value != values.get("name")
        )
    if widget in ("own_field", "field_sets"):
        return around.own
    if widget == "own_lookup":
        return tuple(choice for choice in around.own if choice.value in around.lookups)
    if widget == "field_behind":
        return around.fields.get(around.lookups.get(str(values.get("via", "")), ""), ())
    if widget == "children":
        return around.children
    if widget == "child_field":
        return around.fields.get(str(values.get("via", "")).partition(".")[0], ())
    labels: Mapping[str, Any] = schema.get("x-enum-labels", {})
    return tuple(
        Choice(str(value), Label.of(labels.get(str(value)), str(value)).text(around.locale))
        for value in schema.get("enum", ())
    )


def _matrix(
    schema: Mapping[str, Any], name: str, values: Mapping[str, Any], around: Surroundings
) -> Matrix | None:
    if widget_of(schema) != "options_when":
        return None
    return matrix_of(values.get(name), values.get("options"), around.deciding, around.locale)


def _expression(
    schema: Mapping[str, Any], values: Mapping[str, Any], around: Surroundings
) -> ExpressionInput | None:
    """Where an expression stands; a value of any shape is one after `=`, counted as defaults are."""
    widget = widget_of(schema)
    if widget == "value":
        return ExpressionInput(around.object, blanks="zero", prefix="=")
    if widget != "expression":
        return None
    place: Mapping[str, Any] = schema.get("x-expression", {})
    of, expects_from, blanks_from = (place.get(name, "") for name in ("of", "expects_from", "blanks_from"))
    return ExpressionInput(
        str(values.get(of, "")).partition(".")[0] if of else around.object,
        str(values.get(expects_from, "")) if expects_from else place.get("expects", ""),
        str(values.get(blanks_from) or place.get("blanks", "blank")),
        place.get("prior", False),
        expects_from=expects_from,
        object_from=of,
        blanks_from=blanks_from,
        record=around.object if place.get("record") else "",
    )
