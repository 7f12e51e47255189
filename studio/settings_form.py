"""Settings as a form: drawn from the JSON Schema of any kind of thing, read back as JSON.

Every registry describes its settings the same way (`metamodel.field_types.settings`), so a new kind is drawn here
without being known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from metamodel import Issue, Label

LOCALES = ("en", "zh-CN")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a select."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class SettingInput:
    """One setting, ready to be drawn; `widget` names the macro that draws it."""

    name: str
    label: str
    help: str
    widget: str
    value: Any
    required: bool
    choices: tuple[Choice, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What settings may name: objects, and the fields of the object that is being edited."""

    objects: tuple[Choice, ...]
    fields: Mapping[str, tuple[Choice, ...]]
    locale: str


def bind_settings(
    properties: Mapping[str, Mapping[str, Any]],
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
        )
        for name, schema in properties.items()
        if "const" not in schema
    )


def read_settings(
    properties: Mapping[str, Mapping[str, Any]], before: Mapping[str, Any], form: FormData
) -> dict[str, Any]:
    """The settings as the form has them: those it does not show stay, those left empty go."""
    read = {name: value for name, value in before.items() if name not in properties}
    for name, schema in properties.items():
        if "const" in schema:
            read[name] = schema["const"]
            continue
        value = _READERS.get(widget_of(schema), _read_text)(name, schema, form)
        if value is None or (value == schema.get("default") and name not in before):
            continue
        read[name] = value
    return read


def widget_of(schema: Mapping[str, Any]) -> str:
    """What draws the setting: its own widget, else one for its type."""
    if "x-widget" in schema:
        return str(schema["x-widget"])
    if "enum" in schema:
        return "choice"
    kind = schema.get("type", "")
    return {"boolean": "switch", "integer": "number", "number": "number", "array": "chips"}.get(
        str(kind), "line"
    )


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
    labels: Mapping[str, Any] = schema.get("x-enum-labels", {})
    return tuple(
        Choice(str(value), Label.of(labels.get(str(value)), str(value)).text(around.locale))
        for value in schema.get("enum", ())
    )


def _read_text(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    text = str(form.get(name, "")).strip()
    return text or None


def _read_switch(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    checked = form.get(name) == "true"
    return checked if checked or schema.get("default") else None


def _read_number(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    """A number; what is none stays as it was typed, so that the check can say so and nothing is lost."""
    text = str(form.get(name, "")).strip().replace(",", "")
    if not text:
        return None
    try:
        return int(text) if schema.get("type") == "integer" else float(text)
    except ValueError:
        return text


def _read_label(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    texts = {locale: str(form.get(f"{name}.{locale}", "")).strip() for locale in LOCALES}
    return {locale: text for locale, text in texts.items() if text} or None


def _read_chips(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    lines = (part.strip() for text in form.getlist(name) for part in str(text).replace("\n", ",").split(","))
    return [part for part in lines if part] or None


def _read_options(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    """Rows of value, label and colour; a row without a value takes it from its label."""
    options = []
    for number in form.getlist(f"{name}.row"):
        cells = {
            key: str(form.get(f"{name}.{number}.{key}", "")).strip()
            for key in ("value", "en", "zh-CN", "color")
        }
        label = {locale: cells[locale] for locale in LOCALES if cells[locale]}
        value = cells["value"] or cells["en"].lower().replace(" ", "_") or cells["zh-CN"]
        if value:
            color = {"color": cells["color"]} if cells["color"] else {}
            options.append({"value": value, **({"label": label} if label else {}), **color})
    return options or None


def _read_value(name: str, schema: Mapping[str, Any], form: FormData) -> Any:
    """A constant, or an expression when it begins with `=`, as in a spreadsheet."""
    text = str(form.get(name, "")).strip()
    if text.startswith("="):
        return {"expression": text[1:].strip()}
    return {"true": True, "false": False}.get(text, text) if text else None


_READERS = {
    "switch": _read_switch,
    "number": _read_number,
    "label": _read_label,
    "chips": _read_chips,
    "objects": _read_chips,
    "options": _read_options,
    "value": _read_value,
}
