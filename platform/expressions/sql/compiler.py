"""Walks a checked tree and builds one SQLAlchemy expression for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnClause,
    ColumnElement,
    Date,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    true,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from expressions.checking import Checked
from expressions.comparing import identity
from expressions.evaluation import Blanks, PythonCompiler, Scope
from expressions.failures import EvaluationFailed, not_in_sql
from expressions.functions.registry import FUNCTIONS
from expressions.moment import Moment
from expressions.numbers import ARITHMETIC_ERRORS
from expressions.ports import NO_PORTS
from expressions.record_paths import RECORD
from expressions.sql.arithmetic import Arithmetic
from expressions.sql.call import SqlCall
from expressions.sql.comparing import Comparer
from expressions.sql.generic import generic_call
from expressions.sql.numbers_postgres import PostgresNumbers
from expressions.sql.numbers_sqlite import SqliteNumbers
from expressions.sql.postgres import NUMBER_PATTERN, matches
from expressions.sql.size import MAX_ARGUMENTS, refuse_monsters, too_complex
from expressions.sql.value import Sql, SqlValue
from expressions.tree import COMPARISONS, Binary, Call, Logical, Membership, Node, Path, Unary
from expressions.value_types import Type
from metamodel.storage import JSON, RECORD_ID, TIME, UtcDateTime

Columns = Callable[[tuple[str, ...]], ColumnElement[Any]]
_MOMENT = ("$now", "$today", "$user", RECORD)
SQL_TYPES: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "boolean": Boolean(),
    "date": Date(),
    "datetime": UtcDateTime(),
    "time": TIME,
    "record": RECORD_ID,
    "list": JSON,
    "opaque": JSON,
    "blank": Text(),
}
_RECORD_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def compile_sql(
    checked: Checked,
    columns: Columns,
    blanks: Blanks,
    moment: Moment,
    dialect_name: str,
    *,
    as_condition: bool | None = None,
    into: TypeEngine[Any] | None = None,
) -> ColumnElement[Any]:
    """The expression in SQL for `sqlite` or `postgresql`.

    `columns` gives the column of a path. Where Python would fail, the value is NULL. A condition (for WHERE)
    may be NULL for false and keeps bare columns for indexes; a boolean is one unless told otherwise where
    blanks stay blank. `into` is the type of the column that a number is stored in: it is rounded to its scale.
    Raises: Invalid with the code `not_in_sql`.
    """
    compiler = SqlCompiler(checked, columns, blanks, moment, dialect_name)
    if as_condition is None:
        as_condition = blanks == "blank" and checked.type.kind == "boolean"
    return compiler.finish(compiler.compile(checked.node), as_condition=as_condition, into=into)


def compile_sql_failure(
    checked: Checked, columns: Columns, blanks: Blanks, moment: Moment, dialect_name: str
) -> ColumnElement[bool]:
    """For which rows Python would fail to give a value: where `compile_sql` gives NULL for that reason."""
    value = SqlCompiler(checked, columns, blanks, moment, dialect_name).compile(checked.node)
    if value.error is None:
        return false()
    refuse_monsters(value.error, on_sqlite=dialect_name == "sqlite")
    return func.coalesce(value.error, false())


class SqlCompiler:
    """One tree on its way to one database."""

    def __init__(
        self, checked: Checked, columns: Columns, blanks: Blanks, moment: Moment, dialect_name: str
    ) -> None:
        self.checked = checked
        self.columns = columns
        self.blanks: Blanks = blanks
        self.zero = blanks == "zero"
        self.moment = moment
        self.on_sqlite = dialect_name == "sqlite"
        self.numbers: Any = SqliteNumbers() if self.on_sqlite else PostgresNumbers()
        self.comparer = Comparer(self)
        self.arithmetic = Arithmetic(self)
        self._python = PythonCompiler(checked, blanks)
        self._compiled: dict[int, SqlValue] = {}
        self._constant_nodes: dict[int, bool] = {}

    def type_of(self, node: Node) -> Type:
        return self.checked.type_of(node)

    def compile(self, node: Node) -> SqlValue:
        """The value of a node; asked again, the same one."""
        known = self._compiled.get(id(node))
        if known is None:
            known = self._folded(node) if self._is_constant(node) else self._compile(node)
            self._compiled[id(node)] = known
        return known

    def _compile(self, node: Node) -> SqlValue:
        match node:
            case Path():
                return self._path(node)
            case Unary("NOT", operand):
                return self._denied(self.condition(operand))
            case Unary(_, operand):
                return self.arithmetic.negate(self.operand(operand))
            case Logical(operator, operands):
                return self._logical(operator, operands)
            case Membership(value, items):
                return self.comparer.membership(value, items)
            case Binary(operator, left, right) if operator in COMPARISONS:
                return self.comparer.compare(operator, left, right)
            case Binary():
                return self.arithmetic.binary(node)
            case Call():
                return self._call(node)
        raise not_in_sql("The expression cannot be computed by the database")

    def operand(self, node: Node, *, number: bool = False) -> SqlValue:
        """A value that is used, not given back: where a blank number counts as 0 it does so here."""
        value = self.compile(node)
        if number and value.kind == "blank":
            value = SqlValue("number", number=self.numbers.blank(), constant=None)
        if value.kind != "number" or not self.zero or not value.nullable:
            return value
        if value.is_null:
            return replace(self.constant("number", 0), error=value.error, quiet=value.error is None)
        if self._python.is_arithmetic(node):
            return value
        return SqlValue("number", number=self.numbers.or_zero(value.number), error=value.error,
                        quiet=value.error is None, nullable=False)  # fmt: skip

    def condition(self, node: Node) -> SqlValue:
        value = self.compile(node)
        if value.kind == "blank":
            return self.constant("boolean", False)
        return value

    def compile_operator(self, node: Node) -> SqlValue:
        """A node that stands for a call and is no part of the checked tree."""
        if isinstance(node, Unary):
            denied = self.condition(node.operand)
            return self._denied(denied)
        if isinstance(node, Membership):
            return self.comparer.membership(node.value, node.items)
        assert isinstance(node, Logical)
        return self._logical(node.operator, node.operands)

    def boolean(self, expression: Sql, tested: SqlValue) -> SqlValue:
        """A test of a value that is never NULL and fails where the value does."""
        return SqlValue(
            "boolean", expression, error=tested.error, quiet=tested.error is None, nullable=False, truth=True
        )

    def failing(self, value: SqlValue, errors: Sequence[Sql]) -> SqlValue:
        """The value with the rows named for which it fails."""
        return replace(value, error=or_(*errors), quiet=False) if errors else value

    def holds_number(self, value: SqlValue) -> Sql:
        """Whether a text could be read by VALUE."""
        text = self.text(value)
        if self.on_sqlite:
            return func.trellis_value("t", "", text, type_=Text()).is_not(None)
        return matches(text, NUMBER_PATTERN)

    def definite(self, value: SqlValue) -> Sql:
        """A boolean that is never NULL."""
        return func.coalesce(value.sql, false(), type_=Boolean()) if value.nullable else value.sql

    def text(self, value: SqlValue) -> Sql:
        """A text that is never NULL."""
        if value.is_constant:
            return literal(value.constant or "", Text())
        return func.coalesce(value.sql, "", type_=Text()) if value.nullable else value.sql

    def is_blank(self, value: SqlValue) -> Sql:
        if value.is_constant:
            return true() if value.constant in (None, "", ()) else false()
        if value.kind == "number":
            return self.numbers.is_null(value.number) if value.nullable else false()
        if value.kind == "text":
            empty = value.sql == ""
            return or_(value.sql.is_(None), empty) if value.nullable else empty
        if value.truth or not value.nullable:
            return false()
        missing = value.sql.is_(None)
        if value.kind == "list":
            return or_(missing, cast(value.sql, Text()) == "[]")
        return missing

    def constant(self, kind: str, value: Any) -> SqlValue:
        """A value known before the statement runs."""
        if kind == "number" and value is not None:
            return SqlValue("number", number=self.numbers.constant(value), constant=value, nullable=False)
        if kind == "number":
            return SqlValue("number", number=self.numbers.blank(), constant=None)
        kind = "text" if kind == "any" else kind
        if kind == "record" and value is not None and not self._is_record_id(value):
            value = None
        if value is None:
            return SqlValue(kind, self.blank(kind), constant=None)
        if kind == "boolean":
            return SqlValue(kind, true() if value else false(), constant=value, nullable=False)
        if kind == "list":
            value = tuple(value)
            return SqlValue(kind, literal(list(value), SQL_TYPES[kind]), constant=value, nullable=False)
        return SqlValue(kind, literal(value, SQL_TYPES[kind]), constant=value, nullable=False)

    def blank(self, kind: str) -> Sql:
        """NULL of a kind, which PostgreSQL wants to know."""
        if self.on_sqlite:
            return literal(None, SQL_TYPES[kind])
        return type_coerce(cast(null(), SQL_TYPES[kind]), SQL_TYPES[kind])

    def choose(self, kind: str, cases: Sequence[tuple[Sql, SqlValue]], otherwise: SqlValue) -> SqlValue:
        """A CASE of values of one kind; errors are the caller's to combine."""
        values = [value for _, value in cases] + [otherwise]
        nullable = any(value.nullable for value in values)
        if kind == "number":
            numbers = [(when, self._as_number(value)) for when, value in cases]
            chosen = self.numbers.choose(numbers, self._as_number(otherwise))
            return SqlValue("number", number=chosen, nullable=nullable)
        branches = [(when, self._as_kind(kind, value)) for when, value in cases]
        expression = case(*branches, else_=self._as_kind(kind, otherwise))
        return SqlValue(kind, type_coerce(expression, SQL_TYPES[kind]), nullable=nullable)

    def _as_number(self, value: SqlValue) -> Any:
        return self.numbers.blank() if value.kind == "blank" else value.number

    def _as_kind(self, kind: str, value: SqlValue) -> Sql:
        if value.is_null:
            return self.blank(kind)
        return self.definite(value) if value.truth else value.sql

    def finish(self, value: SqlValue, *, as_condition: bool, into: TypeEngine[Any] | None) -> Sql:
        if value.kind == "number":
            found = self.numbers.result(value.number, into)
        elif value.kind == "blank" and into is not None:
            found = type_coerce(null() if self.on_sqlite else cast(null(), into), into)
        elif value.kind == "boolean" and not as_condition:
            found = type_coerce(self.definite(value), Boolean())
        elif value.kind == "text" and value.is_constant:
            found = self.constant("text", value.constant or None).sql
        elif value.kind == "text" and not isinstance(value.sql, ColumnClause):
            found = func.nullif(value.sql, "", type_=Text())
        else:
            found = value.sql
        if value.error is not None and not value.quiet:
            if as_condition:
                found = and_(not_(func.coalesce(value.error, false())), found)
            else:
                found = type_coerce(case((value.error, null()), else_=found), found.type)
        refuse_monsters(found, on_sqlite=self.on_sqlite)
        return found  # type: ignore[no-any-return]

    def _path(self, node: Path) -> SqlValue:
        kind, column = self.type_of(node).kind, self.columns(node.parts)
        if kind == "number" and self.zero:
            return SqlValue(
                "number", number=self.numbers.or_zero(self.numbers.column(column)), nullable=False
            )
        if kind == "number":
            return SqlValue("number", number=self.numbers.column(column))
        if kind == "any":
            raise not_in_sql("“{path}” has no type that the database knows", path=node.dotted)
        return SqlValue(kind, column)

    def _denied(self, value: SqlValue) -> SqlValue:
        expression = value.sql.is_not(true()) if value.nullable else not_(value.sql)
        return SqlValue(
            "boolean", expression, error=value.error, quiet=value.error is None, nullable=False, truth=True
        )

    def _logical(self, operator: str, operands: tuple[Node, ...]) -> SqlValue:
        values = [self.condition(operand) for operand in operands]
        error = self._first_error(operator, values) if any(v.error is not None for v in values) else None
        expressions = [value.sql for value in values]
        joined = and_(*expressions) if operator == "AND" else or_(*expressions)
        nullable = any(value.nullable for value in values)
        return SqlValue("boolean", joined, error=error, quiet=error is None, nullable=nullable, truth=True)

    def _call(self, node: Call) -> SqlValue:
        function = FUNCTIONS[node.name]
        if not function.in_sql:
            raise not_in_sql("{function} cannot be computed by the database", function=function.name)
        return function.sql(self, node) if function.sql else self.call(node)

    def _first_error(self, operator: str, values: Sequence[SqlValue]) -> Sql:
        """Whether an operand fails before the operands in front of it decide."""
        steps: list[tuple[Sql, Sql]] = []
        for value in values:
            if value.error is not None:
                steps.append((value.error, true()))
            decided = not_(self.definite(value)) if operator == "AND" else self.definite(value)
            steps.append((decided, false()))
        return case(*steps, else_=false())

    def call(self, node: Call) -> SqlValue:
        """A call whose arguments are all evaluated, by the function's own SQL or its Python inside SQLite."""
        function = FUNCTIONS[node.name]
        if len(node.arguments) > MAX_ARGUMENTS:
            raise too_complex()
        values = [
            self.operand(argument, number=function.parameter(index).kinds == ("number",))
            for index, argument in enumerate(node.arguments)
        ]
        call = SqlCall(self, node, values)
        kind = self.type_of(node).kind
        specific = function.sqlite if self.on_sqlite else function.postgres
        if specific is None and not self.on_sqlite:
            raise not_in_sql("{function} cannot be computed by the database", function=function.name)
        expression = specific(call) if specific else generic_call(function, call)
        nullable = call.may_fail or any(v.nullable and v.kind != "text" for v in values)
        if kind == "number":
            number = self.numbers.computed(expression, whole=function.whole)
            return SqlValue("number", number=number, error=call.error, quiet=call.quiet, nullable=nullable)
        expression = self.typed(expression, kind)
        return SqlValue(kind, expression, error=call.error, quiet=call.quiet, nullable=nullable)

    def typed(self, expression: Sql, kind: str) -> Sql:
        """The expression with the type that its results are read by."""
        return type_coerce(expression, SQL_TYPES[kind])

    def _is_constant(self, node: Node) -> bool:
        """Whether no field is needed to know the value."""
        known = self._constant_nodes.get(id(node))
        if known is None:
            if isinstance(node, Path):
                known = node.parts[0] in _MOMENT
            elif isinstance(node, Call) and FUNCTIONS[node.name].group == "record":
                known = False
            else:
                known = all(self._is_constant(child) for child in node.children)
            self._constant_nodes[id(node)] = known
        return known

    def _folded(self, node: Node) -> SqlValue:
        kind = self.type_of(node).kind
        try:
            value = self._python.compile(node)(Scope(_no_value, self.moment, NO_PORTS))
        except ARITHMETIC_ERRORS:
            return self._failing(kind)
        except EvaluationFailed as failure:
            if failure.issues[0].code == "not_here":
                raise not_in_sql(failure.issues[0].message, **failure.issues[0].values) from None
            return self._failing(kind)
        return self.constant(kind, identity(value))

    def _failing(self, kind: str) -> SqlValue:
        value = self.constant(kind, None)
        return SqlValue(value.kind, value.expression, value.number, true(), constant=None)

    def _is_record_id(self, value: Any) -> bool:
        return bool(_RECORD_ID.fullmatch(str(value)))


def _no_value(parts: tuple[str, ...]) -> None:
    """Constants ask for no field."""
