"""Columns of days, instants and clock times; where 03/04/2024 is two days, the others say which comes first."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from data_exchange.guessing.column import Column
from data_exchange.guessing.fitting import plain_field, share
from data_exchange.guessing.heading_words import DAY
from data_exchange.guessing.proposal import Proposal, Surroundings
from metamodel import ValueRefused
from metamodel.field_types.field_type import DateOrder

_TWO_NUMBERS = re.compile(r"\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*[0-9]{4}")
_DIGITS = re.compile(r"[0-9]{8}")
_CLOCK = re.compile(r"[0-9]{1,2}[:：点时]")


def date(column: Column, around: Surroundings) -> Proposal | None:
    """Days, instants at midnight included; eight digits alone are days only under a heading that says so."""
    bare = column.bare
    if not bare.values or not all(_may_be_day(cell) for cell, _ in bare.values):
        return None
    if all(_DIGITS.fullmatch(text) for text in bare.texts) and not column.is_called(DAY):
        return None
    order, sure = date_order(bare, around.locale)
    parse = plain_field("datetime").type.parser(plain_field("datetime"), around.reading(order))
    try:
        moments = [parse(cell) for cell, _ in bare.values]
    except ValueRefused:
        moments = []
    if not moments:
        found = share(bare, plain_field("date"), around.reading(order))
        return Proposal("date", found * sure * 0.98, {}, bare.blanks, order) if found else None
    local = (moment.astimezone(around.zone) for moment in moments if moment)
    if any(moment.time() != dt.time() for moment in local):
        return None
    return Proposal("date", sure, {}, bare.blanks, order)


def datetime(column: Column, around: Surroundings) -> Proposal | None:
    bare = column.bare
    if not bare.values or not all(_may_be_day(cell) for cell, _ in bare.values):
        return None
    if not any(isinstance(cell, dt.datetime) or _CLOCK.search(str(cell)) for cell, _ in bare.values):
        return None
    order, sure = date_order(bare, around.locale)
    found = share(bare, plain_field("datetime"), around.reading(order))
    return Proposal("datetime", found * sure * 0.97, {}, bare.blanks, order) if found else None


def time(column: Column, around: Surroundings) -> Proposal | None:
    bare = column.bare
    clocks = all(isinstance(cell, dt.time) or _CLOCK.match(str(cell)) for cell, _ in bare.values)
    if not bare.values or not clocks:
        return None
    found = share(bare, plain_field("time"))
    return Proposal("time", found * 0.95, {}, bare.blanks) if found else None


def duration(column: Column, around: Surroundings) -> Proposal | None:
    return Proposal("duration", 0.97) if column.holds(dt.timedelta) else None


def date_order(column: Column, locale: str) -> tuple[DateOrder | None, float]:
    """Which comes first where day and month are both numbers before the year, and how sure that is."""
    pairs = [(int(m[1]), int(m[2])) for text in column.texts if (m := _TWO_NUMBERS.match(text))]
    if not pairs:
        return None, 0.99
    day_first = sum(1 for one, two in pairs if one > 12 >= two)
    month_first = sum(1 for one, two in pairs if two > 12 >= one)
    if day_first and month_first:
        return ("dmy" if day_first > month_first else "mdy"), 0.8
    if day_first or month_first:
        return ("dmy" if day_first else "mdy"), 0.98
    return ("mdy" if locale == "en" else "dmy"), 0.85


def _may_be_day(cell: Any) -> bool:
    if isinstance(cell, str):
        return 6 <= len(cell.strip()) <= 40 and any(letter.isdigit() for letter in cell)
    return isinstance(cell, dt.date) or (type(cell) is int and 19000101 <= cell <= 21001231)
