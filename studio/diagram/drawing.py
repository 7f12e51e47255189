"""The diagram as it is drawn: cards with their key fields, and lines from the row of a field to what it leads to.

`static/js/diagram_lines.js` draws the same lines while a card is dragged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from metamodel import Blueprint, Field, Object
from studio.diagram.layout import WIDTH, Point, lay_out
from studio.diagram.relations import Relation, relations_of

HEAD, ROW, FOOT = 44, 24, 8
MOST_ROWS = 7
MARGIN = 60
LOOP = 60
BEND = 60
SHIFT = 7
"""Lines that lead to one card end so far apart."""


@dataclass(frozen=True)
class Card:
    """An object with those of its fields that say most about it; `more` are not shown."""

    object: Object
    fields: tuple[Field, ...]
    more: int
    x: int = 0
    y: int = 0

    @property
    def name(self) -> str:
        return self.object.name

    @property
    def height(self) -> int:
        return HEAD + ROW * (len(self.fields) + (1 if self.more else 0)) + FOOT

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    def row_at(self, field: str) -> int:
        """How far below the upper edge the row of the field is; of the head where it has none."""
        names = [one.name for one in self.fields]
        return HEAD + ROW * names.index(field) + ROW // 2 if field in names else HEAD // 2


@dataclass(frozen=True)
class Line:
    """A relation as a path; `start` and `end` are where how many is written, `label` where its name is."""

    relation: Relation
    path: str
    start: Point
    end: Point
    label: Point
    row: int
    shift: int
    anchor: str = "middle"


@dataclass(frozen=True)
class Diagram:
    """All cards and lines; `box` is left, top, width and height of everything."""

    cards: tuple[Card, ...]
    lines: tuple[Line, ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        left = min((card.x for card in self.cards), default=0) - MARGIN
        top = min((card.y for card in self.cards), default=0) - MARGIN
        right = max((card.x + WIDTH for card in self.cards), default=0) + MARGIN
        bottom = max((card.y + card.height for card in self.cards), default=0) + MARGIN
        return left, top, right - left, bottom - top


def draw(blueprint: Blueprint, kept: Mapping[str, Point]) -> Diagram:
    """The diagram; `kept` has the places that builders gave to objects, by their ids."""
    relations = relations_of(blueprint)
    cards = [_card(described, relations) for described in blueprint.objects.values()]
    pairs = [_direction(relation) for relation in relations]
    layout = lay_out({card.name: card.height for card in cards}, pairs)
    placed = {card.name: _placed(card, kept.get(card.object.id, layout.places[card.name])) for card in cards}
    gaps = {} if any(card.object.id in kept for card in cards) else layout.gaps
    return Diagram(tuple(placed.values()), _lines(relations, placed, gaps))


def _placed(card: Card, place: Point) -> Card:
    return replace(card, x=place[0], y=place[1])


def _direction(relation: Relation) -> tuple[str, str]:
    """What stands right and what stands left: lines stand right of what they belong to."""
    pair = (relation.source, relation.target)
    return pair[::-1] if relation.kind == "lines" else pair


def _card(described: Object, relations: Sequence[Relation]) -> Card:
    """The title, what leads to other objects, then the others in their order."""
    leading = [relation.field.name for relation in relations if relation.source == described.name]
    wanted = dict.fromkeys([described.title_field, *leading, *(field.name for field in described.fields)])
    names = [name for name in wanted if name in described.by_name and not described.by_name[name].system]
    shown = names[: max(MOST_ROWS, min(len(set(leading)) + 1, 14))]
    if len(names) == len(shown) + 1:
        shown = names
    fields = tuple(described.by_name[name] for name in shown)
    return Card(described, fields, len(names) - len(shown))


def _lines(
    relations: Sequence[Relation], cards: Mapping[str, Card], gaps: Mapping[tuple[str, str], Sequence[Point]]
) -> tuple[Line, ...]:
    arriving: defaultdict[str, int] = defaultdict(int)
    lines = []
    for relation in relations:
        number = arriving[relation.target]
        arriving[relation.target] += 1
        shift = SHIFT * ((number + 1) // 2) * (1 if number % 2 else -1)
        passed = gaps.get(_direction(relation), ())
        source, target = cards[relation.source], cards[relation.target]
        lines.append(
            _line(relation, source, target, shift, passed[::-1] if relation.kind == "lines" else passed)
        )
    return tuple(lines)


def _line(relation: Relation, source: Card, target: Card, shift: int, gaps: Sequence[Point]) -> Line:
    row = source.row_at(relation.field.name)
    path, start, end, label = route(source, target, row, shift)
    if gaps:
        path, label = _through(source, target, row, shift, gaps)
    anchor = "start" if abs(source.middle - target.middle) < WIDTH // 2 else "middle"
    return Line(relation, path, start, end, label, row, shift, anchor)


def _through(source: Card, target: Card, row: int, shift: int, gaps: Sequence[Point]) -> tuple[str, Point]:
    """The path through the gaps of the columns between, straight where it passes them."""
    way = 1 if source.middle < target.middle else -1
    near, far = (0, WIDTH) if way == 1 else (WIDTH, 0)
    x, y = source.x + far, source.y + row
    parts = [f"M {x} {y}"]
    for left, height in gaps:
        y2 = height + shift // 2
        parts.append(f"{_bend(x, y, left + near, y2, way)} L {left + far} {y2}")
        x, y = left + far, y2
    parts.append(_bend(x, y, target.x + near, _arrival(target, shift), way))
    middle = gaps[len(gaps) // 2]
    return " ".join(parts), (middle[0] + WIDTH // 2, middle[1] + shift // 2)


def _bend(x1: int, y1: int, x2: int, y2: int, way: int) -> str:
    bend = abs(x2 - x1) // 2
    return f"C {x1 + way * bend} {y1} {x2 - way * bend} {y2} {x2} {y2}"


def _arrival(target: Card, shift: int) -> int:
    """How high a line ends at the card."""
    return target.y + HEAD // 2 + max(-16, min(shift, target.height - HEAD))


def route(source: Card, target: Card, row: int, shift: int) -> tuple[str, Point, Point, Point]:
    """From the side of the source that is nearer to the target, in one bend."""
    y1, y2 = source.y + row, _arrival(target, shift)
    if abs(source.middle - target.middle) < WIDTH // 2:
        x1, x2 = source.x + WIDTH, target.x + WIDTH
        out = max(x1, x2) + LOOP
        path = f"M {x1} {y1} C {out} {y1} {out} {y2} {x2} {y2}"
        return path, (x1 + 6, y1 - 6), (x2 + 6, y2 - 6), (x1 + LOOP * 3 // 4 + 5, (y1 + y2) // 2)
    way = 1 if source.middle < target.middle else -1
    x1 = source.x + (WIDTH if way == 1 else 0)
    x2 = target.x + (0 if way == 1 else WIDTH)
    bend = max(BEND, abs(x2 - x1) // 2)
    path = f"M {x1} {y1} C {x1 + way * bend} {y1} {x2 - way * bend} {y2} {x2} {y2}"
    return path, (x1 + way * 8, y1 - 6), (x2 - way * 8, y2 - 6), ((x1 + x2) // 2, (y1 + y2) // 2)
