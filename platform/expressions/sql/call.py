"""A function call on its way to SQL: its arguments in the form SQL needs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Text, and_, cast, func, literal

from expressions.sql.value import Sql, SqlValue, any_error, either
from expressions.tree import Call

if TYPE_CHECKING:
    from expressions.sql.compiler import SqlCompiler


class SqlCall:
    """What the SQL of a function is built from; a function tells with `fails_when` where Python would fail."""

    def __init__(self, compiler: SqlCompiler, node: Call, values: Sequence[SqlValue]) -> None:
        self.compiler = compiler
        self.node = node
        self.values = values
        self.error = any_error(values)
        self.may_fail = False
        self.quiet = all(value.quiet and value.kind != "text" for value in values)

    def has(self, index: int) -> bool:
        return index < len(self.values)

    def kind(self, index: int) -> str:
        return self.values[index].kind

    def constant(self, index: int) -> Any:
        """The Python value of an argument that is one, else None."""
        value = self.values[index]
        return value.constant if value.is_constant else None

    def text(self, index: int, default: str | None = None) -> Sql:
        """A text that is never NULL."""
        if not self.has(index) and default is not None:
            return literal(default, Text())
        return self.compiler.text(self.values[index])

    def number(self, index: int) -> Sql:
        """A number as functions of the database take it."""
        return self.compiler.numbers.argument(self.values[index].number)  # type: ignore[no-any-return]

    def integer(self, index: int, default: int | None = None, limit: int = 10**9) -> Sql:
        """A number cut to a whole one between -limit and limit."""
        if not self.has(index) and default is not None:
            return literal(default)
        return self.compiler.numbers.integer(self.values[index].number, limit)  # type: ignore[no-any-return]

    def value(self, index: int) -> Sql:
        """A date, datetime, time, boolean, record or list."""
        value = self.values[index]
        return self.compiler.definite(value) if value.truth else value.sql

    @property
    def zone(self) -> Sql:
        return literal(self.compiler.moment.zone_name, Text())

    def local(self, index: int) -> Sql:
        """A date as it is, an instant as the zone's clocks show it (PostgreSQL)."""
        value = self.value(index)
        return value if self.kind(index) == "date" else func.timezone(self.zone, value)

    def day(self, index: int) -> Sql:
        """The day of a date or an instant in the tenant's zone (PostgreSQL)."""
        value = self.value(index)
        return value if self.kind(index) == "date" else cast(self.local(index), Date())

    def fails_when(self, condition: Sql, *, quiet: bool = True) -> None:
        """`quiet` when the expression is NULL in that case anyway. A blank argument never fails."""
        self.may_fail = True
        given = [
            ~self.compiler.is_blank(value) for value in self.values if value.nullable and value.kind != "text"
        ]
        self.error = either(self.error, and_(*given, condition))
        self.quiet = self.quiet and quiet
