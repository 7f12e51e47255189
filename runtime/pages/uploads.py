"""Files that come with a form: stored at once, so that a form that is refused does not lose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.datastructures import FormData, UploadFile

from metamodel import Field, Invalid, Issue, Object, pointer
from metamodel.field_types.file_type import FileType
from metamodel.field_types.values import FileRef
from record_store.files import add_file, describe_files
from record_store.records import Records
from web.visit import Visit

SUFFIX = ".upload"


@dataclass
class Uploads:
    """The entries that uploads became, and what was wrong with the others."""

    entries: list[tuple[str, Any]] = field(default_factory=list)
    issues: tuple[Issue, ...] = ()


def store_uploads(visit: Visit, object_name: str, form: FormData) -> Uploads:
    """Every upload of the form, stored where its field takes it; inputs without a file are passed over."""
    found = [
        (name, value)
        for name, value in form.multi_items()
        if isinstance(value, UploadFile) and value.filename
    ]
    uploads = Uploads()
    if not found:
        return uploads
    with visit.writing() as records:
        described = records.live.blueprint.object(object_name)
        for name, upload in found:
            target = _field(described, name)
            if target is not None and target.name in records.rights.writable(object_name):
                _store(visit, records, target, upload, uploads)
    return uploads


def with_descriptions(records: Records, described: Object, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with what is known of their files; an id that is no file is left out."""
    names = [
        name
        for name in values
        if name in described.by_name and isinstance(described.by_name[name].type, FileType)
    ]
    known = describe_files(records, [str(id) for name in names for id in values[name] or ()])
    return {**values, **{name: [known[id].ref for id in values[name] or () if id in known] for name in names}}


def _store(visit: Visit, records: Records, target: Field, upload: UploadFile, uploads: Uploads) -> None:
    kind = cast(FileType, target.type)
    sent = FileRef("", upload.filename or "", upload.size or 0, upload.content_type or "")
    refusal = kind.refusal(target, sent)
    if refusal is not None:
        uploads.issues += (refusal.issue.under(pointer(target.name)),)
        return
    try:
        kept = add_file(
            records, visit.composition.files, sent.name, sent.type, upload.file, kind.max_size(target)
        )
    except Invalid as refused:
        uploads.issues += tuple(issue.under(pointer(target.name)) for issue in refused.issues)
        return
    if not kind.multiple(target):
        uploads.entries = [entry for entry in uploads.entries if entry[0] != target.name]
    uploads.entries.append((target.name, kept.id))


def _field(described: Object, name: str) -> Field | None:
    """The file field that an input belongs to."""
    found = described.by_name.get(name.removesuffix(SUFFIX)) if name.endswith(SUFFIX) else None
    return found if found is not None and isinstance(found.type, FileType) else None
