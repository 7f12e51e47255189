"""The clock, the zone and the person that an evaluation sees: everything it takes from around a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from expressions.record_paths import RECORD


class Person(Protocol):
    """What an expression may know of the person."""

    @property
    def id(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> Iterable[str]: ...
    @property
    def teams(self) -> Iterable[str]: ...


@dataclass(frozen=True)
class Moment:
    """`now` is aware and in UTC; `zone` is the tenant's and decides where a day begins."""

    now: dt.datetime
    zone: dt.tzinfo = dt.UTC
    user: Person | None = None
    record: Callable[[tuple[str, ...]], Any] | None = field(default=None, compare=False)
    """What gives the paths of `$record`, where an expression is about records that another one refers to."""

    @cached_property
    def today(self) -> dt.date:
        return self.now.astimezone(self.zone).date()

    @property
    def zone_name(self) -> str:
        """The zone as databases name it."""
        return str(getattr(self.zone, "key", "UTC"))

    def variable(self, parts: tuple[str, ...]) -> Any:
        """The value of `$now`, `$today`, `$user` and `$record` and what is behind them; None where there is none."""
        if parts[0] == RECORD:
            return self.record(parts[1:] or ("id",)) if self.record else None
        if parts[0] == "$now":
            return self.now
        if parts[0] == "$today":
            return self.today
        value: Any = self.user
        for part in parts[1:] or ("id",):
            value = getattr(value, part, None)
        return tuple(sorted(value)) if isinstance(value, frozenset | set | list) else value
