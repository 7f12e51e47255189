"""What the columns of a table are: a type for each with how sure that is, and how other types would fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data_exchange.guessing.choice_columns import MOST_OPTIONS, options
from data_exchange.guessing.column import Column, columns_of
from data_exchange.guessing.fitting import Fit, fit, plain_field
from data_exchange.guessing.heading_words import KEY, NOTE, TITLE
from data_exchange.guessing.proposal import Proposal, Surroundings
from data_exchange.guessing.registry import ALTERNATIVES, DETECTORS
from data_exchange.guessing.time_columns import date_order
from data_exchange.reading import Table
from metamodel import Field

ALWAYS_ONCE = frozenset({"uscc", "mobile_cn", "email"})
KEYS = frozenset({"text", "integer", "barcode", *ALWAYS_ONCE})
NAMES = frozenset({"text", "company_name", "person_name"})
MOST_ALTERNATIVE_OPTIONS = 200
FORGIVEN = {"date", "datetime", "email", "phone", "mobile_cn", "uscc", "url"}
"""Types that are taken although one value in a hundred does not fit: it is told and can be chosen otherwise."""
ENOUGH_ROWS = 5
LOOKED_AT = 1000
"""How many different values are read to say how a type would fit that is not proposed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A type for a column, and how its values fit: the words among them that would be left empty."""

    proposal: Proposal
    fit: Fit

    @property
    def kind(self) -> str:
        return self.proposal.kind


@dataclass(frozen=True)
class ColumnGuess:
    """The guess for a column; `others` are the types that a builder may choose instead, by kind."""

    column: Column
    best: Choice
    others: Mapping[str, Choice]
    unique: bool
    required: bool

    def choice(self, kind: str) -> Choice:
        return self.others.get(kind, self.best)


def guess_columns(table: Table, around: Surroundings) -> tuple[ColumnGuess, ...]:
    """The guesses for all columns, over all rows."""
    return tuple(_guess(column, around) for column in columns_of(table))


def title_of(guesses: tuple[ColumnGuess, ...]) -> int:
    """The place of the column that names the records best."""
    return max(guesses, key=_names_records).column.place if guesses else 0


def _guess(column: Column, around: Surroundings) -> ColumnGuess:
    proposals = [found for detect in DETECTORS if (found := detect(column, around)) is not None]
    if not column.values:
        proposals = [Proposal("text", 0.0, {}, column.blanks)]
    choices = {proposal.kind: _choice(column, proposal, around) for proposal in reversed(proposals)}
    sound = [choice for choice in choices.values() if _is_sound(column, choice)]
    best = max(reversed(sound), key=lambda choice: choice.proposal.confidence)
    for kind in ALTERNATIVES:
        if kind not in choices and (other := alternative(column, kind, around, LOOKED_AT)) is not None:
            choices[kind] = other
    unique = _is_key(column, best.kind)
    required = _is_full(column, best) and column.rows >= ENOUGH_ROWS and best.kind != "boolean"
    return ColumnGuess(column, best, choices, unique, required)


def _choice(column: Column, proposal: Proposal, around: Surroundings) -> Choice:
    if proposal.kind == "lookup":
        return Choice(proposal, _unmatched(column, proposal, around))
    field = plain_field(proposal.kind, proposal.settings)
    read_from = column.bare if len(proposal.blanks) > len(column.blanks) else column
    return Choice(proposal, fit(read_from, field, around.reading(proposal.dates)))


def alternative(
    column: Column, kind: str, around: Surroundings, looked_at: int | None = None
) -> Choice | None:
    """The type as it would fit the column, or its first values; nothing where it cannot be at all."""
    if looked_at is not None and column.distinct > looked_at:
        found = alternative(column.first(looked_at), kind, around)
        return replace(found, fit=replace(found.fit, is_sample=True)) if found else None
    settings: dict[str, Any] = {}
    if kind in ("select", "multi_select"):
        if not 1 <= column.distinct <= MOST_ALTERNATIVE_OPTIONS:
            return None
        settings = {"options": options(column.texts)}
    if kind == "money":
        settings = {"currency": "CNY" if around.locale.startswith("zh") else "USD"}
    order = date_order(column, around.locale)[0] if kind in ("date", "datetime") else None
    return _choice(column, Proposal(kind, 0.0, settings, column.bare.blanks, order), around)


def _is_sound(column: Column, choice: Choice) -> bool:
    few = 100 * choice.fit.misfits <= column.filled
    return not choice.fit.misfits or choice.kind == "lookup" or (few and choice.kind in FORGIVEN)


def _unmatched(column: Column, proposal: Proposal, around: Surroundings) -> Fit:
    """The cells that name no record, or more than one."""
    assert around.matching is not None
    target, left = str(proposal.settings["object"]), []
    for start in range(0, column.distinct, 500):
        values = column.values[start : start + 500]
        found = around.matching(target, proposal.by, [cell for cell, _ in values])
        left += [(cell, count) for cell, count in values if len(found.get(cell, ())) != 1]
    return Fit(sum(count for _, count in left), tuple(str(cell).strip() for cell, _ in left))


def _is_full(column: Column, choice: Choice) -> bool:
    hardly = len(choice.proposal.blanks) > len(column.blanks)
    return column.is_full and not hardly and not choice.fit.misfits


def _is_key(column: Column, kind: str) -> bool:
    """Whether every row has a value of its own and the column is there to tell them apart."""
    if not column.is_full or not column.is_unlike or column.rows < ENOUGH_ROWS or kind not in KEYS:
        return False
    return kind in ALWAYS_ONCE or column.is_called(KEY)


def _names_records(guess: ColumnGuess) -> tuple[bool, float, int]:
    column = guess.column
    if guess.best.kind not in NAMES:
        key = guess.unique and guess.best.kind in KEYS
        return (key, 0.3 if key else 0.0, -column.place)
    various = column.distinct / max(column.filled, 1)
    called = column.is_called(TITLE) and various > 0.5
    full = column.filled / max(column.rows, 1)
    fit = 0.5 if guess.unique else 0.3
    gaps = 0.5 if column.is_called(NOTE) else 0.0
    gaps += 1.0 if full < 0.95 else 0.0
    return (True, (1.0 if called else 0.0) + fit + 0.6 * various + 0.6 * full - gaps, -column.place)


def field_of(choice: Choice) -> Field:
    """A field of the chosen type, to show values with."""
    return plain_field(choice.kind, choice.proposal.settings)


__all__ = ["MOST_OPTIONS", "Choice", "ColumnGuess", "field_of", "guess_columns", "title_of"]
