"""The column type of decimals that SQLite computes as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from expressions.numbers import plain_text, settled


class DecimalText(TypeDecorator[Decimal]):
    """Decimal text (or an integer) on the database's side, a Decimal on ours."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else plain_text(Decimal(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else settled(Decimal(value))
