"""The workplace with a studio, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runtime.pages.workplace import TENANT, Workplace, open_workplace
from tests.studio.builder import Builder


@pytest.fixture
def builder(home: Path, database_url: str | None) -> Iterator[Builder]:
    with open_workplace(home, database_url) as workplace:
        yield Builder(workplace)


@pytest.fixture
def small_builder(home: Path) -> Iterator[Builder]:
    """On SQLite alone, for what no database has a part in."""
    with open_workplace(home, None) as workplace:
        yield Builder(workplace)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """One for all tests of a module that change nothing."""
    with open_workplace(tmp_path_factory.mktemp("home"), None) as made:
        app = {"kind": "app", "name": "sales", "label": "Sales", "navigation": [{"object": "deal"}]}
        made.composition.releases.put(TENANT, made.actor(), app)
        yield made
