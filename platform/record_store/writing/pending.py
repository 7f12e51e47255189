"""A record on its way into the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from record_store.hooks import Pending


@dataclass(slots=True)
class PendingRecord(Pending):
    """What the hooks see, and where it came from: `path` points into what was sent.

    `refused` holds the fields that something is wrong with already; `lines_changed` says that line items of
    the record are written with it; `children` are the line items that will be there, by object and look-up.
    """

    path: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    version: int = 0
    lines_changed: bool = False
    children: dict[tuple[str, str], list[PendingRecord]] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.before is None

    def settle(self, but: frozenset[str] = frozenset()) -> None:
        """Work out again what differs from before, but for some fields; everything does in a new record."""
        before = self.before
        if before is None:
            self.changed = set(self.values)
        else:
            self.changed = {
                name for name, value in self.values.items() if value != before.get(name) and name not in but
            }
