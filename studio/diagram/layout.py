"""Where objects stand: those that are pointed at left of those that point, near to what they are joined with.

Layers by the longest path, then a few sweeps that put each card at the middle of its neighbours, as Sugiyama,
Tagawa and Toda describe it. A line over several columns gets a gap of its own in those between. What is joined
with nothing stands below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[int, int]
Pair = tuple[str, str]

WIDTH = 232
COLUMN_GAP, ROW_GAP = 150, 36
LONGEST_COLUMN = 900
SWEEPS = 6
LOOSE_IN_ROW = 5
GAP = 14
"""How high the gap is through which a line passes a column."""


@dataclass(frozen=True)
class Layout:
    """The left upper corner of every card, and the gaps that lines pass: each column's left edge and a height."""

    places: Mapping[str, Point]
    gaps: Mapping[Pair, Sequence[Point]]


def lay_out(heights: Mapping[str, int], pairs: Iterable[Pair]) -> Layout:
    """Where cards stand and lines pass; a pair is what points and what is pointed at."""
    joined = list(dict.fromkeys((one, two) for one, two in pairs if one != two))
    names = {name for pair in joined for name in pair}
    layers = _split(_layers([name for name in heights if name in names], joined), heights)
    passing = _passing(layers, joined)
    _sweep(layers, [hop for pair, passed in passing.items() for hop in _hops(pair, passed)])
    tall = dict(heights) | {name: GAP for passed in passing.values() for name in passed}
    found = _placed(layers, tall)
    gaps = {
        pair: [(found[name][0], found[name][1] + GAP // 2) for name in passed]
        for pair, passed in passing.items()
    }
    places = {name: place for name, place in found.items() if name in heights}
    bottom = max((y + heights[name] for name, (_, y) in places.items()), default=-ROW_GAP)
    loose = _loose([name for name in heights if name not in names], heights, bottom + 2 * ROW_GAP)
    return Layout(places | loose, gaps)


def _passing(layers: list[list[str]], pairs: Sequence[Pair]) -> dict[Pair, list[str]]:
    """The gaps that each pair's line needs, from its source on, put into the columns between."""
    column = {name: number for number, layer in enumerate(layers) for name in layer}
    found: dict[Pair, list[str]] = {}
    for pair in pairs:
        start, end = column[pair[0]], column[pair[1]]
        way = 1 if start < end else -1
        between = range(start + way, end, way)
        found[pair] = [f"{pair[0]} {pair[1]} {number}" for number in between]
        for number, name in zip(between, found[pair], strict=True):
            layers[number].append(name)
    return found


def _hops(pair: Pair, passed: Sequence[str]) -> list[Pair]:
    stops = [pair[0], *passed, pair[1]]
    return list(pairwise(stops))


def _layers(names: Sequence[str], pairs: Sequence[Pair]) -> list[list[str]]:
    """By the longest path from what points at nothing; a circle is cut where it closes."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        targets[source].append(target)
    depth: dict[str, int] = {}

    def measure(name: str, above: frozenset[str]) -> int:
        if name not in depth:
            below = [
                measure(one, above | {name}) for one in targets[name] if one not in above and one != name
            ]
            depth[name] = max(below, default=-1) + 1
        return depth[name]

    for name in names:
        measure(name, frozenset({name}))
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in names:
        layers[depth[name]].append(name)
    return layers


def _split(layers: list[list[str]], heights: Mapping[str, int]) -> list[list[str]]:
    """Layers that are too high become two columns beside each other."""
    columns: list[list[str]] = []
    for layer in layers:
        column: list[str] = []
        height = 0
        for name in layer:
            if column and height + heights[name] > LONGEST_COLUMN:
                columns.append(column)
                column, height = [], 0
            column.append(name)
            height += heights[name] + ROW_GAP
        columns.append(column)
    return columns


def _sweep(layers: list[list[str]], pairs: Sequence[Pair]) -> None:
    """Put the cards of a layer in the order of the middles of their neighbours, to and fro."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, two in pairs:
        near[one].add(two)
        near[two].add(one)
    for sweep in range(SWEEPS):
        for number in range(len(layers)) if sweep % 2 == 0 else reversed(range(len(layers))):
            place = {name: index / max(len(layer), 1) for layer in layers for index, name in enumerate(layer)}
            own = set(layers[number])

            def middle(name: str, place: dict[str, float] = place, own: set[str] = own) -> float:
                others = [place[other] for other in near[name] if other not in own]
                return sum(others) / len(others) if others else place[name]

            layers[number].sort(key=middle)


def _placed(layers: Sequence[Sequence[str]], heights: Mapping[str, int]) -> dict[str, Point]:
    """Columns from left to right, each in the middle of the highest one."""
    tall = [sum(heights[name] for name in layer) + ROW_GAP * (len(layer) - 1) for layer in layers]
    highest, places = max(tall, default=0), {}
    for number, layer in enumerate(layers):
        y = (highest - tall[number]) // 2
        for name in layer:
            places[name] = (number * (WIDTH + COLUMN_GAP), y)
            y += heights[name] + ROW_GAP
    return places


def _loose(names: Sequence[str], heights: Mapping[str, int], top: int) -> dict[str, Point]:
    places, y = {}, top
    for start in range(0, len(names), LOOSE_IN_ROW):
        row = names[start : start + LOOSE_IN_ROW]
        for number, name in enumerate(row):
            places[name] = (number * (WIDTH + ROW_GAP), y)
        y += max(heights[name] for name in row) + ROW_GAP
    return places
