"""A field's new name in the text of an expression: the names change, spacing, comments and all else stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from expressions.printing import print_literal
from expressions.record_paths import RECORD
from expressions.syntax import parse
from expressions.tree import Call, Literal, Node, Path, Position, walk
from metamodel import Blueprint, Invalid
from metamodel.paths import walk as walk_path

_PRIOR = "$prior"
_BETWEEN = re.compile(r"(?:\s|/\*.*?\*/|\.)*", re.DOTALL)
"""What may stand between two names of a path."""
_MEASURES = ("SUMOF", "AVGOF", "MINOF", "MAXOF")
_COUNTS = ("COUNTOF", "EXISTS")


@dataclass(frozen=True, slots=True)
class FieldRenaming:
    """A field of an object under another name."""

    object: str
    old: str
    new: str

    @property
    def before(self) -> tuple[str, str]:
        return self.object, self.old


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the names of an expression mean: fields of `start`, and of `record` behind `$record`."""

    text: str
    blueprint: Blueprint
    renaming: FieldRenaming
    start: str
    record: str

    def edits(self, node: Node) -> Iterator[_Edit]:
        for each in walk(node):
            if isinstance(each, Path):
                yield from self.path_edits(each)
            elif isinstance(each, Call):
                yield from self.call_edits(each)

    def path_edits(self, path: Path) -> Iterator[_Edit]:
        first = path.parts[0]
        behind = {_PRIOR: self.start, RECORD: self.record}
        if first.startswith("$") and first not in behind:
            return
        skipped = int(first in behind)
        named = ".".join(path.parts[skipped:])
        pairs = list(walk_path(self.blueprint, behind.get(first, self.start), named))
        for part, place in enumerate(self.places(path)):
            if pairs[part - skipped : part - skipped + 1] == [self.renaming.before] and part >= skipped:
                yield _Edit(place, place + len(self.renaming.old), self.renaming.new)

    def places(self, path: Path) -> Iterator[int]:
        """Where each name of the path begins in the text."""
        place = self.offset(path.position)
        for part in path.parts:
            yield place
            found = _BETWEEN.match(self.text, place + len(part))
            place = found.end() if found else len(self.text)

    def call_edits(self, call: Call) -> Iterator[_Edit]:
        """Functions that look at other records name objects, fields and filters in written texts."""
        texts = [each.value if isinstance(each, Literal) else None for each in call.arguments]
        for index, written in enumerate(texts):
            if isinstance(written, str):
                after = self.written(call.name, index, written, str(texts[0]))
                if after != written:
                    place = self.offset(call.arguments[index].position)
                    yield _Edit(place, _end_of_text(self.text, place), print_literal(after))

    def written(self, function: str, index: int, text: str, first: str) -> str:
        """The text of one argument under the new name."""
        target, _, lookup = first.partition(".")
        if function == "LOOKUP":
            return self.name(target, text) if index in (1, 3) else text
        if function not in (*_COUNTS, *_MEASURES):
            return text
        if index == 0:
            return f"{target}.{self.name(target, lookup)}" if lookup else text
        if function in _MEASURES and index == 1:
            return self.name(target, text)
        return rename_in_text(text, self.blueprint, self.renaming, target)

    def name(self, object_name: str, name: str) -> str:
        return self.renaming.new if (object_name, name) == self.renaming.before else name

    def offset(self, position: Position) -> int:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        return [0, *accumulate(lengths)][position.line - 1] + position.column - 1


def rename_in_text(
    text: str, blueprint: Blueprint, renaming: FieldRenaming, start: str | None, record: str | None = None
) -> str:
    """The expression over the records of `start` that names the field by its new name.

    The blueprint is the one in which the field has its old name. What cannot be read stays as it is.
    """
    try:
        node = parse(text)
    except Invalid:
        return text
    reading = _Reading(text, blueprint, renaming, start or "", record or "")
    for edit in sorted(reading.edits(node), key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


_WRITTEN = re.compile(r""""([^"\\]|\\.|"")*"|'([^'\\]|\\.|'')*'""", re.DOTALL)


def _end_of_text(text: str, place: int) -> int:
    found = _WRITTEN.match(text, place)
    return found.end() if found else place
