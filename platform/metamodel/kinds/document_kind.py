"""The contract of a document kind: its shape, what it refers to and what can be wrong with it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.issues import Issue
from metamodel.labels import Label


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of something by a document, for where-used, impact and checks.

    `target` names what is used: `object/deal`, `field/deal.amount`, `dashboard/home`, `role/rep`, …;
    `path` is the JSON pointer of the use.
    """

    target: str
    path: str


@dataclass(frozen=True, slots=True)
class ExpressionUse:
    """An expression that a document holds: where, over the records of which object, giving what.

    `expects` is a type of the expression language (`boolean`, `number`, …) or nothing where any will do;
    `has_prior` tells whether `$prior` makes sense there, `record` names the object whose record `$record` is, and
    `in_sql` says that the database must be able to answer it.
    """

    text: str
    path: str
    object: str | None
    expects: str | None = None
    has_prior: bool = False
    record: str | None = None
    in_sql: bool = False


class DocumentKind(ABC):
    """One kind of document: metamodel brings app, object, view and role; each engine brings its own."""

    name: ClassVar[str]
    label: ClassVar[Label]

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of the whole document, built from the registries."""

    @abstractmethod
    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        """Everything that this document names outside its expressions."""

    def expressions(self, document: Document, blueprint: Blueprint) -> Iterable[ExpressionUse]:
        """Every expression in the document; they are checked, and their paths count as references."""
        return ()

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        """What is wrong beyond schema, references and expressions (those are found for every kind alike)."""
        return ()


def document_schema(kind: str, properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """The schema of a document: what all documents have, and the properties of its kind."""
    from metamodel.documents import NAME_PATTERN
    from metamodel.labels import LABEL_SCHEMA

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "kind": {"const": kind},
            "name": {"type": "string", "pattern": NAME_PATTERN},
            "id": {"type": "string", "minLength": 1, "maxLength": 100},
            "label": LABEL_SCHEMA,
            "description": LABEL_SCHEMA,
            **properties,
        },
        "required": ["kind", "name", *required],
        "additionalProperties": False,
    }


PATH_SCHEMA = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,5}$"}
"""A field, or a field reached through look-ups: `amount`, `account.owner.email`."""

EXPRESSION_SCHEMA = {"type": "string", "minLength": 1, "maxLength": 10_000}
