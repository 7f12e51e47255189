"""Files in records: each must be stored, and counts as what was stored, whatever was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from metamodel import Field, Issue, pointer
from metamodel.field_types.file_type import FileType
from metamodel.field_types.reference_type import read_id
from metamodel.field_types.values import FileRef
from record_store.reading.among import among
from record_store.system_tables import FILE
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records


def check_files(records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues) -> None:
    """Put the stored descriptions in the place of those that were sent; report files that may not be there."""
    fields = [field for field in plan.stored if isinstance(field.type, FileType)]
    given = [(record, field) for field in fields for record in pending if field.name in record.changed]
    named = {file.id for record, field in given for file in record.values.get(field.name) or ()}
    if not named:
        return
    wanted = select(FILE).where(among(records.dialect, FILE.c.id, sorted(filter(read_id, named))))
    known = {row.id: FileRef(row.id, row.name, row.size, row.type) for row in records.rows(wanted)}
    for record, field in given:
        _complete(record, field, known, issues)


def _complete(record: PendingRecord, field: Field, known: dict[str, FileRef], issues: Issues) -> None:
    assert isinstance(field.type, FileType)
    path = record.path + pointer(field.name)
    files = record.values.get(field.name) or ()
    for file in files:
        if file.id not in known:
            said, hint = "{field} names a file that is not stored", "Upload it first"
            issues.add(Issue("unknown_file", path, said, hint, {"field": field.label}))
        elif refused := field.type.refusal(field, known[file.id]):
            issues.add(refused.issue.under(path))
    if files and all(file.id in known for file in files):
        record.values[field.name] = tuple(known[file.id] for file in files)
