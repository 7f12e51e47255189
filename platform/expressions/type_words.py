"""What the types of the language are called in sentences for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from expressions.value_types import Type
from metamodel import Label

_CHINESE: Mapping[str, str] = {
    "text": "文本",
    "number": "数字",
    "boolean": "是或否",
    "date": "日期",
    "datetime": "日期时间",
    "time": "时间",
    "record": "记录",
    "list": "列表",
    "blank": "空值",
    "opaque": "文件或位置",
    "any": "任意类型",
}
_ENGLISH: Mapping[str, str] = {
    "boolean": "yes or no",
    "datetime": "date and time",
    "opaque": "file or place",
    "any": "anything",
}


def type_label(of: Type) -> Label:
    """The type in English as the language writes it, and in Chinese."""
    return Label({"en": str(of), "zh-CN": _chinese(of)})


def spoken_label(of: Type) -> Label:
    """The type as a person who writes no code would call it: a boolean is yes or no."""
    return Label({"en": _ENGLISH.get(of.kind, str(of)), "zh-CN": _chinese(of)})


def kinds_label(kinds: Iterable[str]) -> Label:
    """Several kinds of value, any of which will do."""
    names = tuple(kinds)
    return Label({"en": " or ".join(names), "zh-CN": "或".join(_CHINESE.get(name, name) for name in names)})


def _chinese(of: Type) -> str:
    if of.kind == "record" and of.object:
        return f"{of.object} 记录"
    if of.kind == "list" and of.of:
        return f"{_chinese(of.of)}列表"
    return _CHINESE.get(of.kind, of.kind)
