"""One of several options."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from metamodel import operators
from metamodel.field_types.choice_type import ChoiceType, fold, not_an_option, values_by_word
from metamodel.field_types.field_type import DEFAULT_READING, Parser, Reading
from metamodel.field_types.reading.text import text_of
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field


class Select(ChoiceType):
    """The value of an option; its label in any language is read as well."""

    kind = "select"
    label = Label({"en": "Select", "zh-CN": "单选"})
    icon = "selector"
    value_type = "text"
    widget = "select"
    operators = operators.CHOICE_OPERATORS
    searchable_by_default = True

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        options = self.options(field)
        exact, words = {value: value for value in options}, values_by_word(options)

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            text = raw if type(raw) is str else text_of(raw, field.label)
            value = exact.get(text) or words.get(fold(text))
            if value is None and text.strip():
                raise not_an_option(field, raw)
            return value

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"enum": list(self.options(field))}

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else option_text(field, value, locale)

    def search_text(self, field: Field, value: Any) -> str:
        return (
            ""
            if value is None
            else " ".join({option_text(field, value, "en"), option_text(field, value, "zh-CN")})
        )


def option_text(field: Field, value: str, locale: str) -> str:
    """The label of an option; the value itself where the option is gone."""
    for option in field.settings.get("options", ()):
        if option["value"] == value:
            return Label.of(option.get("label"), value).text(locale)
    return value
