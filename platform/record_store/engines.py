"""How SQLAlchemy talks to each database: transactions, pragmas, functions."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

LONG_REST = 30.0
"""Seconds after which a connection that nobody used is asked whether its server is still there."""
_RESTS_SINCE = "rests_since"
_WRITES = "trellis_writes"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=15000",
    "cache_size=-16000",
    "temp_store=MEMORY",
)
"""A cache of 16 MB and no mapped file: every connection would map the same pages again, and all of them count."""


def for_writing(connection: Connection) -> Connection:
    """The connection, whose next transaction takes the write lock when it begins (SQLite)."""
    return connection.execution_options(**{_WRITES: True})


def sqlite_engine(file: Path) -> Engine:
    """The driver's own transactions are off: it would commit before a change of tables."""
    engine = create_engine(
        f"sqlite+pysqlite:///{file}",
        connect_args={"check_same_thread": False},
        pool_size=8,
        pool_use_lifo=True,  # the connection that was used last has the pages in its cache
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def postgresql_engine(url: str) -> Engine:
    """Prepared statements are off: after a live change of a column's type they would fail."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(
        address,
        pool_size=8,
        max_overflow=8,
        json_deserializer=orjson.loads,  # as on SQLite: a whole number beyond 64 bits is a float, which JSON can say
        connect_args={"prepare_threshold": None, "options": "-c timezone=UTC -c client_encoding=UTF8"},
    )
    event.listen(engine, "checkin", _rest)
    event.listen(engine, "checkout", _ask_after_rest)
    return engine


def _rest(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[_RESTS_SINCE] = time.monotonic()


def _ask_after_rest(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Asking each time whether the server is still there would cost every request a way to it and back."""
    import psycopg  # only where PostgreSQL is used

    since = record.info.get(_RESTS_SINCE)
    if since is None or time.monotonic() - since < LONG_REST:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error:
        raise DisconnectionError from None  # the pool tries again with a new one


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    from expressions import register_sqlite_functions  # heavy; wanted once a connection is really made

    dbapi_connection.isolation_level = None
    for pragma in _PRAGMAS:
        dbapi_connection.execute(f"PRAGMA {pragma}")
    register_sqlite_functions(dbapi_connection)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
