"""The formulas whose value changes by itself, with the clock: what is stored of them is never read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expressions import walk
from expressions.tree import Path
from record_store.computed.computations import computations
from record_store.computed.formula import FormulaComputation
from record_store.computed.touched import Place

if TYPE_CHECKING:
    from expressions import Checked
    from record_store.live import Live

FUNCTIONS_OF_THE_MOMENT = frozenset({"TODAY", "NOW"})
VARIABLES_OF_THE_MOMENT = frozenset({"$today", "$now"})


def formula_of_the_moment(live: Live, object_name: str, field: str) -> FormulaComputation | None:
    """The formula of that field, if its value changes with the clock."""
    return formulas_of_the_moment(live).get((object_name, field))


def formulas_of_the_moment(live: Live) -> Mapping[Place, FormulaComputation]:
    """All of them: those that ask for the time, and those that build on one that does."""

    def find() -> dict[Place, FormulaComputation]:
        found: dict[Place, FormulaComputation] = {}
        for one in computations(live).ordered:
            if isinstance(one, FormulaComputation) and (
                asks_the_clock(one.checked) or any(read.place in found for read in one.inputs)
            ):
                found[one.place] = one
        return found

    return live.memo("formulas of the moment", find)


def read_at_once(live: Live, object_name: str, field: str) -> frozenset[str]:
    """The fields of the same record that such a formula reads, and those that they read."""
    formula = formula_of_the_moment(live, object_name, field)
    if formula is None:
        return frozenset()
    own = frozenset(one.field for one in formula.inputs if not one.steps)
    return own.union(*(read_at_once(live, object_name, name) for name in own))


def asks_the_clock(checked: Checked) -> bool:
    """Whether the expression itself asks for the time."""
    paths = {node.parts[0] for node in walk(checked.node) if isinstance(node, Path)}
    return bool(paths & VARIABLES_OF_THE_MOMENT or checked.functions & FUNCTIONS_OF_THE_MOMENT)
