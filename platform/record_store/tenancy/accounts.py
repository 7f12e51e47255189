"""The accounts of people over all tenants: an address and a password, and where they are members."""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from uuid_utils import uuid7

from metamodel import Conflict, Invalid, Issue, NotAllowed, not_found
from record_store.control_tables import ACCOUNT, MEMBERSHIP, SESSION, TENANT
from record_store.tenancy.passwords import NO_PASSWORD, hash_password, is_outdated, matches
from record_store.tenancy.throttle import SignInThrottle

if TYPE_CHECKING:
    from record_store.store import Store

log = logging.getLogger(__name__)

LONGEST_EMAIL = 254
_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.?[^@\s\x00-\x1f]*")
_UNUSUAL = re.compile(r"[\x00-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in."""

    id: str
    email: str
    created_at: dt.datetime
    active: bool


class Accounts:
    """One per process, over the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.throttle = SignInThrottle(store.database, store.clock)

    def create(self, email: str, password: str | None = None) -> Account:
        """Raises: Invalid; Conflict, when there is one for that address."""
        address = clean_email(email)
        account = Account(str(uuid7()), address, self.store.clock(), True)
        row = {"id": account.id, "email": address, "created_at": account.created_at, "active": True}
        row |= {"password_hash": hash_password(password) if password else NO_PASSWORD, "preferences": {}}
        try:
            with self.store.database.control() as control:
                if control.scalar(select(ACCOUNT.c.id).where(ACCOUNT.c.email == address)) is not None:
                    raise _known(address)
                control.execute(insert(ACCOUNT).values(row))
        except IntegrityError:
            raise _known(address) from None
        return account

    def find(self, email: str) -> Account | None:
        known = _UNUSUAL.sub("", email).strip().lower()
        with self.store.database.reading_control() as control:
            row = control.execute(select(ACCOUNT).where(ACCOUNT.c.email == known)).first()
        return _account(row) if row else None

    def get(self, account_id: str) -> Account:
        """Raises: NotFound."""
        with self.store.database.reading_control() as control:
            row = control.execute(select(ACCOUNT).where(ACCOUNT.c.id == account_id)).first()
        if row is None:
            raise not_found("account", account_id)
        return _account(row)

    def set_password(self, account_id: str, password: str) -> None:
        """Change the password and end all sessions. Raises: Invalid."""
        changed = (
            update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(password_hash=hash_password(password))
        )
        with self.store.database.control() as control:
            control.execute(changed)
            control.execute(delete(SESSION).where(SESSION.c.account_id == account_id))

    def authenticate(self, email: str, password: str, address: str) -> Account:
        """The account that these words open, for somebody at this network address.

        Raises: NotAllowed, with the same words whatever is wrong; TooManyAttempts.
        """
        known = _UNUSUAL.sub("", email).strip().lower()[:LONGEST_EMAIL]
        self.throttle.attempt(known, address)
        with self.store.database.reading_control() as control:
            row = control.execute(select(ACCOUNT).where(ACCOUNT.c.email == known)).first()
        if not matches(password, row.password_hash if row else NO_PASSWORD) or row is None or not row.active:
            log.info("sign-in refused: %s from %s", known, address)
            raise NotAllowed(_refusal(), "You are not signed in")
        self.throttle.forgive(known, address)
        if is_outdated(row.password_hash):
            self._rehash(row.id, password)
        return _account(row)

    def tenants(self, account_id: str) -> tuple[str, ...]:
        """The names of the tenants where this person is a member."""
        joined = select(MEMBERSHIP.c.tenant).join(TENANT, TENANT.c.name == MEMBERSHIP.c.tenant)
        theirs = joined.where(MEMBERSHIP.c.account_id == account_id, TENANT.c.state == "ready")
        with self.store.database.reading_control() as control:
            return tuple(control.scalars(theirs.order_by(MEMBERSHIP.c.tenant)))

    def _rehash(self, account_id: str, password: str) -> None:
        stronger = (
            update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(password_hash=hash_password(password))
        )
        with self.store.database.control() as control:
            control.execute(stronger)


def clean_email(email: str) -> str:
    """The address in its one spelling. Raises: Invalid."""
    address = email.strip().lower()
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        hint = "Write it like name@company.com"
        raise Invalid(
            Issue("bad_email", "/email", "“{email}” is not an e-mail address", hint, {"email": address[:80]})
        )
    return address


def _account(row: Any) -> Account:
    return Account(row.id, row.email, row.created_at, row.active)


def _known(address: str) -> Conflict:
    return Conflict(
        Issue("email_taken", "/email", "There is an account for {email} already", values={"email": address})
    )


def _refusal() -> Issue:
    return Issue("wrong_sign_in", "", "E-mail address or password are not right", "Check both and try again")
