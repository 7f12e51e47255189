"""A piece of SQL while it is put together: its expression, when it fails, and whether it may be blank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_

Sql = ColumnElement[Any]


class _Missing:
    """No constant; None is one."""


MISSING = _Missing()


@dataclass(frozen=True)
class SqlValue:
    """The value of a node.

    `expression` is for every kind but numbers, which have `number`. A boolean expression may be NULL for false.
    `error` says for which rows Python would fail; `quiet` that the value is NULL for them anyway.
    """

    kind: str
    expression: Sql | None = None
    number: Any = None
    error: Sql | None = None
    quiet: bool = True
    nullable: bool = True
    constant: Any = MISSING
    truth: bool = False
    """Whether it is a test, whose NULL is false; any other boolean may be blank."""

    @property
    def is_constant(self) -> bool:
        return self.constant is not MISSING

    @property
    def is_null(self) -> bool:
        return self.constant is None

    @property
    def sql(self) -> Sql:
        assert self.expression is not None
        return self.expression


def any_error(values: Iterable[SqlValue]) -> Sql | None:
    """For which rows one of the values fails; None when none can."""
    errors = [value.error for value in values if value.error is not None]
    return or_(*errors) if errors else None


def either(one: Sql | None, other: Sql | None) -> Sql | None:
    if one is None or other is None:
        return one if other is None else other
    return or_(one, other)
