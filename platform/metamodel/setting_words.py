"""What the settings of documents and fields are called, so that changes are told in people's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel.field_types import FIELD_TYPES
from metamodel.field_types.common_settings import COMMON_SETTINGS, IDENTITY
from metamodel.labels import Label

_DOCUMENTS: Mapping[str, tuple[str, str]] = {
    "label": ("label", "名称"),
    "plural_label": ("label of several", "复数名称"),
    "description": ("description", "说明"),
    "icon": ("icon", "图标"),
    "color": ("colour", "颜色"),
    "title_field": ("title field", "标题字段"),
    "rules": ("rules", "规则"),
    "unique": ("what is unique", "唯一约束"),
    "indexes": ("indexes", "索引"),
    "history": ("history", "历史记录"),
    "layout": ("layout", "布局"),
    "purpose": ("purpose", "用途"),
    "for_roles": ("for which roles", "适用角色"),
    "object": ("object", "对象"),
    "filter": ("filter", "筛选"),
    "columns": ("columns", "列"),
    "sort": ("order", "排序"),
    "group_by": ("grouping", "分组"),
    "share": ("who sees it", "共享范围"),
    "navigation": ("navigation", "导航"),
    "home": ("home pages", "首页"),
    "objects": ("rights on objects", "对象权限"),
    "fields": ("rights on fields", "字段权限"),
    "can": ("abilities", "能力"),
    "trigger": ("trigger", "触发条件"),
    "steps": ("steps", "步骤"),
    "timing": ("timing", "执行时机"),
    "start": ("start", "发起条件"),
    "on": ("what follows", "后续动作"),
    "measures": ("measures", "度量"),
    "chart": ("chart", "图表"),
    "limit": ("limit", "行数上限"),
    "compare": ("comparison", "对比"),
    "tiles": ("tiles", "卡片"),
    "filters": ("filters", "筛选"),
    "type": ("type", "类型"),
    "date": ("date", "日期"),
    "sum": ("sum", "合计"),
}


def settings_of_document(names: Iterable[str]) -> Label:
    """The settings of a document, joined, in every language."""
    return _joined(_DOCUMENTS.get(name, (name, name)) for name in names)


def settings_of_field(kind: str, names: Iterable[str]) -> Label:
    """The settings of a field of that type, joined, in every language."""
    schemas: Mapping[str, Any] = {**IDENTITY, **COMMON_SETTINGS, **FIELD_TYPES[kind].settings_schema}
    return _joined(_words(schemas.get(name, {}), name) for name in names)


def _words(schema: Mapping[str, Any], name: str) -> tuple[str, str]:
    label = Label.of(schema.get("x-label"), name)
    english = label.text("en")
    return english[:1].lower() + english[1:], label.text("zh-CN")


def _joined(words: Iterable[tuple[str, str]]) -> Label:
    pairs = list(words)
    english = ", ".join(english for english, _ in pairs)
    return Label({"en": english, "zh-CN": "、".join(chinese for _, chinese in pairs)})
