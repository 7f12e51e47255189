"""What one process works with, made once: settings, database, store, releases, tenants and people."""

from __future__ import annotations

from dataclasses import dataclass

from flow_engine import Background, FlowHooks
from record_store.database import Database, open_database
from record_store.file_storage import FileStorage
from record_store.releases import Releases
from record_store.store import Store
from record_store.tenancy import Accounts, ApiKeys, Members, Sessions, Tenants
from web.expression_reading import read_expression
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
    tenants: Tenants
    accounts: Accounts
    members: Members
    sessions: Sessions
    keys: ApiKeys
    files: FileStorage
    background: Background

    def close(self) -> None:
        self.background.stop()
        self.database.close()


def compose(settings: Settings) -> Composition:
    """Everything below the web, opened as the settings say. Raises: Unavailable."""
    database = open_database(settings.home, settings.database_url)
    store = Store(database, JoinedHooks((FlowHooks(lambda tenant: background.wake(tenant)),)))
    accounts = Accounts(store)
    members = Members(store, accounts)
    tenants = Tenants(store, KINDS, read_expression)
    background = Background(store, lambda: [tenant.name for tenant in tenants.list()])
    return Composition(
        settings=settings,
        database=database,
        store=store,
        releases=Releases(store, KINDS, read_expression),
        tenants=tenants,
        accounts=accounts,
        members=members,
        sessions=Sessions(store, accounts),
        keys=ApiKeys(store, members),
        files=FileStorage(settings.files_url or str(settings.home / "files")),
        background=background,
    )
