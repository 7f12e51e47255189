"""The contract of an operation: what publishing does to the database, said in a sentence and done in two steps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, ClassVar

from sqlalchemy import Connection

from metamodel import DEFAULT_LOCALE, Issue
from metamodel.issues import Translate, untranslated
from record_store.releases.workbench import Workbench


class Level(IntEnum):
    """The order of operations: indexes that go free their columns, tables stand before their columns.

    What is computed is worked out of columns that are in place, before indexes are made of it.
    """

    INDEX_GOES = 0
    TABLE = 1
    COLUMN = 2
    COMPUTED = 3
    INDEX_COMES = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """One value that an operation does not keep as it is."""

    record: str
    value: str
    reason: Issue


@dataclass(frozen=True, slots=True)
class Effect:
    """What an operation will do, counted: an English template and its values, as in an issue."""

    operation: str
    target: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rows: int = 0
    lossy: int = 0
    """Values that lose precision."""
    failing: int = 0
    """Values that the new type cannot hold."""
    samples: tuple[Sample, ...] = ()

    def sentence(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> str:
        return Issue("", "", self.message, values=self.values).sentence(locale, translate)

    def to_json(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "operation": self.operation,
            "target": self.target,
            "message": self.sentence(locale, translate),
            "rows": self.rows,
        }
        if self.lossy or self.failing:
            shown |= {"lossy": self.lossy, "failing": self.failing}
        if self.samples:
            shown["samples"] = [
                {
                    "record": sample.record,
                    "value": sample.value,
                    "reason": sample.reason.sentence(locale, translate),
                }
                for sample in self.samples
            ]
        return shown


class Operation(ABC):
    """One change of the database.

    All operations of a level are cleared before the first of them is applied, so that names that one of them
    leaves are free for another: two fields may swap their names.
    """

    level: ClassVar[Level]
    name: ClassVar[str]

    @property
    @abstractmethod
    def target(self) -> str:
        """What it is about, written as references are: `object/deal`, `field/deal.amount`."""

    @abstractmethod
    def effect(self, connection: Connection) -> Effect:
        """What it would do to the rows that are there."""

    def issues(self, connection: Connection) -> tuple[Issue, ...]:
        """Why it cannot be done, as the rows are."""
        return ()

    def clear(self, bench: Workbench) -> None:
        """Leave the names that others may want."""
        return

    @abstractmethod
    def apply(self, bench: Workbench) -> None:
        """Do it."""

    def fill(self, bench: Workbench) -> None:
        """Write values, once all columns are in place."""
        return
