"""The control store's side of a member: the account of a person, and in which tenants it comes in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, insert, select
from uuid_utils import uuid7

from record_store.control_tables import ACCOUNT, MEMBERSHIP


def account_for(control: Connection, email: str, password_hash: str, now: dt.datetime) -> str:
    """The id of the account with that address; a new one gets this hash."""
    known = control.scalar(select(ACCOUNT.c.id).where(ACCOUNT.c.email == email))
    if known is not None:
        return str(known)
    row = {"id": str(uuid7()), "email": email, "password_hash": password_hash, "created_at": now}
    control.execute(insert(ACCOUNT).values(row | {"active": True, "preferences": {}}))
    return str(row["id"])


def join(control: Connection, account_id: str, tenant: str) -> None:
    """The account comes in there."""
    leave(control, account_id, tenant)
    control.execute(insert(MEMBERSHIP).values(account_id=account_id, tenant=tenant))


def leave(control: Connection, account_id: str, tenant: str) -> None:
    """The account comes in there no more."""
    theirs = MEMBERSHIP.c.account_id == account_id, MEMBERSHIP.c.tenant == tenant
    control.execute(delete(MEMBERSHIP).where(*theirs))
