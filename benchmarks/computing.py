"""Computed fields measured: a formula worked out for all deals, and a list that shows five of them."""

from collections.abc import Iterator
from itertools import count

from benchmarks.deals import Values
from benchmarks.floor import Floor
from benchmarks.measure import Measure, Target
from benchmarks.ours import FIELDS, Ours

RECOMPUTE_TARGET = Target(0, 2)
FIVE_TARGET = Target(0, 1.2)
FORMULAS: tuple[Values, ...] = (
    {"returns": "money", "expression": "amount * probability / 100"},
    {"returns": "integer", "expression": "LEN(title)"},
    {"returns": "boolean", "expression": 'stage = "won" AND amount > 1000'},
    {"returns": "date", "expression": "close_date + 30"},
    {"returns": "number", "expression": "ROUND(amount / 7, 2)"},
)
NAMES = tuple(f"computed_{place}" for place in range(len(FORMULAS)))


def computing(ours: Ours, floor: Floor) -> Iterator[Measure]:
    """The last of all: the deals have more columns afterwards."""
    ours.put_fields("deal", [computed(name, **one) for name, one in zip(NAMES, FORMULAS, strict=True)])
    floor.add_number_column()
    turn, raw_turn = count(1), count(1)
    yield Measure(
        "list with five formulas, beside one without",
        lambda: ours.page(fields=(*FIELDS, *NAMES)),
        ours.page,
        FIVE_TARGET,
    )
    yield Measure(
        "change a formula of all deals",
        lambda: ours.put_fields("deal", [expected(next(turn))]),
        lambda: floor.compute(next(raw_turn)),
        RECOMPUTE_TARGET,
        rounds=3,
        warm_up=1,
    )


def expected(step: int) -> Values:
    """The formula of the first of them, which gives every deal another value at every step."""
    return computed(NAMES[0], returns="money", expression=f"amount * probability / 100 + {step}")


def computed(name: str, **settings: str) -> Values:
    return {"name": name, "type": "formula", "label": name, **settings}
