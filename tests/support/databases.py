"""The two databases a test runs on: SQLite files under a home directory, and PostgreSQL."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fresh empty directory, as TRELLIS_HOME would name it."""
    directory = tmp_path / "home"
    directory.mkdir()
    return directory


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """What TRELLIS_DATABASE_URL would say: None for SQLite files under `home`, else a fresh PostgreSQL
    database.

    A test that asks for it runs once on each.
    """
    if request.param == "sqlite":
        return None
    url: str = request.getfixturevalue("postgres_url")
    return url
