"""A tenant under construction: put documents, publish, look at records and at the real tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import inspect, text

from metamodel import Blueprint
from metamodel.kinds import AppKind, ObjectKind, RoleKind, ViewKind
from record_store.actor import Actor
from record_store.database import Database
from record_store.releases import Effect, Releases
from record_store.releases.workbench import enter_schema
from record_store.store import Store
from record_store.tables import build_tables
from record_store.tenancy import Tenants
from tests.builders import Clock

KINDS = (AppKind(), ObjectKind(), RoleKind(), ViewKind())
BUILDER = Actor.system()

_numbers = count()


@dataclass
class Workshop:
    """A tenant and everything to rebuild it with."""

    store: Store
    releases: Releases
    tenants: Tenants
    tenant: str

    def put(self, *bodies: Mapping[str, Any]) -> None:
        for body in bodies:
            self.releases.put(self.tenant, BUILDER, body)

    def publish(self, *bodies: Mapping[str, Any], **more: Any) -> int:
        self.put(*bodies)
        return self.releases.publish(self.tenant, BUILDER, **more)

    def remove(self, kind: str, name: str) -> None:
        self.releases.remove(self.tenant, BUILDER, kind, name)

    def rollback(self, number: int, **more: Any) -> int:
        return self.releases.rollback(self.tenant, BUILDER, number, **more)

    def effects(self) -> dict[str, Effect]:
        """What the plan says about each target."""
        return {effect.target: effect for effect in self.releases.plan(self.tenant).operations}

    def create(self, object_name: str, **values: Any) -> str:
        with self.store.writing(self.tenant, BUILDER) as records:
            return str(records.create(object_name, values).id)

    def update(self, object_name: str, id: str, **values: Any) -> None:
        with self.store.writing(self.tenant, BUILDER) as records:
            records.update(object_name, id, values)

    def get(self, object_name: str, id: str) -> Mapping[str, Any]:
        with self.store.reading(self.tenant, BUILDER) as records:
            values: Mapping[str, Any] = records.get(object_name, id).values
        return values

    def live(self) -> Blueprint:
        return self.store.live(self.tenant).blueprint

    def columns(self, table: str) -> set[str]:
        """The columns that are in use, as the database itself says."""
        return {name for name in self.tables()[table] if not name.startswith("trellis_")}

    def tables(self) -> dict[str, dict[str, str]]:
        """The tables of objects that are in use: their columns and types, those in the trash too."""
        with self.store.database.reading_whole(self.tenant) as connection:
            enter_schema(connection)
            schema = (
                connection.scalar(text("SELECT current_schema()"))
                if connection.dialect.name != "sqlite"
                else None
            )
            inspector = inspect(connection)
            names = [
                name for name in inspector.get_table_names(schema=schema) if not name.startswith("trellis_")
            ]
            return {
                name: {c["name"]: str(c["type"]) for c in inspector.get_columns(name, schema=schema)}
                for name in names
            }

    def indexes(self) -> set[str]:
        with self.store.database.reading_whole(self.tenant) as connection:
            if connection.dialect.name == "sqlite":
                found = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT LIKE 'trellis%'"
                return set(connection.scalars(text(found)))
            schema = enter_schema(connection)
            found = "SELECT indexname FROM pg_indexes WHERE schemaname = :s AND tablename NOT LIKE 'trellis%' AND indexname NOT LIKE '%pkey%'"
            return set(connection.scalars(text(found), {"s": schema}))

    def wanted_tables(self) -> dict[str, set[str]]:
        """The tables and columns that the live blueprint asks for."""
        wanted = {}
        for made in build_tables(self.live()).values():
            for table in (made.table, *made.joins.values()):
                wanted[table.name] = {column.name for column in table.columns}
        return wanted

    def wanted_indexes(self) -> set[str]:
        made = build_tables(self.live()).values()
        return {
            str(index.name)
            for one in made
            for table in (one.table, *one.joins.values())
            for index in table.indexes
        }

    def assert_tables_fit(self) -> None:
        """The database holds exactly what the live blueprint describes, beside the trash."""
        real = {
            name: {column for column in columns if not column.startswith("trellis_")}
            for name, columns in self.tables().items()
        }
        assert real == self.wanted_tables()
        assert self.indexes() == self.wanted_indexes()


def a_workshop(database: Database, *documents: Mapping[str, Any], clock: Any = None) -> Workshop:
    """A tenant whose first release has these documents."""
    store = Store(database, clock=clock or Clock())
    tenants = Tenants(store, KINDS)
    tenant = f"workshop-{next(_numbers)}"
    tenants.create(tenant, Blueprint.of(documents), zone="Asia/Shanghai")
    return Workshop(store, Releases(store, KINDS), tenants, tenant)
