"""Widgets for files: a document, a picture, a signature; uploads are stored before the form is read."""

from __future__ import annotations

from typing import Any

from form_engine.entries import Entries
from form_engine.shown import NOTHING, Shown
from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label


class File(Widget):
    """Holds ids of stored files; an upload that was not stored counts as nothing."""

    kind = "file"
    label = Label({"en": "File", "zh-CN": "文件"})
    plural = True

    def read(self, entries: Entries, name: str) -> Any:
        ids = [value for value in entries.all(name) if isinstance(value, str) and value]
        return list(dict.fromkeys(ids))

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return [file.id for file in _files(value)]

    def show(self, field: Field, value: Any, showing: Showing) -> Shown:
        files = tuple(
            Shown(self.kind, file.name or file.id, file, href=showing.file_link(file.id))
            for file in _files(value)
        )
        return Shown("list", ", ".join(file.text for file in files), parts=files) if files else NOTHING


class Image(File):
    kind = "image"
    label = Label({"en": "Picture", "zh-CN": "图片"})


class Signature(File):
    kind = "signature"
    label = Label({"en": "Signature", "zh-CN": "签名"})


def _files(value: Any) -> tuple[Any, ...]:
    """One file or several, as a tuple."""
    if not value:
        return ()
    return (value,) if hasattr(value, "id") else tuple(value)
