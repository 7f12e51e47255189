"""A signature drawn by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metamodel.field_types.file_type import MEGABYTE, FileType
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field


class Signature(FileType):
    """One picture that the form drew, kept as a PNG file of at most one megabyte."""

    kind = "signature"
    label = Label({"en": "Signature", "zh-CN": "手写签名"})
    icon = "signature"
    widget = "signature"

    def accepts(self, field: Field) -> tuple[str, ...]:
        return ("image/png",)

    def max_size(self, field: Field) -> int:
        return MEGABYTE
