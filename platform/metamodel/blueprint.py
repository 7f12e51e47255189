"""The blueprint: every document of a CRM at one moment, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from metamodel.documents import Document, Key
from metamodel.errors import not_found
from metamodel.object import Object
from metamodel.results import with_results
from metamodel.role import Role


@dataclass(frozen=True)
class Blueprint:
    """Documents by kind and name; a change gives a new blueprint."""

    documents: Mapping[Key, Document]

    @classmethod
    def of(cls, documents: Iterable[Document | Mapping[str, Any]]) -> Blueprint:
        """The blueprint of these documents, in the order of kind and name."""
        parsed = (doc if isinstance(doc, Document) else Document.from_json(doc) for doc in documents)
        return cls({doc.key: doc for doc in sorted(parsed, key=lambda doc: doc.key)})

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        return tuple(doc for doc in self.documents.values() if doc.kind == kind)

    def document(self, kind: str, name: str) -> Document:
        """Raises: NotFound."""
        try:
            return self.documents[kind, name]
        except KeyError:
            raise not_found(kind, name) from None

    @cached_property
    def objects(self) -> Mapping[str, Object]:
        return with_results({doc.name: Object.of(doc) for doc in self.of_kind("object")})

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        return {doc.name: Role(doc) for doc in self.of_kind("role")}

    def object(self, name: str) -> Object:
        """Raises: NotFound."""
        try:
            return self.objects[name]
        except KeyError:
            raise not_found("object", name) from None

    def with_document(self, document: Document) -> Blueprint:
        return Blueprint.of([*(d for d in self.documents.values() if d.key != document.key), document])

    def without(self, kind: str, name: str) -> Blueprint:
        return Blueprint({key: doc for key, doc in self.documents.items() if key != (kind, name)})

    def to_json(self) -> list[Mapping[str, Any]]:
        return [doc.body for doc in self.documents.values()]


EMPTY = Blueprint({})
