"""Guessing what the columns of a spreadsheet are: types, settings, names; nothing is written here."""

from data_exchange.guessing.guess import Choice, ColumnGuess, field_of, guess_columns, title_of
from data_exchange.guessing.naming import english_name, labels, singular
from data_exchange.guessing.proposal import Surroundings, Target
from data_exchange.guessing.reference_columns import targets_among

__all__ = [
    "Choice",
    "ColumnGuess",
    "Surroundings",
    "Target",
    "english_name",
    "field_of",
    "guess_columns",
    "labels",
    "singular",
    "targets_among",
    "title_of",
]
