"""The contract of a step: one thing a flow does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from flow_engine.flow import Flow, Timing
from metamodel import Blueprint, Issue, Label
from metamodel.kinds import ExpressionUse, Reference

if TYPE_CHECKING:
    from flow_engine.subject import Subject


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step did, as the trace shows it: JSON values that went in and came out."""

    input: Mapping[str, Any] = field(default_factory=dict)
    output: Mapping[str, Any] = field(default_factory=dict)


class Step(ABC):
    """One kind of step; `timings` says in which flows it may stand."""

    kind: ClassVar[str]
    label: ClassVar[Label]
    icon: ClassVar[str]
    timings: ClassVar[tuple[Timing, ...]] = ("before_save", "after_commit")
    settings_schema: ClassVar[Mapping[str, Any]]
    required_settings: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def run(self, settings: Mapping[str, Any], subject: Subject) -> StepResult:
        """Do it. Raises: Invalid, NotFound, … which end the run and are told in its trace."""

    def references(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[Reference]:
        """What the settings name; paths are relative to the settings."""
        return ()

    def expressions(
        self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint
    ) -> Iterable[ExpressionUse]:
        """The expressions in the settings; paths are relative to the settings."""
        return ()

    def check(self, settings: Mapping[str, Any], flow: Flow, blueprint: Blueprint) -> Iterable[Issue]:
        """What else is wrong; paths are relative to the settings."""
        return ()
