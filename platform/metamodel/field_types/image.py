"""A picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metamodel.field_types.file_type import MAX_SIZE, MULTIPLE, FileType
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif")
"""Pictures that browsers show and that cannot carry scripts, so no SVG."""


class Image(FileType):
    """Pictures, shown as such."""

    kind = "image"
    label = Label({"en": "Image", "zh-CN": "图片"})
    icon = "photo"
    widget = "image"
    settings_schema = {"multiple": MULTIPLE, "max_size": MAX_SIZE}

    def accepts(self, field: Field) -> tuple[str, ...]:
        return PICTURES
