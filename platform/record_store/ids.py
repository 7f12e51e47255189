"""Ids of records: UUIDs of version 7, which grow with time and so stay close together in an index."""

from __future__ import annotations

from uuid_utils import uuid7


def new_id() -> str:
    """An id greater than every one before it from this process."""
    return str(uuid7())


def new_ids(many: int) -> list[str]:
    """So many ids, each greater than the one before."""
    return [str(uuid7()) for _ in range(many)]
