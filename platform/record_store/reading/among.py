"""`column IN (many values)` with one parameter, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, any_, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text


def among(dialect: str, compared: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether the column holds one of the values, which are as the column's type takes them."""
    if dialect == "postgresql":
        condition: ColumnElement[bool] = compared == any_(
            bindparam(None, list(values), type_=ARRAY(compared.type))
        )
        return condition
    process = compared.type.dialect_impl(_sqlite()).bind_processor(_sqlite())
    stored = [process(value) for value in values] if process else list(values)
    each = func.json_each(bindparam(None, orjson.dumps(stored).decode(), type_=Text())).table_valued(
        column("value")
    )
    return compared.in_(select(each.c.value))


def _sqlite() -> Any:
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

    return _DIALECTS.setdefault("sqlite", SQLiteDialect_pysqlite())


_DIALECTS: dict[str, Any] = {}
