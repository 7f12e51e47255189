"""What a person is told in the inbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from record_store.system_tables import NOTIFICATION


@dataclass(frozen=True, slots=True)
class Notification:
    """One message to a member, about a record where there is one."""

    id: str
    member_id: str
    kind: str
    title: str
    body: str
    object: str | None
    record_id: str | None
    at: dt.datetime
    read_at: dt.datetime | None = None


def notify(connection: Connection, message: Notification) -> None:
    """Put the message into the member's inbox."""
    values = {name: getattr(message, name) for name in Notification.__dataclass_fields__}
    connection.execute(insert(NOTIFICATION).values(**values))


def inbox(connection: Connection, member_id: str, limit: int = 50) -> tuple[Notification, ...]:
    """The member's messages, the newest first."""
    mine = select(NOTIFICATION).where(NOTIFICATION.c.member_id == member_id)
    newest = mine.order_by(NOTIFICATION.c.at.desc(), NOTIFICATION.c.id.desc()).limit(limit)
    return tuple(_notification(row) for row in connection.execute(newest).mappings())


def unread_count(connection: Connection, member_id: str) -> int:
    """How many messages the member has not read."""
    unread = select(func.count()).select_from(NOTIFICATION)
    unread = unread.where(NOTIFICATION.c.member_id == member_id, NOTIFICATION.c.read_at.is_(None))
    return int(connection.scalar(unread) or 0)


def mark_read(connection: Connection, member_id: str, at: dt.datetime, ids: tuple[str, ...] = ()) -> None:
    """Mark these messages of the member as read; all of them where none is named."""
    read = update(NOTIFICATION).where(NOTIFICATION.c.member_id == member_id, NOTIFICATION.c.read_at.is_(None))
    connection.execute((read.where(NOTIFICATION.c.id.in_(ids)) if ids else read).values(read_at=at))


def _notification(row: Mapping[Any, Any]) -> Notification:
    return Notification(**{name: row[name] for name in Notification.__dataclass_fields__})
