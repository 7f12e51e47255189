"""Open databases of either kind: one for a test alone, or one that the tests of a module share."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from record_store.database import Database
from tests.builders import a_database
from tests.support.postgres import database_address


@pytest.fixture
def database(home: Path, database_url: str | None) -> Iterator[Database]:
    opened = a_database(home, database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database for tests that each make a tenant of their own in it, which is much quicker."""
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        opened = a_database(home, None)
        yield opened
        opened.close()
        return
    server = request.getfixturevalue("postgres_server")
    name = f"trellis_test_{uuid.uuid4().hex[:16]}"
    server.execute(f'CREATE DATABASE "{name}"')
    opened = a_database(home, database_address(server, name))
    yield opened
    opened.close()
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
