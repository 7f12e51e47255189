"""A value worked out by an expression over the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from metamodel import operators
from metamodel.field_types.choice_type import OPTIONS_SETTING
from metamodel.field_types.computed_type import (
    ComputedType,
    FindField,
    NamedExpression,
    NamedPath,
    Result,
    own_settings,
)
from metamodel.field_types.decimal_type import SCALE_SETTING
from metamodel.field_types.money import Money
from metamodel.field_types.settings import choice, expression
from metamodel.issues import Issue
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

RETURNS = {
    "text": ("Text", "文本"),
    "long_text": ("Long text", "多行文本"),
    "number": ("Number", "数字"),
    "integer": ("Whole number", "整数"),
    "money": ("Money", "金额"),
    "percent": ("Percent", "百分比"),
    "boolean": ("Yes or no", "是/否"),
    "date": ("Date", "日期"),
    "datetime": ("Date and time", "日期时间"),
    "time": ("Time", "时间"),
    "duration": ("Duration", "时长"),
    "select": ("One of several options", "单选"),
    "url": ("Web address", "网址"),
}
"""The types that a formula may return."""
LONGEST = 10_000


class Formula(ComputedType):
    """`returns` is the type of the value; an expression that cannot be worked out gives a blank."""

    kind = "formula"
    label = Label({"en": "Formula", "zh-CN": "公式"})
    icon = "math-function"
    operators = operators.PRESENCE
    settings_schema = {
        "returns": choice(("Gives", "结果类型"), RETURNS),
        "expression": expression(
            ("Formula", "公式"), expects="", expects_from="returns", blanks="zero", blanks_from="blanks"
        ),
        "blanks": choice(
            ("Blank numbers", "空白数字"),
            {"zero": ("Count as zero", "按零计算"), "blank": ("Stay blank", "保持空白")},
            default="zero",
        ),
        "scale": SCALE_SETTING,
        "currency": Money.settings_schema["currency"],
        "options": {**OPTIONS_SETTING, "minItems": 0},
    }
    required_settings = ("returns", "expression")
    starting_settings = {"returns": "number", "expression": "0"}

    def result(self, field: Field, owner: str, find: FindField) -> Result | None:
        from metamodel.field_types.registry import FIELD_TYPES  # it lists this type too

        returned = FIELD_TYPES.get(str(field.settings.get("returns")))
        if returned is None or returned.kind not in RETURNS:
            return None
        settings = own_settings(returned, field.settings)
        if "max_length" in returned.settings_schema:
            settings["max_length"] = LONGEST
        return Result(returned, settings)

    def paths(self, field: Field, owner: str) -> Iterable[NamedPath]:
        return ()

    def expressions(self, field: Field, owner: str) -> Iterable[NamedExpression]:
        result = self.result(field, owner, lambda _object, _name: None)
        if result is not None and field.settings.get("expression"):
            expects = result.type.value_type
            yield NamedExpression(str(field.settings["expression"]), owner, "expression", expects)

    def check(self, field: Field) -> tuple[Issue, ...]:
        if field.settings.get("returns") != "select" or field.settings.get("options"):
            return ()
        said = "{field} gives one of several options, so it needs options"
        return (Issue("no_options", "/options", said, "Add at least one", {"field": field.label}),)
