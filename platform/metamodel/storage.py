"""Column types that hold the same value on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from hashlib import blake2s
from typing import Any

import orjson
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Integer, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from metamodel.json_text import exact_decimal

MILLISECOND = dt.timedelta(milliseconds=1)
IDENTIFIER_LIMIT = 63
"""The longest name that PostgreSQL keeps whole."""


def fitting(name: str) -> str:
    """The name itself, or, when it is too long for PostgreSQL, its beginning and a digest of the whole."""
    if len(name) <= IDENTIFIER_LIMIT:
        return name
    return f"{name[: IDENTIFIER_LIMIT - 17]}_{blake2s(name.encode(), digest_size=8).hexdigest()}"


class ScaledDecimal(TypeDecorator[Decimal]):
    """A decimal with `scale` fractional digits: NUMERIC on PostgreSQL, a scaled integer on SQLite.

    Sixteen to eighteen digits fit the integer; `precision` must not be more than 18.
    """

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int = 18, scale: int = 2) -> None:
        super().__init__()
        self.precision, self.scale = precision, scale
        self.factor = Decimal(10) ** scale
        self.quantum = Decimal(1).scaleb(-scale)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return int((Decimal(value) * self.factor).to_integral_value(ROUND_HALF_UP))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None or dialect.name != "sqlite":
            return value  # type: ignore[no-any-return]
        return Decimal(value).scaleb(-self.scale)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant: timestamptz on PostgreSQL, fixed-width ISO text in UTC on SQLite (it sorts as it reads)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        instant = value.astimezone(dt.UTC)
        return timestamp_text(instant) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return dt.datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


class TimeOfDay(TypeDecorator[dt.time]):
    """A time of day: milliseconds since midnight on both databases, so that arithmetic agrees."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        seconds = (value.hour * 60 + value.minute) * 60 + value.second
        return seconds * 1000 + value.microsecond // 1000

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.time | None:
        if value is None:
            return None
        seconds, milliseconds = divmod(value, 1000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return dt.time(hour, minute, second, milliseconds * 1000)


class Duration(TypeDecorator[dt.timedelta]):
    """A length of time: milliseconds on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else value // MILLISECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.timedelta | None:
        return None if value is None else value * MILLISECOND


class Json(TypeDecorator[Any]):
    """A JSON value: JSONB on PostgreSQL, text on SQLite (its json functions read it); blank is SQL NULL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        jsonb = dialect.name == "postgresql"
        return dialect.type_descriptor(JSONB(none_as_null=True) if jsonb else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return orjson.dumps(value, default=exact_decimal).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return orjson.loads(value) if isinstance(value, str) and dialect.name != "postgresql" else value


def timestamp_text(instant: dt.datetime) -> str:
    """An instant in UTC as SQLite holds it: `2024-03-05T07:00:00.000000Z`."""
    return instant.isoformat(timespec="microseconds")[:26] + "Z"


class OrderedJson(Json):
    """A JSON value kept as it was written, the order of its keys included: text on both databases."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else orjson.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else orjson.loads(value)


TEXT = Text()
SORT_KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that sorts by its characters alone, whatever the locale of the server."""
INTEGER = BigInteger()
BOOLEAN = Boolean()
DATE = Date()
DATETIME = UtcDateTime()
TIME = TimeOfDay()
DURATION = Duration()
JSON = Json()
ORDERED_JSON = OrderedJson()
RECORD_ID = Uuid(as_uuid=False, native_uuid=True).with_variant(Text(), "sqlite")
