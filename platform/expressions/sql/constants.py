"""Constants beside columns that hold a fixed number of fractional digits."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from expressions.numbers import rounded, scaled

LARGEST_INTEGER = 2**63 - 1

_ABOVE = {">": ">", ">=": ">", "<": "<=", "<=": "<="}


def fitted(operator: str, value: Decimal, scale: int) -> tuple[str, Decimal] | bool:
    """The comparison that a column of this scale answers the same, with a constant it could hold.

    True or False where every number gives the same answer: `amount = 1.001` is false for all amounts of money.
    """
    floor = rounded(value, scale, ROUND_FLOOR)
    if abs(scaled(floor, scale)) > LARGEST_INTEGER:
        return _beyond(operator, above=value > 0)
    if floor == value:
        return operator, floor
    if operator in ("=", "<>"):
        return operator == "<>"
    return _ABOVE[operator], floor


def _beyond(operator: str, *, above: bool) -> bool:
    if operator in ("=", "<>"):
        return operator == "<>"
    return operator in ("<", "<=") if above else operator in (">", ">=")
