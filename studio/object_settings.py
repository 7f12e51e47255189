"""The settings of an object beside its fields, described like those of any kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import FIELD_TYPES
from metamodel.field_types.common_settings import COMMON_SETTINGS
from metamodel.field_types.settings import expression, setting, switch, words
from studio.settings_form import Schemas

OBJECT_SETTINGS: Schemas = {
    "label": words(("Label", "名称")),
    "plural_label": words(
        ("Label of many", "复数名称"), ("Heads lists and the navigation", "用于列表和导航")
    ),
    "icon": setting(("Icon", "图标"), {"type": "string"}, widget="icon"),
    "title_field": setting(("Records are named by", "标题字段"), {"type": "string"}, widget="own_field"),
    "unique": setting(
        ("Unique together", "组合唯一"),
        {"type": "array"},
        help=(
            "No two records may have the same values in all fields of a set",
            "任何两条记录在一组字段上的值不能完全相同",
        ),
        widget="field_sets",
    ),
    "duplicates": setting(
        ("Looks like a duplicate", "疑似重复"),
        {"type": "array"},
        help=(
            "Who types the same values in all fields of a set is told which records have them; nothing is refused",
            "输入与已有记录相同的值时给出提示，不阻止保存",
        ),
        widget="field_sets",
    ),
    "history": switch(("Keep a history of changes", "保留修改历史"), default=True),
}

RULE_SETTINGS: Schemas = {
    "when": expression(
        ("A record is refused when", "拒绝保存的条件"),
        ("A condition, such as amount < 0", "条件，例如 amount < 0"),
        prior=True,
    ),
    "field": setting(("Told at the field", "提示显示在字段"), {"type": "string"}, widget="own_field"),
    "message": words(("What is said then", "提示内容")),
    "name": setting(
        ("Name", "标识"),
        {"type": "string"},
        help=(
            "Small English letters, digits and _; made up when left empty",
            "小写英文字母、数字和下划线；留空则自动生成",
        ),
    ),
}


def field_settings(kind: str) -> Schemas:
    """The settings of a field of the type that are its own."""
    return FIELD_TYPES[kind].settings_schema


def common_settings(kind: str) -> Schemas:
    """The common settings that fit a field of the type, with the type's own habits as their defaults."""
    field_type = FIELD_TYPES[kind]
    fitting: dict[str, Mapping[str, Any]] = {
        name: schema for name, schema in COMMON_SETTINGS.items() if name not in field_type.unfit_settings
    }
    if "searchable" in fitting:
        fitting["searchable"] = {**fitting["searchable"], "default": field_type.searchable_by_default}
    return fitting


def field_schemas(kind: str) -> Schemas:
    """All settings of a field of the type."""
    return {**field_settings(kind), **common_settings(kind)}
