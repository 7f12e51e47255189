"""Keys by which programs act for a member: only their digests are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, insert, select, update
from uuid_utils import uuid7

from metamodel import NotFound, not_found
from metamodel.field_types.reference_type import read_id
from record_store.actor import Actor
from record_store.audit import record_event
from record_store.system_tables import API_KEY, MEMBER
from record_store.tenancy.members import Member, Members, member_of
from record_store.tenancy.tokens import digest, new_api_key, tenant_of_key

if TYPE_CHECKING:
    from record_store.store import Store

USED_EVERY = dt.timedelta(minutes=5)
"""How old the note of a key's last use may get."""
_OPENED = (
    select(MEMBER, API_KEY.c.id.label("key_id"), API_KEY.c.used_at)
    .join(API_KEY, API_KEY.c.member_id == MEMBER.c.id)
    .where(
        API_KEY.c.key_hash == bindparam("presented"),
        API_KEY.c.revoked_at.is_(None),
        MEMBER.c.active.is_(True),
    )
)
"""Asked with every call of the API, so it is written once."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as people see it in lists: everything but the key."""

    id: str
    member_id: str
    name: str
    created_at: dt.datetime
    used_at: dt.datetime | None
    revoked_at: dt.datetime | None


class ApiKeys:
    """One per process, over the store."""

    def __init__(self, store: Store, members: Members) -> None:
        self.store = store
        self.members = members

    def create(self, tenant: str, by: Actor, member_id: str, name: str = "") -> str:
        """The key, to be shown once: nobody can read it again. Raises: NotFound."""
        member = self.members.get(tenant, member_id)
        key, now = new_api_key(tenant), self.store.clock()
        row = {"id": str(uuid7()), "member_id": member.id, "name": name[:200], "key_hash": digest(key)}
        with self.store.database.writing(tenant) as connection:
            connection.execute(insert(API_KEY).values(row | {"created_at": now}))
            self._record(connection, by, "key_created", row["id"], member)
        return key

    def find(self, key: str) -> tuple[str, Member] | None:
        """The tenant that a key opens and the member it acts for; nothing when it opens none."""
        tenant = tenant_of_key(key)
        if tenant is None:
            return None
        try:
            with self.store.database.reading(tenant) as connection:
                row = connection.execute(_OPENED, {"presented": digest(key)}).first()
        except NotFound:
            return None
        if row is None:
            return None
        self._note_use(tenant, row.key_id, row.used_at)
        return tenant, member_of(row)

    def list(self, tenant: str, member_id: str | None = None) -> tuple[ApiKey, ...]:
        """The keys of the tenant, or of one member, the newest first."""
        columns = [API_KEY.c[name] for name in ApiKey.__slots__]
        keys = select(*columns).order_by(API_KEY.c.created_at.desc(), API_KEY.c.id)
        if member_id is not None:
            keys = keys.where(API_KEY.c.member_id == member_id)
        with self.store.database.reading(tenant) as connection:
            return tuple(ApiKey(*row) for row in connection.execute(keys))

    def revoke(self, tenant: str, by: Actor, key_id: str) -> None:
        """The key opens nothing from now on. Raises: NotFound."""
        if read_id(key_id) is None:
            raise not_found("key", key_id)
        living = update(API_KEY).where(API_KEY.c.id == key_id, API_KEY.c.revoked_at.is_(None))
        with self.store.database.writing(tenant) as connection:
            if connection.execute(living.values(revoked_at=self.store.clock())).rowcount == 0:
                raise not_found("key", key_id)
            owner = select(API_KEY.c.member_id).where(API_KEY.c.id == key_id)
            row = connection.execute(select(MEMBER).where(MEMBER.c.id == owner.scalar_subquery())).one()
            self._record(connection, by, "key_revoked", key_id, member_of(row))

    def _note_use(self, tenant: str, key_id: str, used_at: dt.datetime | None) -> None:
        now = self.store.clock()
        if used_at is None or now - used_at >= USED_EVERY:
            with self.store.database.writing(tenant) as connection:
                connection.execute(update(API_KEY).where(API_KEY.c.id == key_id).values(used_at=now))

    def _record(self, connection: Connection, by: Actor, event: str, key_id: str, member: Member) -> None:
        actor = None if by.is_system else by.id
        record_event(connection, self.store.clock(), actor, event, key=key_id, member=member.id)
