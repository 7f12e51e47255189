"""Compiled conditions keep columns bare for indexes; computed numbers fit the column they are stored in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Date, MetaData, Table, Text, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from expressions import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    NotInSql,
    VariablesEnvironment,
    check,
    compile_sql,
    list_of,
    parse,
)
from metamodel.storage import JSON, ScaledDecimal
from tests.expressions.evaluators import NOON, engine_for

DEAL = Table(
    "deal",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    Column("name", Text),
    Column("stage", Text),
    Column("amount", ScaledDecimal(18, 2)),
    Column("probability", ScaledDecimal(5, 2)),
    Column("expected", ScaledDecimal(18, 2)),
    Column("quantity", BigInteger),
    Column("won", Boolean),
    Column("close_date", Date),
    Column("tags", JSON),
)
FIELDS = VariablesEnvironment(
    {
        "name": TEXT, "stage": TEXT, "amount": NUMBER, "probability": NUMBER, "quantity": NUMBER, "won": BOOLEAN,
        "close_date": DATE, "tags": list_of(TEXT),
    }
)  # fmt: skip
DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


def column(parts: tuple[str, ...]) -> Any:
    return DEAL.c[parts[0]]


def written(text: str, dialect: str) -> str:
    condition = compile_sql(check(parse(text), FIELDS), column, "blank", NOON, dialect)
    compiled = condition.compile(dialect=DIALECTS[dialect].dialect(), compile_kwargs={"literal_binds": True})
    return str(compiled).replace("deal.", "")


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ('amount > 1000 AND stage = "won"', "amount > 100000 AND stage = 'won'"),
        ("amount >= 10.5", "amount >= 1050"),
        ("amount > 10.005", "amount > 1000"),
        ("amount = 10.005", "0"),
        ("1000 < amount", "amount > 100000"),
        ('stage IN ("a", "b")', "stage IN ('a', 'b')"),
        ('stage <> "won"', "stage != 'won' OR stage IS NULL"),
        ("close_date >= TODAY()", "close_date >= '2026-03-15'"),
        ("close_date = null", "close_date IS NULL"),
        ("quantity <= 2.5", "quantity <= 2"),
    ],
)
def test_a_simple_filter_keeps_its_columns_bare_on_sqlite(text: str, sql: str) -> None:
    assert written(text, "sqlite") == sql


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ('amount > 1000 AND stage = "won"', "amount > 1000 AND stage = 'won'"),
        ("amount > 10.005", "amount > 10.005"),
        ("quantity <= 2.5", "quantity <= 2"),
        ('name >= "a"', "(name COLLATE \"C\") >= 'a'"),
    ],
)
def test_a_simple_filter_keeps_its_columns_bare_on_postgresql(text: str, sql: str) -> None:
    assert written(text, "postgresql") == sql


FORMULAS = [
    ("amount * probability / 100", "1234.50", "432.08"),
    ("amount / 3", "100", "33.33"),
    ("amount + 0.005", "0.10", "0.11"),
    ("-amount - 0.005", "0.10", "-0.11"),
    ("ROUND(amount * 0.13, 1)", "99.99", "13.00"),
    ("amount * amount", "9999999999999999.99", None),
    ("amount * amount / amount", "9999999.99", "9999999.99"),
    ("amount / quantity", "5", None),
    ("quantity * 2", "5", "0.00"),
    ("IF(amount > 1, amount, 0.125)", "0.50", "0.13"),
    ("10^15 + amount", "0.01", "1000000000000000.01"),
    ("SQRT(amount)", "2", "1.41"),
    ("null", "1", None),
]


@pytest.mark.parametrize(("text", "amount", "stored"), FORMULAS)
def test_a_number_is_stored_rounded_to_its_column(
    database_url: str | None, text: str, amount: str, stored: str | None
) -> None:
    engine = engine_for(database_url)
    with engine.begin() as connection:
        DEAL.drop(connection, checkfirst=True)
        DEAL.create(connection)
        row = {"id": 1, "amount": Decimal(amount), "probability": Decimal(35), "quantity": 0}
        connection.execute(insert(DEAL), row)
        value = compile_sql(
            check(parse(text), FIELDS),
            column,
            "zero",
            NOON,
            connection.dialect.name,
            into=DEAL.c.expected.type,
        )
        connection.execute(update(DEAL).values(expected=value))
        found = connection.execute(select(DEAL.c.expected)).scalar_one()
    engine.dispose()
    assert found == (None if stored is None else Decimal(stored))


@pytest.mark.parametrize(("tags", "found"), [(["vip", "old"], 1), (["old"], 0), (None, 0)])
def test_a_list_is_searched_in_the_database(
    database_url: str | None, tags: list[str] | None, found: int
) -> None:
    engine = engine_for(database_url)
    with engine.begin() as connection:
        DEAL.drop(connection, checkfirst=True)
        DEAL.create(connection)
        connection.execute(insert(DEAL), {"id": 1, "tags": tags, "name": "vip"})
        for text in ('INCLUDES(tags, "vip")', "INCLUDES(tags, name)"):
            condition = compile_sql(
                check(parse(text), FIELDS), column, "blank", NOON, connection.dialect.name
            )
            assert len(connection.execute(select(DEAL.c.id).where(condition)).all()) == found
    engine.dispose()


@pytest.mark.parametrize(
    "text", ['REGEX(name, "a+")', "PINYIN(name)", "ISCHANGED(name)", 'COUNTOF("line.deal")']
)
def test_what_the_database_cannot_compute_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(NotInSql, match="cannot") as refused:
        written(text, "sqlite")
    assert refused.value.issues[0].code == "not_in_sql"
