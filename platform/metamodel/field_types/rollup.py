"""A measure over the records that point here: the sum of a deal's lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from metamodel.documents import NAME_PATTERN
from metamodel.field_types.computed_type import (
    ComputedType,
    FindField,
    NamedExpression,
    NamedPath,
    Result,
    own_settings,
)
from metamodel.field_types.decimal_type import SCALE_SETTING
from metamodel.field_types.settings import choice, expression, setting
from metamodel.issues import Issue
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

FUNCTIONS = {
    "count": ("How many", "计数"),
    "count_distinct": ("How many different", "去重计数"),
    "sum": ("Sum", "求和"),
    "average": ("Average", "平均值"),
    "minimum": ("Smallest", "最小值"),
    "maximum": ("Largest", "最大值"),
    "first": ("First", "第一条"),
    "last": ("Last", "最后一条"),
}
IN_ORDER = ("first", "last")
_VIA = NAME_PATTERN.removesuffix("$") + r"\." + NAME_PATTERN.removeprefix("^")
_PATH = r"^-?[a-z][a-z0-9_]*$"
AVERAGE_SCALE = 2


class Rollup(ComputedType):
    """`via` is written `deal_line.deal`: the object whose records are measured, and its look-up that leads here.

    Blank values do not count. Without any record a count or a sum is 0, every other measure is blank.
    """

    kind = "rollup"
    label = Label({"en": "Roll-up", "zh-CN": "汇总"})
    icon = "sum"
    settings_schema = {
        "via": setting(
            ("Records that point here", "来源记录"),
            {"type": "string", "pattern": _VIA},
            help=("Object and look-up, such as deal_line.deal", "对象与关联字段，如 deal_line.deal"),
            widget="children",
        ),
        "function": choice(("Measure", "汇总方式"), FUNCTIONS),
        "field": setting(
            ("Field", "字段"),
            {"type": "string", "pattern": NAME_PATTERN},
            help=("Not needed to count records", "计数时可不填"),
            widget="child_field",
        ),
        "filter": expression(("Only records where", "筛选条件"), of="via"),
        "order": setting(
            ("In the order of", "排序依据"),
            {"type": "string", "pattern": _PATH, "default": "created_at"},
            help=(
                "For first and last; - before the name turns it round",
                "用于第一条和最后一条；前加 - 表示倒序",
            ),
        ),
        "scale": SCALE_SETTING,
    }
    required_settings = ("via", "function")
    starting_settings = {"function": "count"}

    def result(self, field: Field, owner: str, find: FindField) -> Result | None:
        from metamodel.field_types.registry import FIELD_TYPES  # it lists this type too

        function = str(field.settings.get("function"))
        if function in ("count", "count_distinct"):
            return Result(FIELD_TYPES["integer"], {})
        measured = find(child_of(field), str(field.settings.get("field")))
        if measured is None or not measured.columns:
            return None
        kept = {**own_settings(measured.type, measured.settings), "precision": 18}
        settings = {name: kept[name] for name in kept if name in measured.type.settings_schema}
        without_range = {name: value for name, value in settings.items() if name not in ("min", "max")}
        if function == "average" and measured.type.kind != "duration":
            return _averaged(field, measured, without_range, FIELD_TYPES)
        if function == "sum" and measured.type.kind in ("rating", "progress"):
            return Result(FIELD_TYPES["integer"], {})
        return Result(measured.type, without_range if function == "sum" else settings)

    def paths(self, field: Field, owner: str) -> Iterable[NamedPath]:
        child, lookup = child_of(field), lookup_of(field)
        if child:
            yield NamedPath(child, lookup, "via")
            if field.settings.get("field"):
                yield NamedPath(child, str(field.settings["field"]), "field")
            if field.settings.get("function") in IN_ORDER and field.settings.get("order"):
                yield NamedPath(child, str(field.settings["order"]).removeprefix("-"), "order")

    def expressions(self, field: Field, owner: str) -> Iterable[NamedExpression]:
        if field.settings.get("filter"):
            yield NamedExpression(str(field.settings["filter"]), child_of(field), "filter", "boolean")

    def check(self, field: Field) -> tuple[Issue, ...]:
        if field.settings.get("function") == "count" or field.settings.get("field"):
            return ()
        said = "{field} needs the field that it measures"
        return (Issue("no_field", "/field", said, values={"field": field.label}),)


def child_of(field: Field) -> str:
    """The object whose records a roll-up measures."""
    return str(field.settings.get("via", "")).partition(".")[0]


def lookup_of(field: Field) -> str:
    """The look-up of those records that leads to the roll-up's record."""
    return str(field.settings.get("via", "")).partition(".")[2]


def _averaged(
    field: Field, measured: Field, settings: Mapping[str, Any], types: Mapping[str, Any]
) -> Result | None:
    if measured.type.value_type != "number":
        return None
    scale = int(field.settings.get("scale", max(int(settings.get("scale", 0)), AVERAGE_SCALE)))
    kind = measured.type if "scale" in measured.type.settings_schema else types["number"]
    return Result(kind, {**settings, "scale": scale})
