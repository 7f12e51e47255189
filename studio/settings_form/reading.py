"""From what a settings form sends to JSON: what was not touched stays exactly as it was."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import FormData

from studio.settings_form.binding import widget_of
from studio.settings_form.inputs import Schemas
from studio.settings_form.matrix import read_matrix
from studio.settings_form.shown_values import read_value

LOCALES = ("en", "zh-CN")
Reader = Callable[[str, Mapping[str, Any], FormData, Any], Any]
"""Name and schema of the setting, what was sent, what was set before; gives what is set now, or None."""


def read_settings(properties: Schemas, before: Mapping[str, Any], form: FormData) -> dict[str, Any]:
    """The settings as the form has them: those it does not show stay, those left empty go."""
    read = {name: value for name, value in before.items() if name not in properties}
    for name, schema in properties.items():
        if "const" in schema:
            read[name] = schema["const"]
            continue
        value = READERS.get(widget_of(schema), _read_text)(name, schema, form, before.get(name))
        if value is None or (value == schema.get("default") and name not in before):
            continue
        read[name] = value
    return read


def read_label(name: str, form: FormData, before: Any) -> Any:
    """Words by language; those in languages that the form does not ask for stay. None where there are none."""
    known = before if isinstance(before, Mapping) else {"en": before} if before else {}
    typed = {locale: text_of(form, f"{name}.{locale}") for locale in LOCALES}
    texts = {**{locale: text for locale, text in known.items() if locale not in LOCALES}, **typed}
    found = {locale: text for locale, text in texts.items() if text}
    return before if before and found == known else found or None


def text_of(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()


def _read_text(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    return text_of(form, name) or None


def _read_switch(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    checked = form.get(name) == "true"
    return checked if checked or schema.get("default") or before is not None else None


def _read_number(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    """A number; what is none stays as it was typed, so that the check can say so and nothing is lost."""
    text = text_of(form, name).replace(",", "")
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        return _fraction(text)


def _fraction(text: str) -> float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _read_label(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    return read_label(name, form, before)


def _read_chips(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    lines = (part.strip() for text in form.getlist(name) for part in str(text).replace("\n", ",").split(","))
    return list(dict.fromkeys(part for part in lines if part)) or None


def _read_options(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    """Rows of value, label and colour; a row without a value takes it from its label."""
    known = {str(option["value"]): option for option in before or ()}
    rows = (_option(f"{name}.{number}", form, known) for number in form.getlist(f"{name}.row"))
    return [row for row in rows if row] or None


def _option(row: str, form: FormData, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    value = text_of(form, f"{row}.value")
    label = read_label(row, form, known.get(value, {}).get("label"))
    if not value and label:
        value = str(label.get("en", "")).lower().replace(" ", "_") or label.get("zh-CN", "")
    color = text_of(form, f"{row}.color")
    found = {"value": value, **({"label": label} if label else {}), **({"color": color} if color else {})}
    return found if value else None


def _read_sets(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    """Rows of field names; the order inside a row means nothing, so a row that says the same stays as it was."""
    known = {frozenset(names): list(names) for names in before or ()}
    rows = ([str(field) for field in form.getlist(f"{name}.{row}")] for row in form.getlist(f"{name}.row"))
    found = [known.get(frozenset(names), names) for names in rows if any(names)]
    return found or (None if before is None else [])


def _read_expression(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    """The text with the line ends that expressions count; browsers send others."""
    return text_of(form, name).replace("\r\n", "\n") or None


def _read_value(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    return read_value(text_of(form, name).replace("\r\n", "\n"), before)


def _read_sort(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    """Rows of a field and a direction; what is sorted by nothing goes."""
    rows = [str(row) for row in form.getlist(f"{name}.row")]
    named = [(text_of(form, f"{name}.{row}"), form.get(f"{name}.{row}.down") == "true") for row in rows]
    found = list(dict.fromkeys(f"-{path}" if down else path for path, down in named if path))
    return found or (None if not before else [])


READERS: Mapping[str, Reader] = {
    "switch": _read_switch,
    "number": _read_number,
    "label": _read_label,
    "chips": _read_chips,
    "objects": _read_chips,
    "roles": _read_chips,
    "columns": _read_chips,
    "options": _read_options,
    "field_sets": _read_sets,
    "expression": _read_expression,
    "value": _read_value,
    "sort": _read_sort,
    "options_when": read_matrix,
}
"""How each widget is read; every other one is a line of text."""
