"""The contract of a trigger: what starts a flow."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from metamodel import Blueprint, Label
from metamodel.kinds import ExpressionUse, Reference


class Trigger(ABC):
    """One way in which flows start; `settings` is the flow's `trigger` object."""

    kind: ClassVar[str]
    label: ClassVar[Label]
    icon: ClassVar[str]
    settings_schema: ClassVar[Mapping[str, Any]]
    required_settings: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def references(self, settings: Mapping[str, Any], blueprint: Blueprint) -> Iterable[Reference]:
        """What the trigger names; paths begin at the document."""

    @abstractmethod
    def expressions(self, settings: Mapping[str, Any]) -> Iterable[ExpressionUse]:
        """The conditions of the trigger."""
