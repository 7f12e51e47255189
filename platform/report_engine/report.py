"""A report as its document describes it: what is counted, by what it is grouped, how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from metamodel import Label
from metamodel.documents import Described
from record_store.queries import Bucket, MeasureFunction


@dataclass(frozen=True, slots=True)
class Grouping:
    """A field path that rows are grouped by; dates may be put into buckets."""

    path: str
    bucket: Bucket | None
    label: Label | None


@dataclass(frozen=True)
class ReportMeasure:
    """What is counted of each group; `path` is nothing for a plain count."""

    function: MeasureFunction
    path: str | None
    label: Label | None


@dataclass(frozen=True)
class Report(Described):
    """A report document as the engine reads it."""

    @property
    def object(self) -> str:
        return str(self.document.body["object"])

    @property
    def filter(self) -> str | None:
        return self.document.body.get("filter")

    @cached_property
    def rows(self) -> tuple[Grouping, ...]:
        return _groupings(self.document.body.get("group_by", {}).get("rows", ()))

    @cached_property
    def columns(self) -> tuple[Grouping, ...]:
        return _groupings(self.document.body.get("group_by", {}).get("columns", ()))

    @property
    def groupings(self) -> tuple[Grouping, ...]:
        return self.rows + self.columns

    @cached_property
    def measures(self) -> tuple[ReportMeasure, ...]:
        declared = self.document.body.get("measures") or [{"function": "count"}]
        return tuple(
            ReportMeasure(entry["function"], entry.get("field"), _label(entry.get("label")))
            for entry in declared
        )

    @property
    def chart(self) -> Mapping[str, Any]:
        """The chart's settings; a table alone where none is chosen."""
        chosen: Mapping[str, Any] = self.document.body.get("chart") or {"type": "table"}
        return chosen

    @property
    def limit(self) -> int:
        return int(self.document.body.get("limit", 1000))


def _groupings(entries: Any) -> tuple[Grouping, ...]:
    return tuple(
        Grouping(entry, None, None)
        if isinstance(entry, str)
        else Grouping(entry["field"], entry.get("bucket"), _label(entry.get("label")))
        for entry in entries
    )


def _label(source: Any) -> Label | None:
    return Label.of(source) if source else None
