"""The floor on SQLite: the standard library's driver, with the pragmas a careful program sets."""

import sqlite3
from pathlib import Path

from benchmarks.floor import PAGE_ROWS, Floor, Row

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-32000", "mmap_size=268435456")


class SqliteFloor(Floor):
    """Reads the tenant's file, writes to a file of copies beside it."""

    mark = "?"
    live = "live."
    copy = "main."
    amount = "2000000"

    def __init__(self, tenant_file: Path, copy_file: Path) -> None:
        copy_file.unlink(missing_ok=True)
        self.columns_added = 0
        self.connection = sqlite3.connect(copy_file, isolation_level=None)
        self.connection.execute("ATTACH ? AS live", (str(tenant_file),))
        for pragma in PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")
        self._copy_tables()

    def rows(self, sql: str, values: Row = ()) -> list[Row]:
        return self.connection.execute(sql, values).fetchall()

    def write(self, sql: str, rows: list[Row]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(sql, rows)
        self.connection.execute("COMMIT")

    def add_column(self) -> None:
        self.columns_added += 1
        self.connection.execute(f"ALTER TABLE main.deal ADD COLUMN added_{self.columns_added} TEXT")

    def add_number_column(self) -> None:
        self.connection.execute("ALTER TABLE main.deal ADD COLUMN computed BIGINT")

    def compute(self, step: int) -> None:
        """Amount and probability are whole numbers of hundredths."""
        worked_out = f"coalesce(amount, 0) * coalesce(probability, 0) / 10000 + {step * 100}"
        self.connection.execute(f"UPDATE main.deal SET computed = {worked_out}")

    def search(self, word: str) -> list[Row]:
        return self.rows(
            "SELECT d.* FROM live.trellis_search s JOIN live.trellis_search_entry e ON e.number = s.rowid "
            "JOIN live.deal d ON d.id = e.record_id WHERE s.tokens MATCH ? AND d.deleted_at IS NULL "
            f"ORDER BY d.id DESC LIMIT {PAGE_ROWS}",
            (f'"{word}"*',),
        )

    def close(self) -> None:
        self.connection.close()

    def _copy_tables(self) -> None:
        definitions = "SELECT sql FROM live.sqlite_master WHERE tbl_name = ? AND type = ? AND sql NOT NULL"
        for table in ("account", "deal"):
            for (definition,) in self.rows(definitions, (table, "table")):
                self.connection.execute(definition)
            self.connection.execute(f"INSERT INTO main.{table} SELECT * FROM live.{table}")
            for (definition,) in self.rows(definitions, (table, "index")):
                self.connection.execute(definition)
