"""A tenant as one file: a zip with a manifest and the rows of every table, the same for both databases."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import orjson
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import OperationalError, StatementError

from metamodel import Invalid, Issue, is_name, not_found
from record_store.control_tables import ACCOUNT
from record_store.database import Database
from record_store.file_storage import FileStorage
from record_store.live import current_release
from record_store.releases.workbench import enter_schema
from record_store.system_tables import FILE, MEMBER
from record_store.tenancy.rows import dump_rows, load_rows
from record_store.tenancy.structure import read_structure, system_tables

FORMAT, VERSION = "trellis-backup", 1
MANIFEST, ACCOUNTS = "manifest.json", "accounts.jsonl"
LONGEST_LINE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself; `tables` has the columns of each table in the order of its rows."""

    tenant: str
    label: str
    release: int
    made_at: str
    tables: dict[str, list[str]]
    format: str = FORMAT
    version: int = VERSION


def write_backup(
    database: Database, tenant: str, label: str, now: dt.datetime, file: Path, files: FileStorage | None
) -> None:
    """Write everything of the tenant, as it is at one moment; the file appears when it is complete."""
    half = file.with_name(f"{file.name}.part")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with database.reading_whole(tenant) as connection:
                _hold_still(connection)
                _write_store(archive, connection, Manifest(tenant, label, 0, now.isoformat(), {}), files)
                emails = list(connection.scalars(select(MEMBER.c.email)))
            _write_lines(archive, ACCOUNTS, _accounts(database, emails))
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def _write_store(
    archive: zipfile.ZipFile, connection: Connection, manifest: Manifest, files: FileStorage | None
) -> None:
    tables = (*system_tables(), *read_structure(connection).tables)
    for table in tables:
        _write_lines(archive, _member(table), dump_rows(connection, table))
        manifest.tables[str(table.name)] = [str(column.name) for column in table.columns]
    described = asdict(manifest) | {"release": current_release(connection)}
    archive.writestr(MANIFEST, orjson.dumps(described, option=orjson.OPT_INDENT_2))
    if files is not None:
        for digest in set(connection.scalars(select(FILE.c.digest))):
            with archive.open(f"files/{digest}", "w", force_zip64=True) as target:
                for piece in files.read(digest):
                    target.write(piece)


def _hold_still(connection: Connection) -> None:
    """See all tables as they are now, whatever is written meanwhile; SQLite always does."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    enter_schema(connection)


def _accounts(database: Database, emails: list[str]) -> Iterator[bytes]:
    with database.reading_control() as control:
        for email in emails:
            row = control.execute(select(ACCOUNT).where(ACCOUNT.c.email == email)).first()
            if row is not None:
                yield orjson.dumps([row.email, row.password_hash])


def _write_lines(archive: zipfile.ZipFile, name: str, lines: Iterator[bytes]) -> None:
    with archive.open(name, "w", force_zip64=True) as target:
        for line in lines:
            target.write(line + b"\n")


def _member(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


class Backup:
    """A backup that is open for reading. Raises: Invalid, when the file is none or is broken."""

    def __init__(self, file: Path) -> None:
        try:
            self.archive = zipfile.ZipFile(file)
            self.manifest = _read_manifest(self.archive)
        except FileNotFoundError:
            raise not_found("file", file.name) from None
        except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as reason:
            raise _broken(file) from reason
        self.file = file

    def __enter__(self) -> Backup:
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    def fill(self, connection: Connection) -> None:
        """Fill an empty store: first the system tables, from which the others follow."""
        try:
            for table in system_tables():
                self._load(connection, table)
            structure = read_structure(connection)
            for table in structure.tables:
                self._check_name(table)
                table.create(connection)
                self._load(connection, table)
        except OperationalError:
            raise  # not the file's fault
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, StatementError) as reason:
            raise _broken(self.file) from reason

    def accounts(self) -> Iterator[tuple[str, str]]:
        """The addresses and password hashes of the members."""
        for line in self._lines(ACCOUNTS):
            email, password_hash = orjson.loads(line)
            yield str(email), str(password_hash)

    def keep_files(self, files: FileStorage) -> None:
        """Bring the bytes of files back."""
        for name in self.archive.namelist():
            if name.startswith("files/"):
                with self.archive.open(name) as content:
                    files.put(content, self.archive.getinfo(name).file_size)  # type: ignore[arg-type]

    def _load(self, connection: Connection, table: Table) -> None:
        names = self.manifest.tables.get(table.name)
        if names is not None:
            load_rows(connection, table, names, self._lines(_member(table)))

    def _lines(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as source:
            yield from _limited(source)

    def _check_name(self, table: Table) -> None:
        """A file from elsewhere makes no tables that the system knows by name."""
        taken = {known.name for known in system_tables()}
        plain = table.name.startswith("trellis_trash__") or not table.name.startswith("trellis_")
        if table.name in taken or not plain or not is_name(table.name[:63]):
            raise ValueError(table.name)


def _limited(source: IO[bytes]) -> Iterator[bytes]:
    while line := source.readline(LONGEST_LINE):
        if not line.endswith(b"\n"):
            raise ValueError("a line is too long or cut off")
        yield line


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    described: Any = orjson.loads(archive.read(MANIFEST))
    if (
        not isinstance(described, dict)
        or described.get("format") != FORMAT
        or described.get("version") != VERSION
    ):
        raise ValueError("not a backup of this version")
    return Manifest(**described)


def _broken(file: Path) -> Invalid:
    hint = "Use a file that “trellis tenant backup” wrote"
    message = "{file} is not a whole backup"
    return Invalid(
        Issue("broken_backup", "", message, hint, {"file": file.name}), "The tenant was not restored"
    )
