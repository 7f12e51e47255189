"""One PostgreSQL for a whole test run: the server TRELLIS_TEST_POSTGRES_URL names, or one of our own.

Our own comes from the package registry, is started by the first test that needs it, shared by all xdist
workers and stopped by the process that started the run.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import make_url

from tests.support.postgres_package import get_server

OLDEST_SUPPORTED = 150000
DIRECTORY_VARIABLE = "TRELLIS_TEST_POSTGRES_DIRECTORY"
DIRECTORY_PREFIX = "trellis-postgres-"


def pytest_configure(config: pytest.Config) -> None:
    if is_worker(config):
        return
    stop_abandoned_servers()
    os.environ[DIRECTORY_VARIABLE] = str(places() / f"{DIRECTORY_PREFIX}{os.getpid()}")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not is_worker(config):
        stop_server(Path(os.environ[DIRECTORY_VARIABLE]))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[psycopg.Connection]:
    """A connection with the right to create databases."""
    url = os.environ.get("TRELLIS_TEST_POSTGRES_URL")
    with psycopg.connect(url or start_server(), autocommit=True) as connection:
        version = connection.info.server_version
        assert version >= OLDEST_SUPPORTED, f"PostgreSQL 15 or newer is needed, this is {version // 10000}"
        yield connection


@pytest.fixture
def postgres_url(postgres_server: psycopg.Connection) -> Iterator[str]:
    """The address of a fresh empty database, dropped after the test."""
    name = f"trellis_test_{uuid.uuid4().hex[:16]}"
    postgres_server.execute(f'CREATE DATABASE "{name}"')
    yield database_address(postgres_server, name)
    postgres_server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def start_server() -> str:
    """The address of the run's own server, which another worker may have started already."""
    address = get_server(Path(os.environ[DIRECTORY_VARIABLE]), cleanup_mode=None).get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return str(address)


def database_address(server: psycopg.Connection, name: str) -> str:
    url = os.environ.get("TRELLIS_TEST_POSTGRES_URL")
    if url:
        return make_url(url).set(database=name).render_as_string(hide_password=False)
    return f"postgresql://{server.info.user}@/{name}?host={server.info.host}"


def stop_abandoned_servers() -> None:
    """Ends the servers of runs that were killed before they could."""
    for directory in places().glob(f"{DIRECTORY_PREFIX}*"):
        starter = directory.name.removeprefix(DIRECTORY_PREFIX)
        if starter.isdecimal() and not psutil.pid_exists(int(starter)) and owns(directory):
            stop_server(directory)


def stop_server(directory: Path) -> None:
    if (directory / "postmaster.pid").exists():
        get_server(directory, cleanup_mode=None).stop()
    shutil.rmtree(directory, ignore_errors=True)


def owns(directory: Path) -> bool:
    return os.geteuid() in (0, directory.stat().st_uid)


def places() -> Path:
    return Path(tempfile.gettempdir())


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
