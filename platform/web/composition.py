"""What one process works with, made once: settings, database, store, releases, tenancy."""

from __future__ import annotations

from dataclasses import dataclass

from record_store.database import Database, open_database
from record_store.releases import Releases
from record_store.store import Store
from record_store.tenancy import Tenancy
from web.hooks import JoinedHooks
from web.kinds import KINDS
from web.settings import Settings


@dataclass(frozen=True)
class Composition:
    """The application without its pages: commands and the web server share it."""

    settings: Settings
    database: Database
    store: Store
    releases: Releases
    tenancy: Tenancy

    def close(self) -> None:
        self.database.close()


def compose(settings: Settings) -> Composition:
    """Everything below the web, opened as the settings say. Raises: Unavailable."""
    database = open_database(settings.home, settings.database_url)
    store = Store(database, JoinedHooks())
    return Composition(settings, database, store, Releases(store, KINDS), Tenancy(store))
