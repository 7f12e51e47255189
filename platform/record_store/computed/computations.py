"""The computations of a release: all of them in the order in which they build on one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from metamodel import Field
from record_store.computed.computation import Computation
from record_store.computed.formula import FormulaComputation
from record_store.computed.mirror import MirrorComputation
from record_store.computed.rollup import RollupComputation

if TYPE_CHECKING:
    from record_store.live import Live

COMPUTED_BY: Mapping[str, Callable[[Live, str, Field], Computation]] = {
    "formula": FormulaComputation,
    "mirror": MirrorComputation,
    "rollup": RollupComputation,
}
"""What computes each kind of computed field."""


@dataclass(frozen=True)
class Computations:
    """`watched` has, for each object, the fields whose change must be told of."""

    ordered: tuple[Computation, ...]
    by_object: Mapping[str, tuple[Computation, ...]] = field(init=False)
    watched: Mapping[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        own: defaultdict[str, list[Computation]] = defaultdict(list)
        watched: defaultdict[str, set[str]] = defaultdict(set)
        for computation in self.ordered:
            own[computation.object].append(computation)
            for object_name, name in computation.watched:
                watched[object_name].add(name)
        object.__setattr__(self, "by_object", {name: tuple(found) for name, found in own.items()})
        object.__setattr__(self, "watched", {name: frozenset(found) for name, found in watched.items()})

    def of(self, object_name: str) -> tuple[Computation, ...]:
        return self.by_object.get(object_name, ())

    def watched_of(self, object_name: str) -> frozenset[str]:
        return self.watched.get(object_name, frozenset())


def computations(live: Live) -> Computations:
    """Those of the live release, compiled once for it."""
    return live.memo("computations", lambda: Computations(tuple(_in_order(_all(live)))))


def _all(live: Live) -> Iterator[Computation]:
    for described in live.blueprint.objects.values():
        for entry in described.fields:
            if entry.computed is not None and entry.type is not entry.computed:
                yield COMPUTED_BY[entry.computed.kind](live, described.name, entry)


def _in_order(found: Iterable[Computation]) -> Iterator[Computation]:
    """Each one after those whose values it reads; the check of the blueprint refuses circles."""
    by_place = {one.place: one for one in found}
    sorter = TopologicalSorter(
        {place: {i.place for i in one.inputs if i.place in by_place} for place, one in by_place.items()}
    )
    return (by_place[place] for place in sorter.static_order())
