"""The palette: the field types that builders may choose, in groups."""

from __future__ import annotations

from collections.abc import Mapping

from metamodel import FIELD_TYPES, FieldType, Label

GROUPS: Mapping[str, Label] = {
    "text": Label({"en": "Text", "zh-CN": "文本"}),
    "number": Label({"en": "Numbers", "zh-CN": "数字"}),
    "choice": Label({"en": "Choices", "zh-CN": "选项"}),
    "date": Label({"en": "Dates and times", "zh-CN": "日期与时间"}),
    "people": Label({"en": "People and contact", "zh-CN": "人员与联系方式"}),
    "relation": Label({"en": "Relations", "zh-CN": "关联"}),
    "file": Label({"en": "Files", "zh-CN": "文件"}),
    "china": Label({"en": "China", "zh-CN": "中国业务"}),
    "computed": Label({"en": "Worked out", "zh-CN": "计算"}),
}
"""The groups in the order they are shown; a type of another group stands last under its own name."""


def palette() -> tuple[tuple[Label, tuple[FieldType, ...]], ...]:
    """The groups that have types, each with its types in the order of the registry."""
    found: dict[str, list[FieldType]] = {group: [] for group in GROUPS}
    for field_type in FIELD_TYPES.values():
        if field_type.palette:
            found.setdefault(field_type.group, []).append(field_type)
    return tuple(
        (GROUPS.get(group, Label.of(group)), tuple(types)) for group, types in found.items() if types
    )
