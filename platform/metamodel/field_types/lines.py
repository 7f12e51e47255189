"""Child records that are edited inside their parent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel.documents import NAME_PATTERN
from metamodel.field_types.field_type import DEFAULT_READING, Column, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.settings import object_name, setting
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

MOST = 1000


class Lines(FieldType):
    """The records of `object` whose lookup `via` is this record; saved in one transaction with it."""

    kind = "lines"
    label = Label({"en": "Line items", "zh-CN": "子表"})
    group = "relation"
    icon = "table-row"
    value_type = "list"
    widget = "lines"
    settings_schema = {
        "object": object_name(("Object of the lines", "子表对象")),
        "via": setting(
            ("Lookup that leads back", "指回本对象的关联字段"),
            {"type": "string", "pattern": NAME_PATTERN, "x-of": "object"},
            widget="field",
        ),
    }
    required_settings = ("object", "via")
    unfit_settings = frozenset({"unique", "default", "placeholder", "searchable"})
    sortable = False
    refers = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        return ()

    def targets(self, field: Field) -> tuple[str, ...]:
        return (str(field.settings["object"]),)

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> tuple[Mapping[str, Any], ...] | None:
            if raw is None or raw == "":
                return None
            if not isinstance(raw, list | tuple) or not all(isinstance(line, Mapping) for line in raw):
                raise ValueRefused("not_lines", "{field} takes a list of records", field=label)
            if len(raw) > MOST:
                raise ValueRefused("too_many", "{field} takes at most {limit} lines", field=label, limit=MOST)
            return tuple(raw)

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "object"}, "maxItems": MOST}

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else list(value)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return ()

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return None

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return str(len(value)) if value else ""

    def search_text(self, field: Field, value: Any) -> str:
        return ""
