"""One of several options."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators
from metamodel.field_types.choice_type import ChoiceType, fold, not_an_option, values_by_word
from metamodel.field_types.field_type import DEFAULT_READING, Parser, Reading
from metamodel.field_types.reading.text import clean_line, text_of
from metamodel.field_types.settings import switch
from metamodel.field_types.text import too_long
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

MAX_VALUE = 100
"""How long a value may be that is not among the options."""

RESTRICTED = switch(
    ("Only these options", "仅限以下选项"),
    (
        "Off: other values are kept as they come, from imports for example",
        "关闭后，导入等来源的其他值也会保留",
    ),
    default=True,
)


class Select(ChoiceType):
    """The value of an option; its label in any language is read as well."""

    kind = "select"
    label = Label({"en": "Select", "zh-CN": "单选"})
    icon = "selector"
    value_type = "text"
    widget = "select"
    operators = operators.CHOICE_OPERATORS
    searchable_by_default = True
    settings_schema = {**ChoiceType.settings_schema, "restricted": RESTRICTED}

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        options, restricted = self.options(field), field.settings.get("restricted", True)
        exact, words = {value: value for value in options}, values_by_word(options)

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            text = raw if type(raw) is str else text_of(raw, field.label)
            value = exact.get(text) or words.get(fold(text))
            if value is None and text.strip():
                if restricted:
                    raise not_an_option(field, raw)
                return _unlisted(text, field)
            return value

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        if not field.settings.get("restricted", True):
            return {"type": "string", "maxLength": MAX_VALUE, "examples": list(self.options(field))}
        return {"enum": list(self.options(field))}

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else option_text(field, value, locale)

    def search_text(self, field: Field, value: Any) -> str:
        return "" if value is None else option_words(field, value)


def _unlisted(text: str, field: Field) -> str:
    """A value that is not among the options of an unrestricted select, as it was given."""
    line = clean_line(text, field.label)
    if len(line) > MAX_VALUE:
        raise too_long(field.label, MAX_VALUE)
    return line


def option_text(field: Field, value: str, locale: str) -> str:
    """The label of an option; the value itself where the option is gone."""
    for option in field.settings.get("options", ()):
        if option["value"] == value:
            return Label.of(option.get("label"), value).text(locale)
    return value


def option_words(field: Field, value: str) -> str:
    """The label of an option in all its languages."""
    for option in field.settings.get("options", ()):
        if option["value"] == value:
            return " ".join(dict.fromkeys(Label.of(option.get("label"), value).texts.values()))
    return value
