"""A blueprint document: one named JSON value of one kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from metamodel.labels import Label, humanise

NAME_PATTERN = r"^[a-z][a-z0-9_]{0,62}$"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")

Key = tuple[str, str]
"""What identifies a document in a blueprint: its kind and its name."""


@dataclass(frozen=True)
class Document:
    """A document as written; `body` is its whole JSON and is never changed in place.

    `id` is stable across renames: two documents of two releases with the same id are the same thing.
    """

    kind: str
    name: str
    body: Mapping[str, Any]

    @property
    def key(self) -> Key:
        return self.kind, self.name

    @cached_property
    def id(self) -> str:
        return str(self.body.get("id") or f"{self.kind}.{self.name}")

    @cached_property
    def label(self) -> Label:
        return Label.of(self.body.get("label"), humanise(self.name))

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Document:
        """The document that `body` is; its kind and name must be texts (`check_shape` says so to people)."""
        return cls(str(body.get("kind", "")), str(body.get("name", "")), body)


@dataclass(frozen=True)
class Described:
    """A document as an engine reads it; each kind adds what its own documents say."""

    document: Document

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def label(self) -> Label:
        return self.document.label


def is_name(text: object) -> bool:
    """Whether `text` may name a document or a field."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None
