"""The door to the records: a transaction for a person of a tenant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from record_store.actor import Actor
from record_store.database import Database
from record_store.hooks import NO_HOOKS, Hooks
from record_store.live import Live, LiveCache
from record_store.records import Records

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """One per process: the database, the compiled releases, the engines' hooks and the clock."""

    def __init__(self, database: Database, hooks: Hooks = NO_HOOKS, clock: Clock = utc_now) -> None:
        self.database = database
        self.hooks = hooks
        self.clock = clock
        self.releases_read = LiveCache()

    @contextmanager
    def reading(self, tenant: str, actor: Actor) -> Iterator[Records]:
        """Records to read."""
        with self.database.reading(tenant) as connection:
            yield self.records(connection, tenant, actor)

    @contextmanager
    def writing(self, tenant: str, actor: Actor) -> Iterator[Records]:
        """Records in one write transaction; background work is woken after the commit."""
        with self.database.writing(tenant) as connection:
            records = self.records(connection, tenant, actor)
            yield records
        if records.left_work:
            self.hooks.committed(tenant)

    def live(self, tenant: str) -> Live:
        """The release that is live right now."""
        with self.database.reading(tenant) as connection:
            return self.releases_read.live(connection, tenant)

    def records(self, connection: Connection, tenant: str, actor: Actor) -> Records:
        """Records in a transaction that is open already, for what changes something else beside them."""
        return Records(
            connection, self.releases_read.live(connection, tenant), actor, self.clock(), self.hooks
        )
