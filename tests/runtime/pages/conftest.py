"""The workplace on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runtime.pages.workplace import Workplace, open_workplace


@pytest.fixture
def workplace(home: Path, database_url: str | None) -> Iterator[Workplace]:
    with open_workplace(home, database_url) as made:
        yield made


@pytest.fixture
def small_workplace(home: Path) -> Iterator[Workplace]:
    """The workplace on SQLite alone, for what no database has a part in."""
    with open_workplace(home, None) as made:
        yield made
