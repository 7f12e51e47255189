"""Connections: one SQLite file or one PostgreSQL schema a tenant, and the control store beside them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.schema import CreateSchema, DropSchema

from metamodel import not_found
from record_store.completing import complete, lacks_tables
from record_store.control_tables import CONTROL
from record_store.engines import for_writing, postgresql_engine, sqlite_engine
from record_store.plain_words import StoreChanged, plain_words
from record_store.search.tables import create_search_tables
from record_store.system_tables import SYSTEM
from record_store.tenant_names import is_tenant_name

FileIdentity = tuple[int, int]
OPEN_FILES = 128
"""How many tenants' SQLite files a process keeps open."""


class Database(ABC):
    """Where the tenants' data is; a tenant is named by its checked name."""

    dialect: str

    @contextmanager
    def reading(self, tenant: str) -> Iterator[Connection]:
        """A connection to read with; on PostgreSQL every statement is a transaction of its own.

        Its transactions show each statement what is there when it begins in any case, so that one around them
        all would cost two ways to the server and give nothing.
        """
        with self._telling(tenant), self._alone(self._connect(tenant)) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading_whole(self, tenant: str) -> Iterator[Connection]:
        """A connection in one read transaction, for what is set until it ends: a snapshot, a search path."""
        with self._telling(tenant), self._connect(tenant) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, tenant: str) -> Iterator[Connection]:
        """A connection in one write transaction: committed at the end, rolled back on an exception."""
        with self._telling(tenant), self._connect(tenant) as connection, for_writing(connection).begin():
            yield connection

    @contextmanager
    def control(self) -> Iterator[Connection]:
        """A connection to the control store in one write transaction."""
        with plain_words(), self._connect_control() as connection, for_writing(connection).begin():
            yield connection

    @contextmanager
    def reading_control(self) -> Iterator[Connection]:
        """A connection to read the control store with."""
        with plain_words(), self._alone(self._connect_control()) as connection, connection.begin():
            yield connection

    @contextmanager
    def _telling(self, tenant: str) -> Iterator[None]:
        """Turns what goes wrong inside into words: there is no such tenant, or it cannot be reached now."""
        if not is_tenant_name(tenant):
            raise not_found("tenant", tenant)
        try:
            with plain_words():
                yield
        except StoreChanged:
            if not self.has_store(tenant):
                raise not_found("tenant", tenant) from None
            raise

    @abstractmethod
    def has_store(self, tenant: str) -> bool: ...

    @abstractmethod
    def create_store(self, tenant: str) -> None:
        """An empty store with the system tables."""

    @abstractmethod
    def drop_store(self, tenant: str) -> None:
        """Remove the store and everything in it."""

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def _connect(self, tenant: str) -> Connection: ...

    @abstractmethod
    def _connect_control(self) -> Connection: ...

    def _alone(self, connection: Connection) -> Connection:
        """The connection, whose statements stand alone where that is quicker."""
        return connection


class SqliteDatabase(Database):
    """Files under `home`: `control.db` and `tenants/NAME.db`."""

    dialect = "sqlite"

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "tenants").mkdir(parents=True, exist_ok=True)
        self._control = sqlite_engine(home / "control.db")
        with self._control.connect() as connection, for_writing(connection).begin():
            CONTROL.create_all(connection)
        self._engines: OrderedDict[str, tuple[Engine, FileIdentity]] = OrderedDict()
        self._lock = Lock()

    def path(self, tenant: str) -> Path:
        return self.home / "tenants" / f"{tenant}.db"

    def has_store(self, tenant: str) -> bool:
        return is_tenant_name(tenant) and self.path(tenant).exists()

    def create_store(self, tenant: str) -> None:
        self.path(tenant).touch(exist_ok=False)
        with self.writing(tenant) as connection:
            SYSTEM.create_all(connection)
            create_search_tables(connection)

    def drop_store(self, tenant: str) -> None:
        with self._lock:
            known = self._engines.pop(tenant, None)
        if known is not None:
            known[0].dispose()
        for suffix in ("", "-wal", "-shm"):
            self.path(tenant).with_name(f"{tenant}.db{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        for engine in (*(engine for engine, _ in self._engines.values()), self._control):
            engine.dispose()
        self._engines.clear()

    def _connect(self, tenant: str) -> Connection:
        return self._engine(tenant).connect()

    def _connect_control(self) -> Connection:
        return self._control.connect()

    def _engine(self, tenant: str) -> Engine:
        """The engine of the file as it is now: another process may have deleted or restored the tenant."""
        identity = self._identity(tenant)
        with self._lock:
            engine, known = self._engines.pop(tenant, (None, identity))
            if engine is None or known != identity:
                if engine is not None:
                    engine.dispose()
                engine = sqlite_engine(self.path(tenant))
                _complete_file(engine)
            self._engines[tenant] = engine, identity
            if len(self._engines) > OPEN_FILES:
                self._engines.popitem(last=False)[1][0].dispose()
            return engine

    def _identity(self, tenant: str) -> FileIdentity:
        try:
            status = self.path(tenant).stat()
        except FileNotFoundError:
            raise not_found("tenant", tenant) from None
        return status.st_dev, status.st_ino


def _complete_file(engine: Engine) -> None:
    with engine.connect() as connection:
        with connection.begin():
            lacking = lacks_tables(connection)
        if lacking:
            with for_writing(connection).begin():
                complete(connection)


class PostgresqlDatabase(Database):
    """Schemas of one database: `trellis_control` and `t_NAME`; statements are compiled once for all tenants."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        self._engine = postgresql_engine(url)
        self._complete: set[str] = set()
        with self._connect_control() as connection, connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(7305)"))  # two processes that start at once
            connection.execute(CreateSchema("trellis_control", if_not_exists=True))
            CONTROL.create_all(connection)

    @staticmethod
    def schema(tenant: str) -> str:
        return f"t_{tenant}"

    def has_store(self, tenant: str) -> bool:
        with self._engine.connect() as connection:
            found = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
            return connection.execute(found, {"name": self.schema(tenant)}).first() is not None

    def create_store(self, tenant: str) -> None:
        with self._connect(tenant) as connection, connection.begin():
            connection.execute(CreateSchema(self.schema(tenant)))
            SYSTEM.create_all(connection)
            create_search_tables(connection)

    def drop_store(self, tenant: str) -> None:
        with self._engine.connect() as connection, connection.begin():
            connection.execute(DropSchema(self.schema(tenant), cascade=True, if_exists=True))

    def close(self) -> None:
        self._engine.dispose()

    def _connect(self, tenant: str) -> Connection:
        if tenant not in self._complete:
            self._complete_schema(tenant)
        return self._in_schema(self.schema(tenant))

    def _complete_schema(self, tenant: str) -> None:
        """Asked once by a process; a schema that is being made is asked again."""
        with self._in_schema(self.schema(tenant)) as connection, connection.begin():
            if lacks_tables(connection, self.schema(tenant)):
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(7306)")
                )  # several processes after an upgrade
                complete(connection)
        self._complete.add(tenant)

    def _connect_control(self) -> Connection:
        return self._in_schema("trellis_control")

    def _alone(self, connection: Connection) -> Connection:
        return connection.execution_options(isolation_level="AUTOCOMMIT")

    def _in_schema(self, schema: str) -> Connection:
        return self._engine.connect().execution_options(schema_translate_map={None: schema})


def open_database(home: Path, url: str | None = None) -> Database:
    """The database that the settings name: PostgreSQL where there is a URL, SQLite under `home` else."""
    return PostgresqlDatabase(url) if url else SqliteDatabase(home)
