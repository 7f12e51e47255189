"""A measure pairs an act of ours with the same act done raw; both are timed in turns in one run."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Act = Callable[[], object]


@dataclass(frozen=True)
class Target:
    """The most our time may be: a fixed part in milliseconds plus a multiple of the raw time."""

    milliseconds: float = 0.0
    factor: float = 0.0

    def limit(self, raw: float | None) -> float:
        return self.milliseconds + self.factor * (raw or 0.0)

    def __str__(self) -> str:
        parts = [f"{self.milliseconds:g} ms"] if self.milliseconds else []
        parts += [f"{self.factor:g} × raw"] if self.factor else []
        return " + ".join(parts)


@dataclass(frozen=True)
class Measure:
    """One line of the table. An act prepares what it needs outside: all of its time counts.

    An act that takes microseconds is done several `times` in a row, so that the clock is not what is measured.
    """

    name: str
    ours: Act
    raw: Act | None = None
    target: Target | None = None
    rounds: int = 200
    warm_up: int = 5
    rows: int = 1
    times: int = 1


@dataclass(frozen=True)
class Result:
    """Medians in milliseconds: by the clock, and the time of our own process on the processor beside it.

    The processor's time is what a busy machine leaves as it is; what a server or another process does is not in it.
    """

    measure: Measure
    ours: float
    raw: float | None
    processor: float | None = None

    @property
    def reached(self) -> bool | None:
        target = self.measure.target
        return None if target is None else self.ours <= target.limit(self.raw)

    @property
    def ratio(self) -> float | None:
        return self.ours / self.raw if self.raw else None

    @property
    def rows_per_second(self) -> float | None:
        return self.measure.rows / self.ours * 1000 if self.measure.rows > 1 else None


def run(measure: Measure) -> Result:
    """The medians of both acts, timed one after the other in every round."""
    acts = [act for act in (measure.ours, measure.raw) if act]
    for _ in range(measure.warm_up):
        for act in acts:
            act()
    gc.collect()
    gc.disable()
    try:
        rounds = [[timed(act, measure.times) for act in acts] for _ in range(measure.rounds)]
    finally:
        gc.enable()
    (ours, processor), *raw = (
        [median(part) for part in zip(*act, strict=True)] for act in zip(*rounds, strict=True)
    )
    return Result(measure, ours, raw[0][0] if raw else None, processor)


def timed(act: Act, times: int = 1) -> tuple[float, float]:
    """How long the act takes once, by the clock and by the processor. Units: milliseconds."""
    start, spent = time.perf_counter(), time.process_time()
    for _ in range(times):
        act()
    ended, at_end = time.perf_counter(), time.process_time()
    return (ended - start) * 1000 / times, (at_end - spent) * 1000 / times
