"""Columns that name records of an object that is there already: by their titles or by a field that is unique."""

from __future__ import annotations

from data_exchange.guessing.column import Column
from data_exchange.guessing.proposal import Proposal, Surroundings, Target
from metamodel import Object
from metamodel.labels import humanise

ENOUGH = 0.9
"""The part of the cells that must name a record."""
FIRST = 40
_CHUNK = 500
_KEYS = frozenset(
    {"text", "integer", "email", "company_name", "uscc", "mobile_cn", "phone", "barcode", "autonumber"}
)


def lookup(column: Column, around: Surroundings) -> Proposal | None:
    """The object that the column names best."""
    if around.matching is None or column.distinct < 2 or not column.holds(str, int):
        return None
    found = (
        proposal
        for target in around.targets
        for by in target.keys
        if (proposal := _proposal(column, around, target, by)) is not None
    )
    return max(found, key=lambda proposal: proposal.confidence, default=None)


def targets_among(objects: list[Object]) -> tuple[Target, ...]:
    """The objects that cells may name, each with its title and its unique fields."""
    return tuple(_target(described) for described in objects)


def _target(described: Object) -> Target:
    keys = [
        field.name
        for field in described.fields
        if field.unique and field.type.kind in _KEYS and field.name != described.title_field
    ]
    words = {described.name, humanise(described.name), *described.label.texts.values()}
    plural = described.plural_label.texts.values()
    return Target(described.name, frozenset(word.casefold() for word in (*words, *plural)), (None, *keys))


def _proposal(column: Column, around: Surroundings, target: Target, by: str | None) -> Proposal | None:
    named = _is_named(column, target, by)
    if not named and (by is not None or column.holds(int) or column.distinct < 3):
        return None
    first = column.values[:FIRST]
    if _matched(column, around, target, by, 0, FIRST) < ENOUGH * sum(count for _, count in first):
        return None
    matched = sum(
        _matched(column, around, target, by, start, start + _CHUNK)
        for start in range(0, column.distinct, _CHUNK)
    )
    part = matched / column.filled
    if part < ENOUGH:
        return None
    settings = {"object": target.object, "on_delete": "clear"}
    return Proposal("lookup", part * (0.99 if named else 0.95), settings, column.blanks, by=by)


def _matched(
    column: Column, around: Surroundings, target: Target, by: str | None, start: int, end: int
) -> int:
    """How many cells among these values name one record."""
    assert around.matching is not None
    values = column.values[start:end]
    found = around.matching(target.object, by, [cell for cell, _ in values])
    return sum(count for cell, count in values if len(found.get(cell, ())) == 1)


def _is_named(column: Column, target: Target, by: str | None) -> bool:
    """Whether the heading speaks of the object: `customerID` of the object `customer` or `customers`."""
    heading = column.heading.casefold()
    spoken = "_".join(sorted(column.words, key=heading.find))
    if by is not None and spoken == by:
        return True
    singular = {word.removesuffix("s") for word in target.words} | target.words
    return any(word in column.words or (word > "\u3000" and word in heading) or spoken == word.replace(" ", "_")
               for word in singular)  # fmt: skip
