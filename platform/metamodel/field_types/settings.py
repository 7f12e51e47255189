"""How settings are described: JSON Schema plus what a settings form needs to be drawn from it.

Every setting is a JSON Schema (2020-12) with `title`, `description` and `default` in English, and:

- `x-label`, `x-help`: the title and the description per locale, `{"en": …, "zh-CN": …}`;
- `x-enum-labels`: for an `enum`, the label of each value per locale;
- `x-widget`: what draws it where type and `enum` do not say: `label` (words per language), `object`,
  `objects`, `field` (of the object named by the setting in `x-of`), `own_lookup` (a look-up of the field's own
  object), `field_behind` (a field of the object that the look-up in `via` leads to), `children` (a look-up of any
  object that leads to the field's own, written `deal_line.deal`), `child_field` (a field of that object), `expression`, `options` (rows of value,
  label, colour), `currency`, `country`, `color`, `value` (the widget of the field itself), `pattern`, `chips`.
  An `expression` says in `x-expression` what the editor must know: `expects`, `expects_from` (the setting that names
  the type), `blanks`, `blanks_from`, `prior`, `of` (the setting that names the object whose records it is about; the object that is
  being edited where there is none), `record` (whether the object that is being edited is known as `$record`).
  A `boolean` is a switch, an `integer` or `number` a number box, an `enum` a choice, a `string` a line (with
  `format` `date` a date).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel.documents import NAME_PATTERN
from metamodel.labels import LABEL_SCHEMA

Words = tuple[str, str]
"""The same words in English and in Chinese."""


def setting(
    label: Words, schema: Mapping[str, Any], *, help: Words | None = None, widget: str = ""
) -> dict[str, Any]:
    """The schema of one setting with its words and its widget."""
    described = {"title": label[0], "x-label": locales(label), **schema}
    if help:
        described |= {"description": help[0], "x-help": locales(help)}
    if widget:
        described["x-widget"] = widget
    return described


def choice(
    label: Words, values: Mapping[str, Words], default: str | None = None, help: Words | None = None
) -> dict[str, Any]:
    """A setting that is one of a few named values."""
    schema: dict[str, Any] = {
        "enum": list(values),
        "x-enum-labels": {value: locales(words) for value, words in values.items()},
    }
    if default is not None:
        schema["default"] = default
    return setting(label, schema, help=help)


def locales(words: Words) -> dict[str, str]:
    return {"en": words[0], "zh-CN": words[1]}


def switch(label: Words, help: Words | None = None, *, default: bool = False) -> dict[str, Any]:
    return setting(label, {"type": "boolean", "default": default}, help=help)


def expression(
    label: Words,
    help: Words | None = None,
    *,
    expects: str = "boolean",
    expects_from: str = "",
    blanks: str = "blank",
    blanks_from: str = "",
    prior: bool = False,
    of: str = "",
    record: bool = False,
) -> dict[str, Any]:
    """A condition, or a value of the type it `expects` (empty for any), in the expression language."""
    place = {
        "expects": expects,
        "expects_from": expects_from,
        "blanks": blanks,
        "blanks_from": blanks_from,
        "prior": prior,
        "of": of,
        "record": record,
    }
    schema = {"type": "string", "minLength": 1, "maxLength": 10_000, "x-expression": place}
    return setting(label, schema, help=help, widget="expression")


def words(label: Words, help: Words | None = None) -> dict[str, Any]:
    """A text that people see, in one language or several."""
    return setting(label, LABEL_SCHEMA, help=help, widget="label")


def object_name(label: Words, help: Words | None = None) -> dict[str, Any]:
    return setting(label, {"type": "string", "pattern": NAME_PATTERN}, help=help, widget="object")
