"""Cards stand apart, what is pointed at left of what points, and the same blueprint gives the same picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from studio.diagram.layout import GAP, WIDTH, lay_out

NAMES = [f"object_{number}" for number in range(9)]
heights = some.dictionaries(some.sampled_from(NAMES), some.integers(60, 300), min_size=1)


@given(heights, some.lists(some.tuples(some.sampled_from(NAMES), some.sampled_from(NAMES)), max_size=20))
def test_no_card_stands_on_another_and_no_line_crosses_one(
    tall: dict[str, int], wanted: list[tuple[str, str]]
) -> None:
    pairs = [pair for pair in wanted if pair[0] in tall and pair[1] in tall]
    layout = lay_out(tall, pairs)
    assert set(layout.places) == set(tall)
    boxes = [(x, y, tall[name]) for name, (x, y) in layout.places.items()]
    gaps = [(x, y - GAP // 2, GAP) for points in layout.gaps.values() for x, y in points]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :] + gaps:
            assert not _overlap(one, other)
    assert lay_out(tall, pairs) == layout


def test_what_is_pointed_at_stands_left() -> None:
    layout = lay_out({"line": 100, "deal": 100, "account": 100}, [("line", "deal"), ("deal", "account")])
    assert layout.places["account"][0] < layout.places["deal"][0] < layout.places["line"][0]


def test_a_line_over_a_column_passes_it_in_a_gap() -> None:
    pairs = [("line", "deal"), ("deal", "account"), ("line", "account")]
    layout = lay_out({"line": 100, "deal": 100, "account": 100}, pairs)
    (gap,) = layout.gaps["line", "account"]
    left, top = layout.places["deal"]
    assert gap[0] == left
    assert not top <= gap[1] <= top + 100


def test_a_circle_is_cut() -> None:
    layout = lay_out({"a": 80, "b": 80, "c": 80}, [("a", "b"), ("b", "c"), ("c", "a"), ("a", "a")])
    assert len({x for x, _ in layout.places.values()}) == 3


def _overlap(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    (x1, y1, h1), (x2, y2, h2) = one, other
    return x1 < x2 + WIDTH and x2 < x1 + WIDTH and y1 < y2 + h2 and y2 < y1 + h1
