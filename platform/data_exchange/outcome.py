"""What an import does, or would do, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from metamodel import Issue
from record_store.import_journal import RowAction


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row; `line` is its line in the file as a person counts."""

    line: int
    action: RowAction
    record_id: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of all rows; `remarks` are odd things about the file itself."""

    rows: tuple[RowOutcome, ...]
    remarks: tuple[Issue, ...] = ()

    @cached_property
    def counts(self) -> Mapping[str, int]:
        found: dict[str, int] = {"created": 0, "updated": 0, "refused": 0}
        for row in self.rows:
            found[row.action] += 1
        return found

    @property
    def refused(self) -> tuple[RowOutcome, ...]:
        return tuple(row for row in self.rows if row.action == "refused")

    def to_json(self) -> dict[str, Any]:
        """The numbers alone; rows are told one by one where they are asked for."""
        return {"rows": len(self.rows), **self.counts}
