"""The contract of a chart: how the figures of a report are drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from metamodel import Label

if TYPE_CHECKING:
    from report_engine.figures import Figures


class Chart(ABC):
    """One way of drawing figures; `option` is an ECharts option without colours (the page's theme has them)."""

    kind: ClassVar[str]
    label: ClassVar[Label]
    icon: ClassVar[str]
    settings_schema: ClassVar[Mapping[str, Any]] = {}
    drawn: ClassVar[bool] = True
    """Whether it is drawn in a canvas; a number or a table is plain HTML."""

    @abstractmethod
    def option(self, figures: Figures) -> dict[str, Any]:
        """The ECharts option; each datum carries the index of its row as `row`, for drilling."""


class Undrawn(Chart):
    """A chart that is plain HTML."""

    drawn = False

    def option(self, figures: Figures) -> dict[str, Any]:
        return {}
