"""Keeping the records behind look-ups as they are while what is read of them is stored (PostgreSQL).

SQLite has one writer at a time, so there is nothing to keep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from metamodel.field_types.values import USER_OBJECT
from record_store.reading.among import among
from record_store.system_tables import MEMBER

if TYPE_CHECKING:
    from record_store.records import Records


def lock_behind(records: Records, object_name: str, ids: Collection[str], paths: Iterable[str]) -> None:
    """Lock records, and those that their look-ups on the paths lead to, object by object.

    Whoever changes one of them waits, and then sees what was stored meanwhile; what is read afterwards is what
    they wrote before.
    """
    if records.dialect != "postgresql" or not ids:
        return
    if object_name == USER_OBJECT:
        records.rows(
            select(MEMBER.c.id)
            .where(among(records.dialect, MEMBER.c.id, sorted(ids)))
            .with_for_update(read=True)
        )
        return
    described = records.live.table(object_name)
    table, beyond = described.table, defaultdict[str, set[str]](set)
    for path in paths:
        first, _, rest = path.partition(".")
        if rest:
            beyond[first].add(rest)
    names = sorted(beyond)
    statement = select(*(table.c[name] for name in names), table.c.id)
    rows = records.rows(
        statement.where(among(records.dialect, table.c.id, sorted(ids)))
        .order_by(table.c.id)
        .with_for_update(key_share=True)
    )
    for place, name in enumerate(names):
        (target,) = described.object.by_name[name].type.targets(described.object.by_name[name])
        lock_behind(records, target, {row[place] for row in rows if row[place]}, beyond[name])
