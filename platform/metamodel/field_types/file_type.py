"""What file, image and signature share: references to stored files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import clean_line, excerpt
from metamodel.field_types.settings import setting, switch
from metamodel.field_types.values import FileRef
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

MOST = 50
MEGABYTE = 1024 * 1024
DEFAULT_MAX_SIZE = 25
_ID = re.compile("[0-9A-Za-z_-]{1,64}")

MULTIPLE = switch(("Several files", "允许多个文件"))
MAX_SIZE = setting(
    ("Largest file (MB)", "单个文件上限（MB）"),
    {"type": "integer", "minimum": 1, "maximum": 100, "default": DEFAULT_MAX_SIZE},
)
FILE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "size": {"type": "integer", "minimum": 0},
        "type": {"type": "string"},
        "url": {"type": "string"},
    },
    "required": ["id", "name", "size", "type"],
}


class FileType(FieldType):
    """Files that were uploaded before; the store completes what is known of them by their id.

    JSON is one file, or a list of them where the settings allow several; the edge adds `url`.
    """

    group = "file"
    value_type = "opaque"
    stored_as = storage.JSON
    unfit_settings = frozenset({"unique", "default", "placeholder", "searchable"})
    operators = operators.PRESENCE
    sortable = False

    def multiple(self, field: Field) -> bool:
        return bool(field.settings.get("multiple"))

    def max_size(self, field: Field) -> int:
        """Units: bytes."""
        return int(field.settings.get("max_size", DEFAULT_MAX_SIZE)) * MEGABYTE

    def accepts(self, field: Field) -> tuple[str, ...]:
        """The media types taken, `image/*` being all images; empty for any."""
        return tuple(field.settings.get("accept", ()))

    def refusal(self, field: Field, file: FileRef) -> ValueRefused | None:
        """Why this file cannot be in the field, by its type and size; uploads ask before they store."""
        if file.size > self.max_size(field):
            limit = self.max_size(field) // MEGABYTE
            return ValueRefused(
                "file_too_large", "{field} takes files of up to {limit} MB", field=field.label, limit=limit
            )
        accepted = self.accepts(field)
        if file.type and accepted and not any(_matches(file.type, pattern) for pattern in accepted):
            types = ", ".join(accepted)
            return ValueRefused(
                "wrong_file_type",
                "{field} takes files of these types only: {types}",
                field=field.label,
                types=types,
            )
        return None

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        limit = MOST if self.multiple(field) else 1

        def parse(raw: Any) -> tuple[FileRef, ...] | None:
            if raw is None or raw == "":
                return None
            given = list(raw) if isinstance(raw, list | tuple) and not isinstance(raw, FileRef) else [raw]
            files = {file.id: file for one in given for file in [read_file(one, field.label)]}
            if len(files) > limit:
                raise ValueRefused(
                    "too_many", "{field} takes at most {limit} files", field=field.label, limit=limit
                )
            for refused in filter(None, (self.refusal(field, file) for file in files.values())):
                raise refused
            return tuple(files.values()) or None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        one = dict(FILE_SCHEMA)
        return {"type": "array", "items": one, "maxItems": MOST} if self.multiple(field) else one

    def to_json(self, field: Field, value: Any) -> Any:
        if value is None:
            return None
        shown = [file._asdict() for file in value]
        return shown if self.multiple(field) else shown[0]

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None if value is None else [file._asdict() for file in value],)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return tuple(FileRef(**file) for file in stored[0]) if stored[0] else None

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return ", ".join(file.name for file in value or ())


def read_file(raw: Any, label: Label) -> FileRef:
    """The file that an id or a file's JSON names. Raises: ValueRefused."""
    if isinstance(raw, FileRef):
        raw = raw._asdict()
    known = raw if isinstance(raw, Mapping) else {"id": raw}
    found, name, size, media_type = (known.get(part) for part in ("id", "name", "size", "type"))
    if not isinstance(found, str) or not _ID.fullmatch(found):
        raise ValueRefused(
            "not_a_file",
            "{field} takes a file, “{value}” is not one",
            "Upload the file first and give the id that comes back",
            field=label,
            value=excerpt(raw),
        )
    return FileRef(
        found,
        clean_line(name, label)[:255] if isinstance(name, str) else "",
        size if type(size) is int and 0 <= size < 2**53 else 0,
        clean_line(media_type, label)[:255].lower() if isinstance(media_type, str) else "",
    )


def _matches(media_type: str, pattern: str) -> bool:
    return media_type == pattern or (pattern.endswith("/*") and media_type.startswith(pattern[:-1]))
