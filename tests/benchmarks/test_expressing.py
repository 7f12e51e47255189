"""The measured formula is the one that the target speaks of, and it is really computed."""

import time
from decimal import Decimal

from benchmarks.expressing import FORMULA, MOMENT, VALUES, by_hand, expressing, read_anew
from benchmarks.measure import Measure
from expressions import compile_python, parse, walk


def test_the_formula_has_ten_parts() -> None:
    assert len(list(walk(parse(FORMULA)))) == 10


def test_both_ways_give_the_same_value() -> None:
    computed = compile_python(read_anew(), "zero")(VALUES, MOMENT)  # type: ignore[arg-type]
    assert computed == by_hand() == Decimal("1140.475")


def test_reading_and_computing_stay_within_their_targets() -> None:
    """By the processor, since the clock of a busy machine measures the others."""
    for measure in expressing():
        if measure.target is not None:
            assert spent(measure) <= measure.target.milliseconds, measure.name


def spent(measure: Measure) -> float:
    """The least of some rounds. Units: milliseconds of the processor."""
    rounds = []
    for _ in range(10):
        begun = time.process_time()
        for _ in range(measure.times):
            measure.ours()
        rounds.append((time.process_time() - begun) * 1000 / measure.times)
    return min(rounds)
