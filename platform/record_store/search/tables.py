"""The tables of text search: a GIN index on PostgreSQL, an FTS5 table on SQLite.

A record has one entry for the fields that everybody who may see it may see, and one for each field that some
role hides, so that nobody finds a record by what is hidden.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from metamodel.storage import RECORD_ID, TEXT

EVERYBODY = ""
"""The entry's `field` where its tokens come from fields that no role hides."""

_POSTGRESQL = MetaData()
_SQLITE = MetaData()

SEARCH = Table(
    "trellis_search",
    _POSTGRESQL,
    Column("record_id", RECORD_ID, nullable=False),
    Column("field", TEXT, nullable=False),
    Column("object", TEXT, nullable=False),
    Column("tokens", TSVECTOR, nullable=False),
    PrimaryKeyConstraint("record_id", "field"),
    Index("trellis_search_tokens", "tokens", postgresql_using="gin"),
)

SEARCH_ENTRY = Table(
    "trellis_search_entry",
    _SQLITE,
    Column("number", Integer, primary_key=True),
    Column("record_id", RECORD_ID, nullable=False),
    Column("field", TEXT, nullable=False),
    Column("object", TEXT, nullable=False),
    UniqueConstraint("record_id", "field"),
)

CREATE_FTS = "CREATE VIRTUAL TABLE trellis_search USING fts5(tokens, tokenize = 'ascii')"


def create_search_tables(connection: Connection) -> None:
    """What every tenant's store has for text search."""
    if connection.dialect.name == "sqlite":
        _SQLITE.create_all(connection)
        connection.exec_driver_sql(CREATE_FTS)
    else:
        _POSTGRESQL.create_all(connection)
