"""Columns of a few words that come again and again: options, one or several in a cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from data_exchange.guessing.column import Column
from data_exchange.guessing.heading_words import CHOICE, COLOR_OF, FREE, PERSON, SEVERAL
from data_exchange.guessing.naming import english_name
from data_exchange.guessing.proposal import Proposal, Surroundings
from metamodel.field_types.choice_type import fold

MOST_OPTIONS = 30
LONGEST = 60
FEW_ROWS = 10
_SEPARATOR = re.compile(r"\s*[;；,，、|]\s*")
_PALETTE = ("blue", "teal", "violet", "amber", "cyan", "pink", "lime", "indigo", "orange", "purple")


def select(column: Column, around: Surroundings) -> Proposal | None:
    """Words of which each stands there several times; numbers are options only by their heading."""
    if not _are_words(column) or column.is_called(FREE) or not _comes_again(column):
        return None
    asked = column.is_called(CHOICE)
    often = column.filled / column.distinct
    sure = 0.93 if asked else 0.9 if often >= 10 or column.distinct <= 3 else 0.78
    return Proposal("select", sure, {"options": options(column.texts)}, column.blanks)


def multi_select(column: Column, around: Surroundings) -> Proposal | None:
    """Several of a few words in one cell, parted by one of the usual marks."""
    if not column.holds(str):
        return None
    parted = [(_SEPARATOR.split(cell.strip()), count) for cell, count in column.values]
    several = sum(count for parts, count in parted if len(parts) > 1)
    words: Counter[str] = Counter()
    for parts, count in parted:
        words.update({part: count for part in parts if part})
    if 10 * several < column.filled or not 2 <= len(words) <= MOST_OPTIONS or "" in words:
        return None
    total = sum(words.values())
    enough = 2 if column.is_called(SEVERAL) else 3
    if total < enough * len(words) or len(words) >= column.distinct + 3 or max(map(len, words)) > 30:
        return None
    found = options([word for word, _ in words.most_common()])
    return Proposal("multi_select", 0.91, {"options": found}, column.blanks)


def options(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Options for the words: a value for formulas and the API, the word as the label, a colour by its meaning."""
    words = list({fold(text): " ".join(text.split()) for text in reversed(list(texts))}.items())[::-1]
    taken = {folded for folded, _ in words}
    found: list[dict[str, Any]] = []
    for place, (folded, word) in enumerate(words):
        value = _value(word, taken - {folded})
        taken.add(fold(value))
        found.append({"value": value, "label": word, "color": _color(word, place)})
    return found


def _value(word: str, taken: set[str]) -> str:
    name = english_name(word, ())[:90]
    return next(value for value in (name, *(f"{name}_{n}" for n in range(2, 1000))) if value not in taken)


def _color(word: str, place: int) -> str:
    folded = fold(word)
    return next((color for words, color in COLOR_OF if folded in words), _PALETTE[place % len(_PALETTE)])


def _are_words(column: Column) -> bool:
    texts: Sequence[str] = column.texts
    if not column.holds(str) or max(map(len, texts)) > LONGEST or any("\n" in text for text in texts):
        return False
    digits = sum(1 for text in texts if any(letter.isdigit() for letter in text))
    return 2 * digits < len(texts) or (column.is_called(CHOICE) and not all(map(str.isdigit, texts)))


def _comes_again(column: Column) -> bool:
    if column.distinct > MOST_OPTIONS or column.distinct < 2:
        return False
    if column.is_called(CHOICE):
        return 2 * column.distinct <= column.filled or (column.distinct <= 8 and not column.is_unlike)
    if column.filled < FEW_ROWS:
        return 2 * column.distinct <= column.filled
    if column.is_called(PERSON):
        return False
    return 5 * column.distinct <= column.filled or (
        column.distinct <= 5 and 2 * column.distinct <= column.filled
    )
