"""The fields that every object has: who made a record, who changed it last, who owns it."""

from __future__ import annotations

from functools import cache

from metamodel.field import Field, make_field

SYSTEM_FIELD_NAMES = ("id", "version", "created_at", "created_by", "updated_at", "updated_by", "owner")

_SETTINGS = (
    {"name": "id", "type": "record_id", "label": {"en": "Record", "zh-CN": "记录"}},
    {"name": "version", "type": "integer", "label": {"en": "Version", "zh-CN": "版本"}},
    {"name": "created_at", "type": "datetime", "label": {"en": "Created at", "zh-CN": "创建时间"}},
    {"name": "created_by", "type": "user", "label": {"en": "Created by", "zh-CN": "创建人"}},
    {"name": "updated_at", "type": "datetime", "label": {"en": "Updated at", "zh-CN": "更新时间"}},
    {"name": "updated_by", "type": "user", "label": {"en": "Updated by", "zh-CN": "更新人"}},
    {"name": "owner", "type": "user", "label": {"en": "Owner", "zh-CN": "负责人"}},
)


@cache
def system_fields() -> tuple[Field, ...]:
    from metamodel.field_types import FIELD_TYPES  # the registry itself describes fields

    return tuple(
        make_field(settings, FIELD_TYPES[str(settings["type"])], system=True) for settings in _SETTINGS
    )
