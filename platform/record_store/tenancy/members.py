"""The people of a tenant: their roles, language and clock, and whether they may come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update
from uuid_utils import uuid7

from metamodel import Blueprint, Conflict, Invalid, Issue, not_found
from metamodel.field_types.reference_type import read_id
from metamodel.field_types.values import USER_OBJECT
from record_store.actor import Actor
from record_store.audit import record_event
from record_store.computed.propagation import propagate
from record_store.live import current_release, read_release
from record_store.system_tables import API_KEY, MEMBER
from record_store.tenancy.accounts import Accounts, clean_email
from record_store.tenancy.membership import join, leave
from record_store.tenancy.tenants import check_settings
from record_store.tenant_settings import read_settings

if TYPE_CHECKING:
    from record_store.store import Store

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a tenant; `zone` is nothing where they go by the tenant's clock."""

    id: str
    account_id: str
    email: str
    name: str
    roles: tuple[str, ...]
    locale: str
    zone: str | None
    active: bool
    created_at: dt.datetime

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.email, self.name, self.roles, self.locale)


class Members:
    """One per process, over the store."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self.store = store
        self.accounts = accounts

    def add(
        self,
        tenant: str,
        by: Actor,
        email: str,
        roles: Iterable[str],
        name: str = "",
        password: str | None = None,
        locale: str | None = None,
        zone: str | None = None,
    ) -> Member:
        """A new member, with an account if the person has none; a password they have already stays.

        Raises: NotFound, Invalid; Conflict, when the person is a member.
        """
        address, wanted = clean_email(email), tuple(dict.fromkeys(roles))
        with self.store.database.reading(tenant) as connection:
            _check_roles(_live(connection), wanted)
            _check_new(connection, address)
            settings = read_settings(connection)
        locale = locale or settings.locale
        check_settings(locale, zone or settings.zone)
        account = self.accounts.find(address) or self.accounts.create(address, password)
        shown = " ".join(name.split())[:LONGEST_NAME] or address.partition("@")[0]
        member = Member(
            str(uuid7()), account.id, address, shown, wanted, locale, zone, True, self.store.clock()
        )
        self._join(account.id, tenant)
        with self.store.database.writing(tenant) as connection:
            _check_new(connection, address)
            connection.execute(insert(MEMBER).values(**_row(member), preferences={}))
            self._record(connection, by, "member_added", member, roles=list(wanted))
        return member

    def list(self, tenant: str) -> tuple[Member, ...]:
        """All members by name, those who may not come in too."""
        with self.store.database.reading(tenant) as connection:
            rows = connection.execute(select(MEMBER).order_by(MEMBER.c.name, MEMBER.c.id))
            return tuple(member_of(row) for row in rows)

    def get(self, tenant: str, member_id: str) -> Member:
        """Raises: NotFound."""
        with self.store.database.reading(tenant) as connection:
            return _by_id(connection, member_id)

    def find(self, tenant: str, email: str) -> Member:
        """Raises: NotFound."""
        address = email.strip().lower()
        with self.store.database.reading(tenant) as connection:
            return _find(connection, MEMBER.c.email == address, address)

    def of_account(self, tenant: str, account_id: str) -> Member:
        """The member that this account is. Raises: NotFound, also when the member may not come in."""
        with self.store.database.reading(tenant) as connection:
            comes_in = (MEMBER.c.account_id == account_id) & MEMBER.c.active.is_(True)
            return _find(connection, comes_in, tenant, what="tenant")

    def change(
        self,
        tenant: str,
        by: Actor,
        member_id: str,
        *,
        name: str | None = None,
        roles: Iterable[str] | None = None,
        locale: str | None = None,
        zone: str | None = None,
        active: bool | None = None,
    ) -> Member:
        """The member with what was given changed. Raises: NotFound, Invalid; Conflict, for the last admin."""
        given: dict[str, Any] = {
            "name": name,
            "roles": None if roles is None else tuple(dict.fromkeys(roles)),
        }
        given |= {"locale": locale, "zone": zone, "active": active}
        with self.store.database.writing(tenant) as connection:
            before = _by_id(connection, member_id)
            after = replace(before, **{key: value for key, value in given.items() if value is not None})
            check_settings(after.locale, after.zone or "UTC")
            blueprint = _live(connection)
            if roles is not None:
                _check_roles(blueprint, after.roles)
            _check_admin_stays(connection, blueprint, after)
            connection.execute(update(MEMBER).where(MEMBER.c.id == member_id).values(_row(after)))
            if after.name != before.name:
                self._tell_of_name(connection, tenant, by, member_id)
            if after.roles != before.roles:
                self._record(
                    connection, by, "roles_changed", after, before=list(before.roles), after=list(after.roles)
                )
            if after.active != before.active:
                event = "member_activated" if after.active else "member_deactivated"
                self._record(connection, by, event, after)
        if after.active and not before.active:
            self._join(after.account_id, tenant)
        return after

    def remove(self, tenant: str, by: Actor, member_id: str) -> None:
        """The person comes in no more; what they did keeps their name. Raises: NotFound, Conflict."""
        member = self.change(tenant, by, member_id, active=False)
        with self.store.database.writing(tenant) as connection:
            revoked = update(API_KEY).where(API_KEY.c.member_id == member_id, API_KEY.c.revoked_at.is_(None))
            connection.execute(revoked.values(revoked_at=self.store.clock()))
        with self.store.database.control() as control:
            leave(control, member.account_id, tenant)

    def preferences(self, tenant: str, member_id: str) -> dict[str, Any]:
        """What the person chose for themselves: columns, the state of menus. Raises: NotFound."""
        with self.store.database.reading(tenant) as connection:
            kept = connection.scalar(select(MEMBER.c.preferences).where(MEMBER.c.id == member_id))
        if kept is None:
            raise not_found("member", member_id)
        return dict(kept)

    def prefer(self, tenant: str, member_id: str, **chosen: Any) -> None:
        """Keep these preferences beside the others."""
        with self.store.database.writing(tenant) as connection:
            kept = connection.scalar(select(MEMBER.c.preferences).where(MEMBER.c.id == member_id)) or {}
            changed = update(MEMBER).where(MEMBER.c.id == member_id)
            connection.execute(changed.values(preferences={**kept, **chosen}))

    def _tell_of_name(self, connection: Connection, tenant: str, by: Actor, member_id: str) -> None:
        """Formulas say the names of people, such as that of an owner."""
        records = self.store.records(connection, tenant, by)
        records.touched.derive((USER_OBJECT, "name"), [member_id])
        propagate(records)

    def _join(self, account_id: str, tenant: str) -> None:
        with self.store.database.control() as control:
            join(control, account_id, tenant)

    def _record(self, connection: Connection, by: Actor, event: str, member: Member, **details: Any) -> None:
        actor = None if by.is_system else by.id
        record_event(
            connection, self.store.clock(), actor, event, member=member.id, email=member.email, **details
        )


def admin_roles(blueprint: Blueprint) -> tuple[str, ...]:
    """The roles whose people may manage people."""
    return tuple(name for name, role in blueprint.roles.items() if "users" in role.abilities)


def _live(connection: Connection) -> Blueprint:
    return read_release(connection, current_release(connection))


def _check_roles(blueprint: Blueprint, roles: tuple[str, ...]) -> None:
    unknown = [role for role in roles if role not in blueprint.roles]
    if unknown:
        values = {"role": unknown[0], "roles": ", ".join(blueprint.roles)}
        hint = "Choose among: {roles}"
        raise Invalid(Issue("unknown_role", "/roles", "There is no role “{role}”", hint, values))
    if not roles:
        raise Invalid(Issue("role_needed", "/roles", "A member needs at least one role"))


def _check_new(connection: Connection, email: str) -> None:
    if connection.scalar(select(MEMBER.c.id).where(MEMBER.c.email == email)) is not None:
        message = "{email} is a member already"
        hint = "Change the roles of this member, or let the person in again"
        raise Conflict(Issue("member_known", "/email", message, hint, {"email": email}))


def _check_admin_stays(connection: Connection, blueprint: Blueprint, changed: Member) -> None:
    """Somebody must be able to manage people."""
    admins = set(admin_roles(blueprint))
    others = connection.execute(select(MEMBER).where(MEMBER.c.id != changed.id, MEMBER.c.active.is_(True)))
    if changed.active and admins & set(changed.roles):
        return
    was = _find(connection, MEMBER.c.id == changed.id, changed.id)
    if not (was.active and admins & set(was.roles)) or any(admins & set(row.roles) for row in others):
        return
    hint = "Give somebody else a role that manages people first"
    raise Conflict(
        Issue("last_admin", "", "{name} is the last one who manages people", hint, {"name": was.name})
    )


def _by_id(connection: Connection, member_id: str) -> Member:
    if read_id(member_id) is None:
        raise not_found("member", member_id)
    return _find(connection, MEMBER.c.id == member_id, member_id)


def _find(connection: Connection, which: Any, name: str, what: str = "member") -> Member:
    row = connection.execute(select(MEMBER).where(which)).first()
    if row is None:
        raise not_found(what, name)
    return member_of(row)


def member_of(row: Any) -> Member:
    return Member(
        row.id,
        row.account_id,
        row.email,
        row.name,
        tuple(row.roles),
        row.locale,
        row.zone,
        row.active,
        row.created_at,
    )


def _row(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "account_id": member.account_id,
        "email": member.email,
        "name": member.name,
        "roles": list(member.roles),
        "locale": member.locale,
        "zone": member.zone,
        "active": member.active,
        "created_at": member.created_at,
    }
