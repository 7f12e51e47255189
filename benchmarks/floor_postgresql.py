"""The floor on PostgreSQL: psycopg, one connection, prepared statements on."""

import psycopg

from benchmarks.floor import PAGE_ROWS, Floor, Row


class PostgresqlFloor(Floor):
    """Reads the tenant's schema, writes to a schema of copies."""

    mark = "%s"
    copy = "floor."
    amount = "20000"

    def __init__(self, url: str, tenant_schema: str) -> None:
        self.live = f"{tenant_schema}."
        self.columns_added = 0
        self.connection = psycopg.connect(url, autocommit=True)
        self._copy_tables()

    def rows(self, sql: str, values: Row = ()) -> list[Row]:
        return self.connection.execute(sql, values or None).fetchall()

    def write(self, sql: str, rows: list[Row]) -> None:
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def add_column(self) -> None:
        self.columns_added += 1
        self._execute(f"ALTER TABLE floor.deal ADD COLUMN added_{self.columns_added} text")

    def add_number_column(self) -> None:
        self._execute("ALTER TABLE floor.deal ADD COLUMN computed numeric(18, 2)")

    def compute(self, step: int) -> None:
        worked_out = f"round(coalesce(amount, 0) * coalesce(probability, 0) / 100 + {step}, 2)"
        self._execute(f"UPDATE floor.deal SET computed = {worked_out}")

    def search(self, word: str) -> list[Row]:
        return self.rows(
            f"SELECT d.* FROM {self.live}trellis_search s JOIN {self.live}deal d ON d.id = s.record_id "
            f"WHERE s.tokens @@ to_tsquery('simple', %s) AND d.deleted_at IS NULL "
            f"ORDER BY d.id DESC LIMIT {PAGE_ROWS}",
            (f"{word}:*",),
        )

    def close(self) -> None:
        self.connection.close()

    def _copy_tables(self) -> None:
        self._execute("DROP SCHEMA IF EXISTS floor CASCADE")
        self._execute("CREATE SCHEMA floor")
        for table in ("account", "deal"):
            self._execute(f"CREATE TABLE floor.{table} (LIKE {self.live}{table} INCLUDING ALL)")
            self._execute(f"INSERT INTO floor.{table} SELECT * FROM {self.live}{table}")
            self._execute(f"ANALYZE floor.{table}")
            self._execute(f"ANALYZE {self.live}{table}")  # as the server would do by itself in a minute

    def _execute(self, sql: str) -> None:
        self.connection.execute(sql)
