"""Two states of the blueprint beside each other: document by document, in words and as JSON."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import unified_diff
from typing import Literal

from metamodel import Blueprint, Document
from metamodel.changes import BlueprintChange, changes, pair_documents
from metamodel.documents import Key
from metamodel.folder import dump_json

AROUND = 3
"""Lines of JSON that are shown around what differs."""
MOST_LINES = 2_000
Side = Literal["added", "removed", "same", "place"]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of JSON: there now, there before, in both, or where the next lines stand."""

    side: Side
    text: str


@dataclass(frozen=True)
class DocumentComparison:
    """One document that differs: as it was and as it is, nothing where there was or is none."""

    before: Document | None
    after: Document | None
    changes: tuple[BlueprintChange, ...]

    @property
    def document(self) -> Document:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def key(self) -> Key:
        return self.document.key

    @property
    def lines(self) -> tuple[DiffLine, ...]:
        """The JSON of both, those lines that differ with some around them."""
        found = unified_diff(_lines(self.before), _lines(self.after), n=AROUND, lineterm="")
        return tuple(_line(text) for text in list(found)[2 : MOST_LINES + 2])


def compare(before: Blueprint, after: Blueprint) -> tuple[DocumentComparison, ...]:
    """Every document that differs, in the order of the changes in words."""
    told: defaultdict[Key, list[BlueprintChange]] = defaultdict(list)
    for change in changes(before, after):
        told[_owner(change.target)].append(change)
    return tuple(
        DocumentComparison(old, new, tuple(told.get((new or old).key, ())))  # type: ignore[union-attr]
        for old, new in pair_documents(before, after)
        if old is None or new is None or old.body != new.body
    )


def _owner(target: str) -> Key:
    """The document that a change's target belongs to: `field/deal.amount` belongs to the object `deal`."""
    kind, _, name = target.partition("/")
    return ("object", name.partition(".")[0]) if kind == "field" else (kind, name)


def _lines(document: Document | None) -> list[str]:
    return dump_json(document.body).decode().splitlines() if document else []


def _line(text: str) -> DiffLine:
    sides: dict[str, Side] = {"+": "added", "-": "removed", "@": "place"}
    return DiffLine(sides.get(text[:1], "same"), "" if text.startswith("@") else text[1:])
