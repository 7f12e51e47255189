"""An open database of either kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from record_store.database import Database
from tests.builders import a_database


@pytest.fixture
def database(home: Path, database_url: str | None) -> Iterator[Database]:
    opened = a_database(home, database_url)
    yield opened
    opened.close()
