"""What operations work with while a release is published: the one transaction, and what it publishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, inspect, select

from metamodel import DEFAULT_LOCALE, Blueprint
from record_store.actor import Actor
from record_store.releases.choices import Choices
from record_store.tenant_settings import read_settings

if TYPE_CHECKING:
    from alembic.operations import Operations

    from record_store.records import Records

LOCK_TIMEOUT = "5s"
_LOCK = 7306
"""The class of our advisory locks; the second number is the tenant's schema."""


@dataclass(frozen=True)
class Workbench:
    """The publishing transaction; `tables` changes them."""

    connection: Connection
    release: int
    at: dt.datetime
    by: str | None
    choices: Choices = field(default_factory=lambda: Choices({}))
    locale: str = DEFAULT_LOCALE
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    tables: Operations = field(init=False)
    _records: dict[int, Records] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", operations(self.connection))

    def records(self, blueprint: Blueprint) -> Records:
        """The records as the system sees them under a blueprint that the tables fit already."""
        from record_store.hooks import NO_HOOKS
        from record_store.live import Live
        from record_store.records import Records

        if id(blueprint) not in self._records:
            live = Live("", self.release, blueprint, read_settings(self.connection))
            system = Actor.system()
            self._records[id(blueprint)] = Records(self.connection, live, system, self.at, NO_HOOKS)
        return self._records[id(blueprint)]

    def keep_writers_out(self, objects: Iterable[str]) -> None:
        """Let nobody write records of these objects until the release is out; readers go on (PostgreSQL)."""
        if self.connection.dialect.name != "postgresql":
            return
        quote = self.connection.dialect.identifier_preparer.quote
        present = set(inspect(self.connection).get_table_names(schema=_schema(self.connection)))
        for name in sorted(present.intersection(objects)):
            self.connection.exec_driver_sql(f"LOCK TABLE {quote(name)} IN SHARE ROW EXCLUSIVE MODE")


def operations(connection: Connection) -> Operations:
    """What changes tables over this connection."""
    from alembic.migration import MigrationContext  # heavy; wanted only once somebody publishes
    from alembic.operations import Operations

    return Operations(MigrationContext.configure(connection))


def enter(connection: Connection) -> None:
    """Make bare names mean this tenant's tables until the transaction ends; wait for locks a short while only.

    Two transactions that change the draft or publish follow one another.
    """
    if connection.dialect.name != "postgresql":
        return
    schema = enter_schema(connection)
    connection.exec_driver_sql(f"SET LOCAL lock_timeout TO '{LOCK_TIMEOUT}'")
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK, func.hashtext(schema))))


def enter_schema(connection: Connection) -> str:
    """Make bare names mean this tenant's tables until the transaction ends (PostgreSQL); says the schema."""
    if connection.dialect.name != "postgresql":
        return ""
    schema = _schema(connection)
    quoted = connection.dialect.identifier_preparer.quote_identifier(schema)
    connection.exec_driver_sql(f"SET LOCAL search_path TO {quoted}")
    return schema


def _schema(connection: Connection) -> str:
    """The tenant's schema (PostgreSQL)."""
    return str(connection.get_execution_options()["schema_translate_map"][None])
