"""The workplace on both databases: one application for a module, emptied before every test."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.runtime.pages.workplace import Workplace, open_workplace
from tests.support.postgres import database_address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        with open_workplace(home, None) as made:
            yield made
        return
    server: psycopg.Connection = request.getfixturevalue("postgres_server")
    name = f"trellis_test_{uuid.uuid4().hex[:16]}"
    server.execute(f'CREATE DATABASE "{name}"'.encode())
    with open_workplace(home, database_address(server, name)) as made:
        yield made
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def workplace(opened: Workplace) -> Workplace:
    opened.clear()
    return opened


@pytest.fixture(scope="module")
def opened_small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with open_workplace(tmp_path_factory.mktemp("home"), None) as made:
        yield made


@pytest.fixture
def small_workplace(opened_small: Workplace) -> Workplace:
    """The workplace on SQLite alone, for what no database has a part in."""
    opened_small.clear()
    return opened_small
