"""The draft: documents that differ from the live release, each with its version and who changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, delete, func, insert, select

from metamodel import Blueprint, Conflict, Document, Invalid, Issue, Key, not_found
from record_store.live import current_release, in_release, read_release
from record_store.system_tables import DOCUMENT, DRAFT, MEMBER

MAX_DOCUMENT = 2_000_000
"""Bytes of JSON that one document may have."""


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A document of the draft that differs from the live one; `removed` when the draft has it no more."""

    version: int
    changed_at: dt.datetime
    changed_by: str | None
    removed: bool = False


@dataclass(frozen=True)
class Draft:
    """The blueprint as it would be published; `versions` has every document, changed or not."""

    blueprint: Blueprint
    changed: Mapping[Key, DraftEntry]
    base: int
    live: Blueprint
    versions: Mapping[Key, int]

    def limited_to(self, keys: frozenset[Key]) -> Draft:
        """The draft as if only these documents were changed."""
        changed = {key: entry for key, entry in self.changed.items() if key in keys}
        documents = dict(self.live.documents)
        for key in changed:
            documents.pop(key, None)
            if key in self.blueprint.documents:
                documents[key] = self.blueprint.documents[key]
        return Draft(Blueprint.of(documents.values()), changed, self.base, self.live, self.versions)


def read_draft(connection: Connection) -> Draft:
    """The draft over the release that is live in this transaction."""
    base = current_release(connection)
    live = read_release(connection, base)
    versions = published_versions(connection, base)
    documents, changed = dict(live.documents), {}
    for row in connection.execute(select(DRAFT)):
        key = (row.kind, row.name)
        changed[key] = DraftEntry(row.version, row.changed_at, row.changed_by, row.body is None)
        versions[key] = row.version
        documents.pop(key, None)
        if row.body is not None:
            documents[key] = Document.from_json(row.body)
    return Draft(Blueprint.of(documents.values()), changed, base, live, versions)


def published_versions(connection: Connection, release: int) -> dict[Key, int]:
    numbers = select(DOCUMENT.c.kind, DOCUMENT.c.name, DOCUMENT.c.version).where(in_release(release))
    return {(kind, name): version for kind, name, version in connection.execute(numbers)}


def next_version(connection: Connection) -> int:
    """A version that no document has had yet."""
    drafted = connection.scalar(select(func.max(DRAFT.c.version))) or 0
    published = connection.scalar(select(func.max(DOCUMENT.c.version))) or 0
    return max(drafted, published) + 1


def check_version(connection: Connection, draft: Draft, key: Key, if_match: int | None) -> None:
    """Raises: Conflict, when the document has another version than the one that was seen."""
    version = draft.versions.get(key, 0)
    if if_match is None or if_match == version:
        return
    entry = draft.changed.get(key)
    who = _name(connection, entry.changed_by) if entry else ""
    message = "{who} changed {kind} “{name}” meanwhile" if who else "{kind} “{name}” was changed meanwhile"
    raise Conflict(
        Issue(
            "draft_changed",
            "",
            message,
            "Look at it as it is now, then make your change again",
            {"who": who, "kind": key[0].capitalize(), "name": key[1], "version": version},
        )
    )


def write_entry(connection: Connection, key: Key, body: Mapping[str, Any] | None, entry: DraftEntry) -> None:
    forget_entry(connection, key)
    row = {"kind": key[0], "name": key[1], "body": body, "version": entry.version}
    connection.execute(
        insert(DRAFT).values(row | {"changed_at": entry.changed_at, "changed_by": entry.changed_by})
    )


def forget_entry(connection: Connection, key: Key) -> None:
    connection.execute(delete(DRAFT).where(DRAFT.c.kind == key[0], DRAFT.c.name == key[1]))


def plain_json(body: Any) -> Mapping[str, Any]:
    """The document as plain JSON values. Raises: Invalid, when it is none or too large."""
    try:
        written = orjson.dumps(body)
    except (TypeError, RecursionError, orjson.JSONEncodeError):
        raise _malformed("This is not JSON that can be kept") from None
    if len(written) > MAX_DOCUMENT:
        raise _malformed("The document is too large")
    if b"\\u0000" in written:
        raise _malformed("The document holds a character that cannot be kept")
    plain = orjson.loads(written)
    if not isinstance(plain, dict):
        raise _malformed("A document is a JSON object")
    return plain


def existing(draft: Draft, kind: str, name: str) -> Document:
    """Raises: NotFound."""
    document = draft.blueprint.documents.get((kind, name))
    if document is None:
        raise not_found(kind, name)
    return document


def _malformed(message: str) -> Invalid:
    return Invalid(Issue("malformed", "", message), "The document was not accepted")


def _name(connection: Connection, member: str | None) -> str:
    if member is None:
        return "Trellis"
    return connection.scalar(select(MEMBER.c.name).where(MEMBER.c.id == member)) or ""
