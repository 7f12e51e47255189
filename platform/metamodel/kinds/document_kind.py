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


class DocumentKind(ABC):
    """One kind of document: metamodel brings app, object, view and role; each engine brings its own."""

    name: ClassVar[str]
    label: ClassVar[Label]
    folder: ClassVar[str]
    """The folder of a template package that holds documents of this kind."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """JSON Schema (2020-12) of the whole document, built from the registries."""

    @abstractmethod
    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        """Everything that this document uses."""

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        """What is wrong beyond schema and missing references (those are found for every kind alike)."""
        return ()
