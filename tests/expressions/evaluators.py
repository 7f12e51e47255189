"""The three evaluators behind one call, so that a test can ask all of them the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Engine,
    Text,
    cast,
    create_engine,
    event,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from expressions import (
    Blanks,
    Checked,
    Moment,
    VariablesEnvironment,
    check,
    compile_python,
    compile_sql,
    compile_sql_failure,
    parse,
    register_sqlite_functions,
    type_named,
)
from metamodel import Invalid
from metamodel.storage import JSON, RECORD_ID, TIME, ScaledDecimal, UtcDateTime

NOON = Moment(dt.datetime(2026, 3, 15, 12, 0, tzinfo=dt.UTC))
FAILED = "failed"
"""What an evaluator gives where the expression has no value."""

Evaluator = Callable[..., Any]


@dataclass(frozen=True)
class Given:
    """A named value: its type's name and the value."""

    kind: str
    value: Any


def checked(text: str, given: Mapping[str, Given]) -> Checked:
    environment = VariablesEnvironment({name: type_named(each.kind) for name, each in given.items()})
    return check(parse(text), environment)


def in_python(text: str, given: Mapping[str, Given], blanks: Blanks = "blank", moment: Moment = NOON) -> Any:
    """The value in Python, or FAILED."""
    try:
        values = {name: each.value for name, each in given.items()}
        return compile_python(checked(text, given), blanks)(values, moment)
    except Invalid:
        return FAILED


def in_sql(connection: Connection, text: str, given: Mapping[str, Given], blanks: Blanks = "blank",
           moment: Moment = NOON) -> Any:  # fmt: skip
    """The value in the database of the connection, or FAILED."""
    tree = checked(text, given)
    name = connection.dialect.name
    columns = row(given, name)
    value = compile_sql(tree, columns, blanks, moment, name, as_condition=False)
    failure = compile_sql_failure(tree, columns, blanks, moment, name)
    found, fails = connection.execute(select(value, failure)).one()
    return FAILED if fails else found


def row(given: Mapping[str, Given], dialect: str) -> Callable[[tuple[str, ...]], ColumnElement[Any]]:
    """One row of typed columns with the given values."""
    cells = (_cell(each, dialect).label(name) for name, each in given.items())
    source = select(literal(1).label("one"), *cells).subquery()
    return lambda parts: source.c[".".join(parts)]


def _cell(given: Given, dialect: str) -> ColumnElement[Any]:
    """The value with its column's type, which PostgreSQL must be told and SQLite must not."""
    kind = column_type(given)
    value = literal(given.value, kind)
    return type_coerce(cast(value, kind), kind) if dialect == "postgresql" else value


def column_type(given: Given) -> TypeEngine[Any]:
    if given.kind == "number":
        value = given.value if isinstance(given.value, Decimal) else Decimal(0)
        scale = max(2, -int(value.as_tuple().exponent))
        return ScaledDecimal(18, min(scale, 18))
    kinds: dict[str, TypeEngine[Any]] = {
        "text": Text(),
        "boolean": Boolean(),
        "date": Date(),
        "datetime": UtcDateTime(),
        "time": TIME,
        "list": JSON,
        "record": RECORD_ID,
    }
    return kinds[given.kind]


def engine_for(url: str | None) -> Engine:
    """An engine on a database as the record store opens it."""
    if url is None:
        engine = create_engine("sqlite://")
        event.listen(engine, "connect", lambda connection, _: register_sqlite_functions(connection))
        return engine
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
