"""The ways a set of records is shown: list, kanban, calendar, gallery, timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metamodel.labels import Label

_FIELD = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,5}$"}


@dataclass(frozen=True, slots=True)
class ViewType:
    """One way of showing records; `settings_schema` holds the settings that only this type has."""

    kind: str
    label: Label
    icon: str
    settings_schema: Mapping[str, Any]
    required_settings: tuple[str, ...] = ()


def _view_type(
    kind: str, en: str, zh: str, icon: str, required: tuple[str, ...] = (), **own: Any
) -> ViewType:
    return ViewType(kind, Label({"en": en, "zh-CN": zh}), icon, own, required)


VIEW_TYPES: Mapping[str, ViewType] = {
    view_type.kind: view_type
    for view_type in (
        _view_type("list", "List", "列表", "table"),
        _view_type("kanban", "Kanban", "看板", "layout-kanban", ("group_by",), sum=_FIELD),
        _view_type(
            "calendar", "Calendar", "日历", "calendar", ("date",), date=_FIELD, end=_FIELD, color=_FIELD
        ),
        _view_type("gallery", "Gallery", "画廊", "photo", (), image=_FIELD),
        _view_type(
            "timeline",
            "Timeline",
            "时间线",
            "timeline",
            ("start", "end"),
            start=_FIELD,
            end=_FIELD,
            color=_FIELD,
        ),
    )
}

FIELD_SETTINGS = ("group_by", "sum", "date", "start", "end", "image", "color")
"""The settings of any view type that name a field."""
