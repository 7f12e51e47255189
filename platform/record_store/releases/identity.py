"""Ids of documents and fields: given once, kept through renames, never given to something else."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from metamodel import Blueprint, Document, Object
from record_store.releases.trash import Trashed
from record_store.system_tables import DOCUMENT

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What there is in draft, live release and trash, to tell what a document and its fields are."""

    connection: Connection
    draft: Blueprint
    live: Blueprint
    trash: tuple[Trashed, ...]
    claimed: frozenset[str] = frozenset()
    """Ids that documents of the same batch give themselves: nothing else may be taken for them."""

    def identified(self, body: Body) -> Body:
        """The document with its id and an id for each of its fields.

        An id that means something here is kept; else whatever has the same name is meant; else it is new.
        """
        document = Document.from_json(body)
        id = self._document_id(document)
        if document.kind != "object":
            return with_id(body, id)
        return with_id({**body, "fields": self._fields(id, document)}, id)

    def _document_id(self, document: Document) -> str:
        given = document.body.get("id")
        places = (self.draft, self.live)
        ids = {other.id for place in places for other in place.of_kind(document.kind)}
        if given in ids or (document.kind == "object" and any(given == e.object_id for e in self.trash)):
            return str(given)
        named = (place.documents.get(document.key) for place in places)
        same = (other.id for other in named if other is not None and other.id not in self.claimed)
        return next(same, None) or unused(str(given or document.id), ids | self._spent_ids(document.kind))

    def _fields(self, id: str, document: Document) -> list[Body]:
        states = [*self._states(id), *(e.object for e in self.trash if e.object_id == id)]
        in_use = states[: len(states) - sum(e.object_id == id for e in self.trash)]
        known = {field.id for state in states for field in state.fields}
        by_name = {field.name: field.id for state in reversed(in_use) for field in state.fields}
        entries: list[Body] = list(document.body["fields"])
        claimed = {str(entry["id"]) for entry in entries if entry.get("id") in known}
        spent: set[str] | None = None
        identified = []
        for entry in entries:
            given, named = entry.get("id"), by_name.get(entry["name"])
            if given in known:
                field_id = str(given)
            elif named is not None and named not in claimed:
                field_id = named
            else:
                spent = self._spent_fields(id) if spent is None else spent
                field_id = unused(str(given or entry["name"]), spent | known | claimed)
            claimed.add(field_id)
            identified.append(with_id(entry, field_id))
        return identified

    def _states(self, id: str) -> list[Object]:
        places = (self.draft, self.live)
        return [d for place in places for d in place.objects.values() if d.id == id]

    def _spent_ids(self, kind: str) -> set[str]:
        """The ids that documents of this kind ever had."""
        ever = select(DOCUMENT.c.body).where(DOCUMENT.c.kind == kind)
        return {Document.from_json(body).id for body in self.connection.scalars(ever)}

    def _spent_fields(self, object_id: str) -> set[str]:
        """The ids that fields of this object ever had."""
        ever = select(DOCUMENT.c.body).where(DOCUMENT.c.kind == "object")
        bodies = (body for body in self.connection.scalars(ever) if Document.from_json(body).id == object_id)
        return {field.id for body in bodies for field in Object.of(Document.from_json(body)).fields}


def first_ids(blueprint: Blueprint) -> Blueprint:
    """The blueprint with an id written into each document and field that has none: they are the first."""
    return Blueprint.of(_first_ids(document) for document in blueprint.documents.values())


def _first_ids(document: Document) -> Body:
    body = document.body
    if document.kind == "object":
        fields = [with_id(entry, str(entry.get("id") or entry["name"])) for entry in body["fields"]]
        body = {**body, "fields": fields}
    return with_id(body, document.id)


def with_id(body: Body, id: str) -> Body:
    """The same with this id, written after the name where there was none."""
    if "id" in body:
        return {**body, "id": id}
    written: dict[str, Any] = {}
    for key, value in body.items():
        written[key] = value
        if key == "name":
            written["id"] = id
    return written


def unused(wanted: str, taken: Iterable[str]) -> str:
    """The wanted id, with something random behind it when it was given before."""
    return wanted if wanted not in set(taken) else f"{wanted}-{secrets.token_hex(4)}"
