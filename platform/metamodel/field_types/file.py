"""A file of any kind."""

from __future__ import annotations

from metamodel.field_types.file_type import MAX_SIZE, MULTIPLE, FileType
from metamodel.field_types.settings import setting
from metamodel.labels import Label


class File(FileType):
    """Documents, sheets, archives: whatever the settings accept."""

    kind = "file"
    label = Label({"en": "File", "zh-CN": "文件"})
    icon = "paperclip"
    widget = "file"
    settings_schema = {
        "multiple": MULTIPLE,
        "max_size": MAX_SIZE,
        "accept": setting(
            ("Accepted types", "允许的类型"),
            {
                "type": "array",
                "items": {"type": "string", "pattern": r"^[a-z]+/([a-z0-9.+-]+|\*)$"},
                "maxItems": 50,
            },
            help=(
                "Such as application/pdf or image/*; all when empty",
                "如 application/pdf、image/*；不填则不限",
            ),
            widget="chips",
        ),
    }
