"""The settings that fields of every type share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel.documents import NAME_PATTERN
from metamodel.field_types.settings import expression, setting, switch, words

IDENTITY: Mapping[str, Mapping[str, Any]] = {
    "id": {"type": "string", "minLength": 1, "maxLength": 100},
    "name": setting(
        ("Name", "名称"),
        {"type": "string", "pattern": NAME_PATTERN},
        help=(
            "Small letters, digits and _; used in formulas, in the API and in the database",
            "小写字母、数字和下划线，用于公式、接口和数据库",
        ),
    ),
    "type": {"type": "string"},
    "label": words(("Label", "标签")),
}
"""What every entry of an object's `fields` has before its settings."""

COMMON_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "required": switch(("Required", "必填")),
    "unique": switch(
        ("Unique", "唯一"), ("No two records may have the same value", "任何两条记录的值不能相同")
    ),
    "default": setting(
        ("Default", "默认值"),
        {},
        help=(
            "A value, or = and a formula that is worked out for each new record",
            "固定值，或以 = 开头写公式，为每条新记录计算",
        ),
        widget="value",
    ),
    "help": words(("Help", "帮助文字"), ("Shown beside the field", "显示在字段旁边")),
    "placeholder": words(("Placeholder", "占位文字"), ("Shown in the empty field", "字段为空时显示")),
    "visible_when": expression(("Visible when", "显示条件"), prior=True),
    "required_when": expression(("Required when", "必填条件"), prior=True),
    "readonly_when": expression(("Read-only when", "只读条件"), prior=True),
    "personal_data": switch(
        ("Personal data", "个人信息"), ("Marks what privacy law protects", "标记受个人信息保护法保护的内容")
    ),
    "searchable": switch(
        ("Searchable", "可搜索"), ("Text search looks into this field", "全文搜索时包含此字段")
    ),
}
