"""The floor: every act as plain SQL through the driver, on the very tables that the record store made.

Reads use the tenant's own tables. Writes use copies of them, rows and indexes included, so that neither side
changes what the other measures.
"""

import uuid
from abc import ABC, abstractmethod
from typing import Any

Row = tuple[Any, ...]

PAGE_ROWS = 50
NEWEST_WON = """
    SELECT d.id, d.title, d.account, a.name, d.stage, d.amount, d.close_date, d.version
    FROM {live}deal d LEFT JOIN {live}account a ON a.id = d.account
    WHERE d.deleted_at IS NULL AND d.stage = 'won' AND d.amount >= {amount} {after}
    ORDER BY d.close_date DESC, d.id DESC LIMIT {limit}
"""
AFTER = "AND (d.close_date, d.id) < ({mark}, {mark})"


class Floor(ABC):
    """One database spoken to by its driver."""

    mark: str
    """The placeholder of the driver."""
    live: str
    """What stands before a table's name to name the tenant's own."""
    copy: str
    """What stands before a table's name to name the copy that is written to."""
    amount: str
    """The amount 20,000.00 as the database holds it."""

    @abstractmethod
    def rows(self, sql: str, values: Row = ()) -> list[Row]: ...

    @abstractmethod
    def write(self, sql: str, rows: list[Row]) -> None:
        """Runs the statement for every row in one committed transaction."""

    @abstractmethod
    def add_column(self) -> None: ...

    @abstractmethod
    def add_number_column(self) -> None:
        """A column for `compute`, in the copy."""

    @abstractmethod
    def compute(self, step: int) -> None:
        """Gives every deal its amount times its probability, and another value at every step."""

    @abstractmethod
    def search(self, word: str) -> list[Row]:
        """A page of deals whose indexed text has a word that begins so."""

    @abstractmethod
    def close(self) -> None: ...

    def get(self, record_id: Any) -> list[Row]:
        return self.rows(f"SELECT * FROM {self.live}deal WHERE id = {self.mark}", (record_id,))

    def page(self, after: Row | None = None) -> list[Row]:
        """Won deals above an amount, newest first, with their accounts' names, behind the row `after`."""
        behind = AFTER.format(mark=self.mark) if after else ""
        sql = NEWEST_WON.format(live=self.live, amount=self.amount, after=behind, limit=PAGE_ROWS + 1)
        return self.rows(sql, (after[6], after[0]) if after else ())[:PAGE_ROWS]

    def count(self) -> list[Row]:
        return self.rows(
            f"SELECT count(*) FROM {self.live}deal "
            f"WHERE deleted_at IS NULL AND stage = 'won' AND amount >= {self.amount}"
        )

    def some_deals(self, count: int) -> list[Row]:
        """Whole rows of the deal table, the id first, as the database holds them."""
        return self.rows(f"SELECT * FROM {self.live}deal LIMIT {count}")

    def insert(self, rows: list[Row]) -> None:
        """Deals with fresh ids into the copy."""
        marks = ", ".join([self.mark] * len(rows[0]))
        fresh = [(self.fresh_id(), *row[1:]) for row in rows]
        self.write(f"INSERT INTO {self.copy}deal VALUES ({marks})", fresh)

    def fresh_id(self) -> Any:
        return str(uuid.uuid4())
