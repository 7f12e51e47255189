"""Builders for tests: blueprints, stores and people, with the one interesting value visible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from metamodel.blueprint import Blueprint
from record_store.actor import Actor
from record_store.database import Database, open_database
from record_store.hooks import NO_HOOKS, Hooks
from record_store.ids import new_id
from record_store.store import Store
from record_store.system_tables import DOCUMENT, MEMBER
from record_store.tables import build_tables
from record_store.tenant_settings import RELEASE, write_settings

TENANT = "acme"
MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)

_tenants = count()


def a_field(name: str, type: str = "text", **settings: Any) -> dict[str, Any]:
    """An entry of an object's `fields`."""
    return {"name": name, "type": type, **settings}


def an_object(name: str, *fields: Mapping[str, Any] | str, **body: Any) -> dict[str, Any]:
    """An object document; a field that is only a name is a text."""
    described = [a_field(one) if isinstance(one, str) else dict(one) for one in fields or ("name",)]
    return {"kind": "object", "name": name, "label": name.capitalize(), "fields": described, **body}


def a_role(name: str, objects: Mapping[str, Any] | None = None, **body: Any) -> dict[str, Any]:
    """A role document; an object's rights may be said in one word: a scope for every action."""
    actions = ("create", "read", "update", "delete", "export")
    granted = {
        key: dict.fromkeys(actions, rights) if isinstance(rights, str) else rights
        for key, rights in (objects or {}).items()
    }
    return {"kind": "role", "name": name, "label": name.capitalize(), "objects": granted, **body}


def a_blueprint(*documents: Mapping[str, Any]) -> Blueprint:
    return Blueprint.of(documents)


@dataclass
class Clock:
    """A clock that goes on by a second each time it is looked at."""

    now: dt.datetime = MORNING

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@dataclass
class Office:
    """A tenant with a published blueprint, the door to its records, and its people."""

    store: Store
    tenant: str
    people: dict[str, Actor] = field(default_factory=dict)

    def reading(self, actor: Actor | None = None) -> Any:
        return self.store.reading(self.tenant, actor or Actor.system())

    def writing(self, actor: Actor | None = None) -> Any:
        return self.store.writing(self.tenant, actor or Actor.system())

    def person(self, name: str, *roles: str) -> Actor:
        """A new member of the tenant with these roles."""
        actor = Actor(new_id(), f"{name.lower()}@example.com", name, roles)
        with self.store.database.writing(self.tenant) as connection:
            add_member(connection, actor)
        self.people[name] = actor
        return actor

    def create(self, object: str, *many: Mapping[str, Any], by: Actor | None = None, **values: Any) -> Any:
        """The ids of new records; with keyword values, the one id."""
        with self.writing(by) as records:
            ids = [records.create(object, one).id for one in (many or (values,))]
        return ids if many else ids[0]

    def update(self, object: str, id: str, by: Actor | None = None, **values: Any) -> Any:
        with self.writing(by) as records:
            return records.update(object, id, values)

    def get(self, object: str, id: str, by: Actor | None = None) -> Mapping[str, Any]:
        with self.reading(by) as records:
            found: Mapping[str, Any] = records.get(object, id).values
        return found


def a_database(home: Path, url: str | None) -> Database:
    return open_database(home, url)


def a_store(
    database: Database,
    *documents: Mapping[str, Any],
    hooks: Hooks = NO_HOOKS,
    zone: str = "Asia/Shanghai",
    clock: Any = None,
) -> Office:
    """A tenant of its own with a blueprint published by hand: what is under test is the store of records."""
    tenant = f"{TENANT}_{next(_tenants)}"
    blueprint = a_blueprint(*documents)
    database.create_store(tenant)
    with database.writing(tenant) as connection:
        publish_by_hand(connection, blueprint, zone)
    return Office(Store(database, hooks, clock or Clock()), tenant)


def publish_by_hand(connection: Connection, blueprint: Blueprint, zone: str = "UTC") -> None:
    """Make the blueprint the first release, with empty tables."""
    rows = [
        {"kind": d.kind, "name": d.name, "since": 1, "until": None, "body": d.body, "version": 1}
        for d in blueprint.documents.values()
    ]
    if rows:
        connection.execute(insert(DOCUMENT), rows)
    for described in build_tables(blueprint).values():
        described.table.create(connection)
        for joined in described.joins.values():
            joined.create(connection)
    write_settings(connection, {RELEASE: 1, "zone": zone})


def add_member(connection: Connection, actor: Actor) -> None:
    connection.execute(
        insert(MEMBER).values(
            id=actor.id, account_id=new_id(), email=actor.email, name=actor.name, roles=list(actor.roles),
            locale=actor.locale, active=True, preferences={}, created_at=MORNING,
        )
    )  # fmt: skip


def values_of(records: Iterable[Any], name: str) -> list[Any]:
    """One field's values of many records, in their order."""
    return [record.values[name] for record in records]
