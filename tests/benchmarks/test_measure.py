"""Measures: medians of acts timed in turns, judged by their targets."""

import time

import pytest

from benchmarks.measure import Measure, Result, Target, run
from benchmarks.table import line


def result(ours: float, raw: float | None = None, target: Target | None = None) -> Result:
    return Result(Measure("list", ours=list, target=target), ours, raw, processor=2.5)


def test_both_acts_are_timed_in_turns() -> None:
    turns: list[str] = []
    run(Measure("list", lambda: turns.append("ours"), lambda: turns.append("raw"), rounds=3, warm_up=1))
    assert turns == ["ours", "raw"] * 4


def test_waiting_is_on_the_clock_and_not_on_the_processor() -> None:
    seen = run(Measure("wait", lambda: time.sleep(0.03), rounds=2, warm_up=0))
    assert seen.processor is not None
    assert seen.processor < 25 < seen.ours


@pytest.mark.parametrize(
    ("ours", "raw", "target", "reached"),
    [
        (3.5, 1.0, Target(2, 1.5), True),
        (3.6, 1.0, Target(2, 1.5), False),
        (999.0, 1.0, Target(1000), True),
        (3.0, None, None, None),
    ],
)
def test_a_target_is_a_fixed_part_and_a_multiple_of_the_raw_time(
    ours: float, raw: float | None, target: Target | None, reached: bool | None
) -> None:
    assert result(ours, raw, target).reached is reached


def test_a_line_names_the_target_and_whether_it_is_reached() -> None:
    assert line(result(4.0, 1.0, Target(2, 1.5))) == (
        "list",
        "4.00 ms",
        "2.50 ms",
        "1.00 ms",
        "4.0",
        "2 ms + 1.5 × raw = 3.50 ms",
        "NO",
    )
