"""A reference to one record of one object."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, Parser, Reading
from metamodel.field_types.reference_type import (
    REFERENCE_SCHEMA,
    ReferenceType,
    read_reference,
    reference_json,
)
from metamodel.field_types.settings import choice, expression, object_name
from metamodel.field_types.values import Ref
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

ON_DELETE = choice(
    ("When that record is deleted", "所引用的记录被删除时"),
    {
        "restrict": ("Refuse to delete it", "不允许删除"),
        "clear": ("Empty this field", "清空此字段"),
        "cascade": ("Delete this record too", "一并删除本记录"),
    },
    default="restrict",
)

FILTER = expression(
    ("Only records where", "可选范围"),
    (
        "What may be chosen, on every path; $record is the record that refers: account = $record.account",
        "限定可以选择的记录；$record 指引用方的记录，例如 account = $record.account",
    ),
    of="object",
    record=True,
)


class Lookup(ReferenceType):
    """A record of another object, or of the same one."""

    kind = "lookup"
    label = Label({"en": "Lookup", "zh-CN": "关联记录"})
    icon = "link-plus"
    value_type = "record"
    widget = "lookup"
    stored_as = storage.RECORD_ID
    settings_schema = {
        "object": object_name(("Object", "对象")),
        "on_delete": ON_DELETE,
        "filter": FILTER,
    }
    required_settings: ClassVar[tuple[str, ...]] = ("object",)
    operators = operators.REFERENCE_OPERATORS

    def targets(self, field: Field) -> tuple[str, ...]:
        return (str(field.settings["object"]),)

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        (target,), label = self.targets(field), field.label
        return lambda raw: None if raw is None else read_reference(raw, target, label)

    def check(self, field: Field) -> tuple[Issue, ...]:
        if field.settings.get("on_delete") != "clear" or not field.required:
            return super().check(field)
        cannot_clear = Issue(
            "cannot_clear",
            "/on_delete",
            "{field} is required, so it cannot be emptied when that record is deleted",
            "Choose another way, or make the field optional",
            {"field": field.label},
        )
        return (*super().check(field), cannot_clear)

    def value_schema(self, field: Field) -> dict[str, Any]:
        return dict(REFERENCE_SCHEMA)

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else reference_json(value)

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None if value is None else value.id,)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return Ref(self.targets(field)[0], stored[0]) if stored[0] else None

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return value.label if isinstance(value, Ref) else ""
