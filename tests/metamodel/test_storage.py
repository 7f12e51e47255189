"""Values of every kind come back from both databases as they went in, and sort as they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metamodel import Field
from tests.fields import a_field, interesting_fields
from tests.strategies import values_for

FIELDS = tuple(field for field in interesting_fields() if field.columns)
TABLE = sa.Table(
    "record",
    sa.MetaData(),
    sa.Column("row", sa.Integer, primary_key=True),
    *(sa.Column(column.name(field.name), column.type) for field in FIELDS for column in field.columns),
)
SORTED = ("number", "money", "percent", "integer", "date", "datetime", "time", "duration")


@pytest.fixture
def connection(database_url: str | None, home: Path) -> Iterator[sa.Connection]:
    url = sa.make_url(database_url or f"sqlite:///{home}/test.sqlite")
    engine = sa.create_engine(url.set(drivername="postgresql+psycopg") if database_url else url)
    with engine.connect() as connection:
        TABLE.create(connection)
        yield connection
    engine.dispose()


def columns_of(field: Field, value: Any) -> dict[str, Any]:
    names = (column.name(field.name) for column in field.columns)
    return dict(zip(names, field.type.to_columns(field, value), strict=True))


def stored(connection: sa.Connection, field: Field) -> Iterator[Any]:
    """The values in the order of the column that is sorted."""
    columns = [TABLE.c[column.name(field.name)] for column in field.columns]
    for row in connection.execute(sa.select(*columns).order_by(columns[0], TABLE.c.row)):
        yield field.type.from_columns(field, tuple(row))


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_of_all_kinds_comes_back_as_it_went_in(
    connection: sa.Connection, data: st.DataObject
) -> None:
    values = {field.name: data.draw(st.none() | values_for(field), field.name) for field in FIELDS}
    connection.execute(TABLE.delete())
    row = {name: part for field in FIELDS for name, part in columns_of(field, values[field.name]).items()}
    connection.execute(TABLE.insert(), [row])
    assert {field.name: next(stored(connection, field)) for field in FIELDS} == values


@given(data=st.data(), kind=st.sampled_from(SORTED))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_values_sort_as_they_are(connection: sa.Connection, data: st.DataObject, kind: str) -> None:
    field = next(field for field in FIELDS if field.type.kind == kind)
    values = data.draw(st.lists(values_for(field), min_size=2, max_size=6))
    connection.execute(TABLE.delete())
    connection.execute(TABLE.insert(), [columns_of(field, value) for value in values])
    assert list(stored(connection, field)) == sorted(values)


def test_a_blank_list_is_null_to_the_database(connection: sa.Connection) -> None:
    field = a_field("tags", "a_tags")
    connection.execute(TABLE.insert(), [columns_of(field, None)])
    assert connection.scalar(sa.select(sa.func.count()).where(TABLE.c.a_tags.is_(None))) == 1
