"""Who is signed in: sessions kept on the server, known by the digest of a random token."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from metamodel import NotFound, Unavailable
from record_store.audit import record_event
from record_store.control_tables import ACCOUNT, SESSION
from record_store.system_tables import MEMBER
from record_store.tenancy.accounts import Account, Accounts
from record_store.tenancy.tokens import digest, new_session_token

if TYPE_CHECKING:
    from record_store.store import Store

LIFETIME = dt.timedelta(days=14)
"""A session ends when it was not used for so long."""
SEEN_EVERY = dt.timedelta(hours=1)
"""How old the note of its last use may get: writing it down at every request would cost more than it says."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one person; `id` tells it from the others and opens nothing."""

    id: str
    account_id: str
    created_at: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime
    agent: str


class Sessions:
    """One per process, over the store."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self.store = store
        self.accounts = accounts

    def sign_in(self, email: str, password: str, address: str = "", agent: str = "") -> tuple[str, Account]:
        """The token of a new session, to be shown once, and whose it is. Raises: NotAllowed, TooManyAttempts."""
        account = self.accounts.authenticate(email, password, address)
        token = self.open(account.id, agent)
        self._record_sign_in(account, address, agent)
        return token, account

    def open(self, account_id: str, agent: str = "") -> str:
        """The token of a new session for somebody who proved who they are."""
        token, now = new_session_token(), self.store.clock()
        row = {"token_hash": digest(token), "account_id": account_id, "created_at": now, "seen_at": now}
        row |= {"expires_at": now + LIFETIME, "agent": agent[:200]}
        with self.store.database.control() as control:
            control.execute(delete(SESSION).where(SESSION.c.expires_at <= now))
            control.execute(insert(SESSION).values(row))
        return token

    def find(self, token: str) -> Session | None:
        """The session behind a token, if it has not ended; using it lets it live on."""
        now, known = self.store.clock(), digest(token)
        with self.store.database.reading_control() as control:
            row = control.execute(_LIVING, {"presented": known, "moment": now}).mappings().first()
        if row is None:
            return None
        if now - row["seen_at"] >= SEEN_EVERY:
            seen = update(SESSION).where(SESSION.c.token_hash == known)
            with self.store.database.control() as control:
                control.execute(seen.values(seen_at=now, expires_at=now + LIFETIME))
        return _session(dict(row))

    def list(self, account_id: str) -> tuple[Session, ...]:
        """The person's sessions, the latest used first."""
        theirs = select(SESSION).where(
            SESSION.c.account_id == account_id, SESSION.c.expires_at > self.store.clock()
        )
        with self.store.database.reading_control() as control:
            rows = control.execute(theirs.order_by(SESSION.c.seen_at.desc())).mappings()
            return tuple(_session(dict(row)) for row in rows)

    def close(self, token: str) -> None:
        """Sign out."""
        with self.store.database.control() as control:
            control.execute(delete(SESSION).where(SESSION.c.token_hash == digest(token)))

    def revoke(self, account_id: str, session_id: str | None = None) -> None:
        """End one session of a person, or all of them."""
        theirs = delete(SESSION).where(SESSION.c.account_id == account_id)
        if session_id is not None:
            theirs = theirs.where(SESSION.c.token_hash == session_id)
        with self.store.database.control() as control:
            control.execute(theirs)

    def _record_sign_in(self, account: Account, address: str, agent: str) -> None:
        """In the audit of every tenant where this person is a member."""
        for tenant in self.accounts.tenants(account.id):
            with suppress(NotFound, Unavailable), self.store.database.writing(tenant) as connection:
                member = connection.scalar(select(MEMBER.c.id).where(MEMBER.c.account_id == account.id))
                details = {"email": account.email, "address": address, "agent": agent[:200]}
                record_event(connection, self.store.clock(), member, "sign_in", **details)


_LIVING = (
    select(SESSION)
    .join(ACCOUNT, ACCOUNT.c.id == SESSION.c.account_id)
    .where(
        SESSION.c.token_hash == bindparam("presented"),
        SESSION.c.expires_at > bindparam("moment"),
        ACCOUNT.c.active.is_(True),
    )
)
"""Asked with every page, so it is written once."""


def _session(row: dict[str, object]) -> Session:
    return Session(id=row.pop("token_hash"), **row)  # type: ignore[arg-type]
