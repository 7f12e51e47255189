"""The ways a set of records is shown: list, kanban, calendar, gallery, timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metamodel.field_types.settings import Words, setting
from metamodel.labels import Label

_PATH = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,5}$"
DAYS = ("date", "datetime")
NUMBERS = ("money", "number", "integer", "duration")


@dataclass(frozen=True, slots=True)
class ViewType:
    """One way of showing records; `settings_schema` holds the settings that only this type has.

    A setting that names a field says in `x-fits` which field types fit it; `grouped` tells whether the common
    `group_by` means something here.
    """

    kind: str
    label: Label
    icon: str
    settings_schema: Mapping[str, Any]
    required_settings: tuple[str, ...] = ()
    grouped: bool = False


def field_setting(label: Words, *fits: str, help: Words | None = None) -> dict[str, Any]:
    """The schema of a setting that names a field of one of these types; of any where none is said."""
    described = setting(label, {"type": "string", "pattern": _PATH}, help=help, widget="own_field")
    return {**described, "x-fits": list(fits)} if fits else described


_COLOR = field_setting(
    ("Colour by", "颜色依据"),
    "select",
    help=("A choice whose colours tell records apart", "用选项的颜色区分记录"),
)


def _view_type(
    kind: str,
    en: str,
    zh: str,
    icon: str,
    required: tuple[str, ...] = (),
    *,
    grouped: bool = False,
    **own: Any,
) -> ViewType:
    return ViewType(kind, Label({"en": en, "zh-CN": zh}), icon, own, required, grouped)


VIEW_TYPES: Mapping[str, ViewType] = {
    view_type.kind: view_type
    for view_type in (
        _view_type("list", "List", "列表", "table", grouped=True, color=_COLOR),
        _view_type(
            "kanban",
            "Kanban",
            "看板",
            "layout-kanban",
            ("group_by",),
            grouped=True,
            sum=field_setting(("Sum over each column", "每列合计"), *NUMBERS),
            color=_COLOR,
        ),
        _view_type(
            "calendar",
            "Calendar",
            "日历",
            "calendar",
            ("date",),
            date=field_setting(("Day", "日期"), *DAYS),
            end=field_setting(("Last day", "结束日期"), *DAYS),
            color=_COLOR,
        ),
        _view_type(
            "gallery",
            "Gallery",
            "画廊",
            "photo",
            (),
            image=field_setting(("Picture", "图片"), "image", "file"),
            color=_COLOR,
        ),
        _view_type(
            "timeline",
            "Timeline",
            "时间线",
            "timeline",
            ("start", "end"),
            start=field_setting(("First day", "开始日期"), *DAYS),
            end=field_setting(("Last day", "结束日期"), *DAYS),
            color=_COLOR,
        ),
    )
}

FIELD_SETTINGS = ("group_by", "sum", "date", "start", "end", "image", "color")
"""The settings of any view type that name a field."""
