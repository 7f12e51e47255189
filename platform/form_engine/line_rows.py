"""The rows of line items as they were typed, and the one that was taken away last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that can come back to its place; the form carries it along."""

    index: int
    row: Row

    def to_text(self) -> str:
        return json.dumps({"index": self.index, "row": self.row}, ensure_ascii=False, default=str)


class LineRows(list[Row]):
    """A list of rows that knows what was taken out of it."""

    def __init__(self, rows: Iterable[Row] = (), removed: RemovedLine | None = None) -> None:
        super().__init__(rows)
        self.removed = removed


def read_removed(text: str, names: Iterable[str]) -> RemovedLine | None:
    """What `RemovedLine.to_text` wrote, with these fields alone; nothing where somebody wrote something else."""
    try:
        given = json.loads(text) if 0 < len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or not isinstance(given.get("row"), dict):
        return None
    index, known = given.get("index"), {"id", *names}
    if type(index) is not int or not 0 <= index <= 10**6:
        return None
    return RemovedLine(
        index, {name: raw for name, raw in given["row"].items() if name in known and _is_typed(raw)}
    )


def _is_typed(raw: Any) -> bool:
    """Whether a form could have posted it: a text, several of them, or texts by part."""
    if isinstance(raw, list):
        return all(isinstance(one, str) for one in raw)
    if isinstance(raw, Mapping):
        return all(isinstance(one, str) for one in raw.values())
    return isinstance(raw, str)
