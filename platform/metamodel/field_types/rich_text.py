"""A text with headings, lists and links, kept as clean HTML."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

import nh3

from metamodel import operators
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading
from metamodel.field_types.reading.text import clean_lines, text_of
from metamodel.field_types.text import too_long
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

MAX_LENGTH = 200_000
_TAGS = """
a b blockquote br code del div em h1 h2 h3 h4 hr i li ol p pre s span strong sub sup table tbody td th thead tr u ul
"""
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer nofollow",
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-4]|/tr|hr)\b[^>]*>|</t[dh]>")
_TAG = re.compile(r"<[^>]*>")


class RichText(FieldType):
    """HTML of a fixed set of tags, without scripts, styles, images and foreign attributes."""

    kind = "rich_text"
    label = Label({"en": "Rich text", "zh-CN": "富文本"})
    group = "text"
    icon = "typography"
    value_type = "text"
    widget = "rich_text"
    unfit_settings = frozenset({"unique"})
    operators = (operators.CONTAINS, operators.NOT_CONTAINS, *operators.PRESENCE)
    sortable = False
    searchable_by_default = True

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            source = clean_lines(raw if type(raw) is str else text_of(raw, label), label)
            if len(source) > MAX_LENGTH:
                raise too_long(label, MAX_LENGTH)
            cleaned = _CLEANER.clean(source).strip()
            return cleaned if plain_text(cleaned) else None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "contentMediaType": "text/html"}

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return plain_text(value) if value else ""


def plain_text(markup: str) -> str:
    """The words of clean HTML, on one line."""
    if "<" not in markup and "&" not in markup:
        return markup
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", markup))).split())
