"""Changes that background work must hear of, in the order they were committed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from record_store.hooks import Change
from record_store.system_tables import OUTBOX


@dataclass(frozen=True, slots=True)
class Event:
    """A change of a record as it was committed; `changes` maps fields to [before, after] in JSON."""

    id: str
    object: str
    record_id: str
    action: Change
    changes: Mapping[str, Any]
    release: int
    at: dt.datetime
    by: str | None


def waiting(connection: Connection, limit: int = 100) -> Sequence[Event]:
    """The oldest events; on PostgreSQL those that another worker holds are passed over."""
    oldest = select(OUTBOX).order_by(OUTBOX.c.id).limit(limit).with_for_update(skip_locked=True)
    return [_event(row._mapping) for row in connection.execute(oldest)]


def done(connection: Connection, event: Event) -> None:
    """Take the event out; the work it asked for is committed in the same transaction."""
    connection.execute(delete(OUTBOX).where(OUTBOX.c.id == event.id))


def _event(row: Mapping[Any, Any]) -> Event:
    return Event(
        row["id"],
        row["object"],
        row["record_id"],
        row["action"],
        row["changes"],
        row["release"],
        row["at"],
        row["by"],
    )
