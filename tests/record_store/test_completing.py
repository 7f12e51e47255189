"""A store made by an older Trellis gets the tables that came since."""

from __future__ import annotations

from pathlib import Path

from record_store.database import Database, PostgresqlDatabase, SqliteDatabase
from record_store.system_tables import LINE
from tests.builders import a_store, an_object


def test_a_table_that_came_later_is_made_when_the_store_is_opened(either: Database, home: Path) -> None:
    office = a_store(either, an_object("note", "name"))
    with either.writing(office.tenant) as connection:
        LINE.drop(connection)
    if isinstance(either, PostgresqlDatabase):
        again: Database = PostgresqlDatabase(either._engine.url.render_as_string(hide_password=False))
    else:
        assert isinstance(either, SqliteDatabase)
        again = SqliteDatabase(either.home)
    with again.reading(office.tenant) as connection:
        assert connection.execute(LINE.select()).all() == []
    again.close()
