"""Changing the draft, one document at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete

from metamodel import Blueprint, Document, Invalid, Issue, Key, not_found, pointer
from metamodel.checks import check_shape
from metamodel.kinds import DocumentKind
from record_store.releases.draft import (
    Draft,
    DraftEntry,
    check_version,
    existing,
    forget_entry,
    next_version,
    plain_json,
    read_draft,
    write_entry,
)
from record_store.releases.identity import Known
from record_store.releases.trash import Trashed, read_trash
from record_store.system_tables import DRAFT


@dataclass(frozen=True)
class Editing:
    """One change of the draft, in one write transaction, by one person."""

    connection: Connection
    kinds: Mapping[str, DocumentKind]
    at: dt.datetime
    by: str | None

    def put(self, body: Any, if_match: int | None) -> DraftEntry:
        """Add the document or change the one it is; another name than before is a rename."""
        document = Document.from_json(plain_json(body))
        if issues := self._shape(document):
            raise Invalid(issues, "The document was not accepted")
        draft = read_draft(self.connection)
        known = Known(self.connection, draft.blueprint, draft.live, read_trash(self.connection))
        document = Document.from_json(known.identified(document.body))
        before = next((d for d in draft.blueprint.of_kind(document.kind) if d.id == document.id), None)
        check_version(self.connection, draft, before.key if before else document.key, if_match)
        if before is not None and before.key != document.key:
            self._check_free(draft, document.key)
            self._take_out(draft, before.key)
        return self._write(draft, document)

    def put_back(self, entry: Trashed) -> DraftEntry:
        """Put a field, or a whole object, back as it was when it went to the trash."""
        if entry.field is None:
            return self.put(entry.body, None)
        blueprint = read_draft(self.connection).blueprint
        owner = next((d for d in blueprint.of_kind("object") if d.id == entry.object_id), None)
        if owner is None:
            raise not_found("object", entry.object.name)
        rest = [field for field in owner.body["fields"] if field.get("id") != entry.field_id]
        return self.put({**owner.body, "fields": [*rest, entry.field.settings]}, None)

    def replace(self, bodies: Iterable[Any]) -> None:
        """Make the draft exactly these documents."""
        draft = read_draft(self.connection)
        wanted = self.identified(draft, bodies)
        for key in draft.blueprint.documents:
            if key not in wanted.documents:
                self._take_out(draft, key)
        for key, document in wanted.documents.items():
            known = draft.blueprint.documents.get(key)
            if known is None or known.body != document.body:
                self._write(draft, document)

    def identified(self, draft: Draft, bodies: Iterable[Any]) -> Blueprint:
        """These documents with the ids that they have here. Raises: Invalid."""
        documents = [Document.from_json(plain_json(body)) for body in bodies]
        issues = [
            issue.under(pointer(*document.key)) for document in documents for issue in self._shape(document)
        ]
        if issues:
            raise Invalid(issues, "The documents were not accepted")
        claimed = frozenset(str(document.body["id"]) for document in documents if "id" in document.body)
        known = Known(self.connection, draft.blueprint, draft.live, read_trash(self.connection), claimed)
        return Blueprint.of(known.identified(document.body) for document in documents)

    def remove(self, kind: str, name: str, if_match: int | None) -> None:
        """Raises: NotFound, Conflict."""
        draft = read_draft(self.connection)
        document = existing(draft, kind, name)
        check_version(self.connection, draft, document.key, if_match)
        self._take_out(draft, document.key)

    def discard(self, key: Key | None) -> None:
        """Take back every change, or those of one document and of the name it had."""
        if key is None:
            self.connection.execute(delete(DRAFT))
            return
        draft = read_draft(self.connection)
        places = (draft.blueprint.documents.get(key), draft.live.documents.get(key))
        ids = {document.id for document in places if document is not None}
        for place in (draft.blueprint, draft.live):
            for document in place.of_kind(key[0]):
                if document.id in ids:
                    forget_entry(self.connection, document.key)

    def _write(self, draft: Draft, document: Document) -> DraftEntry:
        live = draft.live.documents.get(document.key)
        entry = DraftEntry(next_version(self.connection), self.at, self.by)
        if live is not None and live.body == document.body:
            forget_entry(self.connection, document.key)
            return entry
        write_entry(self.connection, document.key, document.body, entry)
        return entry

    def _take_out(self, draft: Draft, key: Key) -> None:
        """The draft has the document no more: it is removed if it is live, forgotten if it never was."""
        forget_entry(self.connection, key)
        if key in draft.live.documents:
            entry = DraftEntry(next_version(self.connection), self.at, self.by, removed=True)
            write_entry(self.connection, key, None, entry)

    def _shape(self, document: Document) -> tuple[Issue, ...]:
        return check_shape(document, self.kinds.get(document.kind))

    def _check_free(self, draft: Draft, key: Key) -> None:
        if key in draft.blueprint.documents:
            message = "There is a {kind} “{name}” already"
            hint = "Choose another name"
            raise Invalid(Issue("name_taken", "/name", message, hint, {"kind": key[0], "name": key[1]}))
