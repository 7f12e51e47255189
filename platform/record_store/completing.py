"""Stores that an older Trellis made: they get the system tables that came since."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from record_store.system_tables import SETTING, SYSTEM


def lacks_tables(connection: Connection, schema: str | None = None) -> bool:
    """Whether a store that was made once has not all system tables; one that is being made has none."""
    there = set(inspect(connection).get_table_names(schema=schema))
    return SETTING.name in there and not there.issuperset(table.name for table in SYSTEM.sorted_tables)


def complete(connection: Connection) -> None:
    """Make the tables that are missing."""
    SYSTEM.create_all(connection)
