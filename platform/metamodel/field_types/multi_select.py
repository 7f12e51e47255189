"""Several of the options."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.choice_type import ChoiceType, fold, not_an_option, values_by_word
from metamodel.field_types.field_type import DEFAULT_READING, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import text_of
from metamodel.field_types.select import option_text, option_words
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_SEPARATOR = re.compile("[,，;；、|\n]")


class MultiSelect(ChoiceType):
    """Values of options, each once, in the order of the options; a text is split at commas and semicolons."""

    kind = "multi_select"
    label = Label({"en": "Multi-select", "zh-CN": "多选"})
    icon = "list-check"
    value_type = "list"
    widget = "multi_select"
    stored_as = storage.JSON
    unfit_settings = frozenset({"unique"})
    operators = operators.LIST_OPERATORS
    sortable = False
    searchable_by_default = True

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        options = self.options(field)
        words, order = values_by_word(options), {value: place for place, value in enumerate(options)}

        def one(raw: Any) -> str | None:
            text = text_of(raw, field.label)
            value = text if text in order else words.get(fold(text))
            if value is None and text.strip():
                raise not_an_option(field, raw)
            return value

        def parse(raw: Any) -> tuple[str, ...] | None:
            if raw is None:
                return None
            chosen = {value for part in parts_of(raw, field.label, words) if (value := one(part))}
            return tuple(sorted(chosen, key=order.__getitem__)) or None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": {"enum": list(self.options(field))}, "uniqueItems": True}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else list(value)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None if value is None else list(value),)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return tuple(stored[0]) if stored[0] else None

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return joined((option_text(field, one, locale) for one in value or ()), locale)

    def search_text(self, field: Field, value: Any) -> str:
        return " ".join(option_words(field, one) for one in value or ())


def parts_of(raw: Any, label: Label, whole: Any = ()) -> list[Any]:
    """The values in a list or in a text with separators; a text among `whole` is one value as it stands."""
    if isinstance(raw, list | tuple | set | frozenset):
        return list(raw)
    if isinstance(raw, dict):
        raise ValueRefused("not_a_list", "{field} takes a list", field=label)
    text = text_of(raw, label)
    return [text] if fold(text) in whole else _SEPARATOR.split(text)


def joined(texts: Any, locale: str) -> str:
    return ("、" if locale == "zh-CN" else ", ").join(texts)
