"""Where a benchmark runs: a home of its own with two tenants, on SQLite or on a PostgreSQL."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.floor import Floor
from benchmarks.floor_postgresql import PostgresqlFloor
from benchmarks.floor_sqlite import SqliteFloor
from benchmarks.ours import ADMIN
from benchmarks.service import trellis
from tests.support.postgres_package import get_server

TEMPLATE = Path(__file__).with_name("crm")
TENANT, SMALL_TENANT = "bench", "bench-small"
PASSWORD = "bench-password-1"
OTHERS = ("TRELLIS_", "PYTHONDONTWRITEBYTECODE")
"""What a shell may have set and an installation has not: sources compiled anew would count as start-up."""


@dataclass(frozen=True)
class Place:
    """One database to measure; `environment` is what the command and the server are given."""

    name: str
    home: Path
    database_url: str | None

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "TRELLIS_HOME": str(self.home),
            "TRELLIS_LOG": "warning",
            "TRELLIS_RATE_LIMIT": "1000000/minute",
        }
        database = {"TRELLIS_DATABASE_URL": self.database_url} if self.database_url else {}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS)}
        return kept | ours | database

    def create_tenants(self) -> None:
        for tenant in (TENANT, SMALL_TENANT):
            account = ("--admin", ADMIN, "--password", PASSWORD)
            trellis(self.environment, "tenant", "create", tenant, "--template", str(TEMPLATE), *account)

    def create_key(self) -> str:
        return trellis(self.environment, "key", "create", TENANT, "--user", ADMIN)

    def open_floor(self) -> Floor:
        if self.database_url:
            return PostgresqlFloor(self.database_url, f"t_{TENANT}")
        return SqliteFloor(self.home / "tenants" / f"{TENANT}.db", self.home / "floor.db")


@contextlib.contextmanager
def places(folder: Path, only: str | None) -> Iterator[Iterator[Place]]:
    """SQLite, then PostgreSQL: the server TRELLIS_BENCH_POSTGRES_URL names, or one of our own."""
    with contextlib.ExitStack() as stack:
        yield _places(folder, only, stack)


def _places(folder: Path, only: str | None, stack: contextlib.ExitStack) -> Iterator[Place]:
    if only in (None, "sqlite"):
        yield Place("SQLite", folder / "sqlite", None)
    if only in (None, "postgresql"):
        url = os.environ.get("TRELLIS_BENCH_POSTGRES_URL")
        if not url:
            server = get_server(folder / "server", cleanup_mode="delete")
            stack.callback(server.cleanup)
            url = server.get_uri()
        yield Place("PostgreSQL", folder / "postgresql", url)
