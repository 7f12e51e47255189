"""Connections to PostgreSQL that lie in the pool."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import text

from record_store import engines


def test_a_connection_that_was_lost_while_it_rested_is_replaced(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "LONG_REST", 0.0)
    engine = engines.postgresql_engine(postgres_url)
    with engine.connect() as connection:
        lost = connection.scalar(text("SELECT pg_backend_pid()"))
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (lost,))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != lost
    engine.dispose()
