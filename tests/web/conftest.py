"""The application on both databases: fresh for a test, or shared by the tests of a module that leave it alone."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import database_address
from tests.web.application import Application, running


@pytest.fixture
def application(home: Path, database_url: str | None) -> Iterator[Application]:
    with running(home, database_url) as made:
        yield made


@pytest.fixture
def small(home: Path) -> Iterator[Application]:
    """The application on SQLite alone, for what no database has a part in."""
    with running(home, None) as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """One application for all tests of a module."""
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        with running(home, None) as made:
            yield made
        return
    server: psycopg.Connection = request.getfixturevalue("postgres_server")
    name = f"trellis_test_{uuid.uuid4().hex[:16]}"
    server.execute(f'CREATE DATABASE "{name}"'.encode())
    with running(home, database_address(server, name)) as made:
        yield made
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
