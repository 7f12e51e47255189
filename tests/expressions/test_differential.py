"""Random expressions over random records give the same in Python and in both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from expressions import Blanks, Moment, NotInSql, print_expression
from expressions.tree import Node
from tests.expressions.evaluators import FAILED, Given, engine_for, in_python, in_sql
from tests.expressions.strategies import expressions, records

SHANGHAI = Moment(dt.datetime(2026, 3, 15, 20, 0, tzinfo=dt.UTC), ZoneInfo("Asia/Shanghai"))
KINDS = ("number", "text", "boolean", "date", "datetime", "time")


@pytest.fixture
def connection(database_url: str | None) -> Iterator[Connection]:
    engine = engine_for(database_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_a_random_expression_gives_the_same_in_the_database(connection: Connection, kind: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(expressions(kind, 2), records(), st.sampled_from(["zero", "blank"]))
    def agrees(node: Node, record: dict[str, Given], blanks: Blanks) -> None:
        text = print_expression(node)
        expected = in_python(text, record, blanks, SHANGHAI)
        try:
            found = in_sql(connection, text, record, blanks, SHANGHAI)
        except NotInSql:
            return  # longer than a database reads
        assert shown(found) == shown(expected), text

    agrees()


def shown(value: Any) -> Any:
    return value if value is FAILED else (type(value).__name__, value)
