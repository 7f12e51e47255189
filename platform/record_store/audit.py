"""The audit: who signed in, made keys, changed roles, published; rows are only ever added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select
from uuid_utils import uuid7

from record_store.system_tables import AUDIT


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event; `by` is the member who did it, nothing where nobody was signed in."""

    id: str
    at: dt.datetime
    by: str | None
    event: str
    details: Mapping[str, Any]


def record_event(connection: Connection, at: dt.datetime, by: str | None, event: str, **details: Any) -> None:
    """Write down that it happened, in the transaction in which it happens."""
    row = {"id": str(uuid7()), "at": at, "by": by, "event": event, "details": details}
    connection.execute(insert(AUDIT).values(row))


def read_audit(
    connection: Connection, event: str | None = None, limit: int = 100, before: str | None = None
) -> tuple[AuditEntry, ...]:
    """The latest entries, the newest first; `before` is the id of the last one seen."""
    entries = select(AUDIT).order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc()).limit(limit)
    if event is not None:
        entries = entries.where(AUDIT.c.event == event)
    if before is not None:
        entries = entries.where(AUDIT.c.id < before)
    return tuple(AuditEntry(**row) for row in connection.execute(entries).mappings())
