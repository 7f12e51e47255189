"""A flow as its document describes it: what starts it, when, and its steps in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from metamodel.documents import Described

Timing = Literal["before_save", "after_commit"]


@dataclass(frozen=True)
class FlowStep:
    """One step of a flow; `next` is the id of the step after it, nothing at the end."""

    id: str
    type: str
    settings: Mapping[str, Any]
    next: str | None


@dataclass(frozen=True)
class Flow(Described):
    """A flow document as the engine reads it."""

    @property
    def active(self) -> bool:
        return bool(self.document.body.get("active", True))

    @property
    def timing(self) -> Timing:
        timing: Timing = self.document.body.get("timing", "after_commit")
        return timing

    @property
    def trigger(self) -> Mapping[str, Any]:
        trigger: Mapping[str, Any] = self.document.body["trigger"]
        return trigger

    @property
    def object(self) -> str | None:
        """The object whose record a run is about, where the trigger has one."""
        return self.trigger.get("object")

    @cached_property
    def steps(self) -> tuple[FlowStep, ...]:
        """The steps in the order they run: as written, but where a step names its `next`."""
        written = {entry["id"]: entry for entry in reversed(self.document.body.get("steps", ()))}
        order = [entry["id"] for entry in self.document.body.get("steps", ())]
        return tuple(_follow(written, order))


def _follow(written: Mapping[str, Mapping[str, Any]], order: list[str]) -> list[FlowStep]:
    steps: list[FlowStep] = []
    current: str | None = order[0] if order else None
    while current is not None and current in written and current not in {step.id for step in steps}:
        entry = written[current]
        position = order.index(current)
        following = order[position + 1] if position + 1 < len(order) else None
        step = FlowStep(current, entry["type"], entry.get("settings", {}), entry.get("next", following))
        steps.append(step)
        current = step.next
    return steps
