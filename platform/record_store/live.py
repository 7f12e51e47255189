"""A release, compiled once: its blueprint, its tables, and whatever the engines make of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from metamodel import Document
from metamodel.blueprint import Blueprint
from metamodel.errors import not_found
from record_store.system_tables import DOCUMENT, SETTING
from record_store.tables import ObjectTable, build_tables
from record_store.tenant_settings import MARK, RELEASE, TenantSettings, read_settings

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Live:
    """The release that people work with, frozen."""

    tenant: str
    release: int
    blueprint: Blueprint
    settings: TenantSettings = field(default_factory=TenantSettings)
    mark: str = ""
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def tables(self) -> dict[str, ObjectTable]:
        return build_tables(self.blueprint)

    def table(self, object_name: str) -> ObjectTable:
        """Raises: NotFound."""
        try:
            return self.tables[object_name]
        except KeyError:
            raise not_found("object", object_name) from None

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this release: prepared parsers, rights, compiled forms and flows."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])


class LiveCache:
    """The compiled releases of this process; every transaction asks for the current number first."""

    def __init__(self) -> None:
        self._latest: dict[str, Live] = {}

    def live(self, connection: Connection, tenant: str) -> Live:
        """The release that is live in this transaction."""
        number, mark = _release_and_mark(connection)
        known = self._latest.get(tenant)
        if known is None or (known.release, known.mark) != (number, mark):
            blueprint = read_release(connection, number)
            known = self._latest[tenant] = Live(tenant, number, blueprint, read_settings(connection), mark)
        return known

    def forget(self, tenant: str) -> None:
        self._latest.pop(tenant, None)


def current_release(connection: Connection) -> int:
    """The number of the live release; 0 before the first."""
    return _release_and_mark(connection)[0]


def read_release(connection: Connection, number: int) -> Blueprint:
    """The blueprint as it was published under that number."""
    bodies = connection.scalars(select(DOCUMENT.c.body).where(in_release(number)))
    return Blueprint.of(Document.from_json(body) for body in bodies)


def in_release(number: int) -> ColumnElement[bool]:
    """Whether a row of `trellis_document` belongs to the release of that number."""
    return and_(DOCUMENT.c.since <= number, or_(DOCUMENT.c.until.is_(None), DOCUMENT.c.until > number))


def _release_and_mark(connection: Connection) -> tuple[int, str]:
    """Every request asks this: its text is made once a tenant and goes straight to the driver."""
    schemas = connection.get_execution_options().get("schema_translate_map") or {}
    found = {row[0]: row[1] for row in connection.exec_driver_sql(_what_is_live(schemas.get(None)))}
    return int(found.get(RELEASE, 0)), str(found.get(MARK, ""))


@lru_cache(maxsize=1024)
def _what_is_live(schema: str | None) -> str:
    table = f'"{schema}"."{SETTING.name}"' if schema else f'"{SETTING.name}"'
    return f"SELECT key, value FROM {table} WHERE key IN ('{RELEASE}', '{MARK}')"  # noqa: S608 - names of our own
