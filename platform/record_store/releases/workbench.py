"""What operations work with while a release is published: the one transaction, and what it publishes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from metamodel import DEFAULT_LOCALE
from record_store.releases.choices import Choices

if TYPE_CHECKING:
    from alembic.operations import Operations

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

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", operations(self.connection))


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
    schema = str(connection.get_execution_options()["schema_translate_map"][None])
    quoted = connection.dialect.identifier_preparer.quote_identifier(schema)
    connection.exec_driver_sql(f"SET LOCAL search_path TO {quoted}")
    return schema
