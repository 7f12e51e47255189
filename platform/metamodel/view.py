"""A view: which records of an object are shown, how, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metamodel.documents import Described
from metamodel.view_types import VIEW_TYPES, ViewType


@dataclass(frozen=True)
class ViewColumn:
    """A column of a list: a field path, and its width in pixels where one is chosen."""

    path: str
    width: int | None = None


@dataclass(frozen=True, slots=True)
class View(Described):
    """A view document as pages read it; `sort` entries are paths, a leading `-` for descending."""

    @property
    def object(self) -> str:
        return str(self.document.body["object"])

    @property
    def type(self) -> ViewType:
        return VIEW_TYPES[self.document.body.get("type", "list")]

    @property
    def filter(self) -> str | None:
        return self.document.body.get("filter")

    @property
    def sort(self) -> tuple[str, ...]:
        return tuple(self.document.body.get("sort", ()))

    @property
    def group_by(self) -> str | None:
        return self.document.body.get("group_by")

    @property
    def columns(self) -> tuple[ViewColumn, ...]:
        entries: list[Any] = self.document.body.get("columns", [])
        return tuple(
            ViewColumn(entry) if isinstance(entry, str) else ViewColumn(entry["field"], entry.get("width"))
            for entry in entries
        )

    def setting(self, name: str) -> Any:
        """A setting that only this view's type has: `sum`, `date`, …"""
        return self.document.body.get(name)
