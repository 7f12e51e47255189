"""The records that a write is about, as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from metamodel import Field
from metamodel.field_types.values import Ref
from metamodel.role import Action
from record_store.access.scopes import ACTOR_ID
from record_store.reading.among import among
from record_store.reading.paths import Paths
from record_store.reading.selection import Selection
from record_store.reading.source import Source

if TYPE_CHECKING:
    from record_store.records import Records


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it is; `may` says whether the action is granted on it."""

    values: dict[str, Any]
    may: bool
    trashed: bool


def load(
    records: Records, object_name: str, ids: Sequence[str], action: Action, *, trashed: bool | None = False
) -> dict[str, Stored]:
    """The records with these ids that the person may see, locked until the transaction ends.

    All fields are there, hidden ones too: what is written depends on them.
    """
    described = records.live.table(object_name)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    selection = Selection(Paths(records, records.system_rights, source, described.table))
    for field in described.object.all_fields:
        if field.columns:
            selection.add(field.name, labels=False)
    visible = and_(among(records.dialect, described.table.c.id, ids), records.rights.where(source, "read"))
    if trashed is not None:
        deleted_at = described.table.c.deleted_at
        visible = and_(visible, deleted_at.is_not(None) if trashed else deleted_at.is_(None))
    granted = records.rights.where(source, action).label("granted")
    statement = select(*selection.columns, described.table.c.deleted_at, granted).where(visible)
    if records.dialect == "postgresql":
        # Records that refer to this one may be written meanwhile; only one that goes away must be alone.
        stays = action == "update"
        statement = statement.order_by(described.table.c.id)
        statement = statement.with_for_update(of=described.table, key_share=stays)
    rows = records.rows(statement, {ACTOR_ID: records.actor.id})
    return {row[0]: Stored(selection.values(row), bool(row[-1]), row[-2] is not None) for row in rows}


def load_joined(
    records: Records, object_name: str, field: Field, ids: Sequence[str]
) -> Mapping[str, tuple[Ref, ...]]:
    """The references of a many-to-many field by record, in their order, without labels."""
    joined = records.live.table(object_name).joins[field.name].c
    target = field.type.targets(field)[0]
    statement = (
        select(joined.record, joined.target)
        .where(among(records.dialect, joined.record, ids))
        .order_by(joined.record, joined.position)
    )
    found: dict[str, list[Ref]] = {}
    for record, referred in records.rows(statement):
        found.setdefault(record, []).append(Ref(target, referred))
    return {record: tuple(refs) for record, refs in found.items()}
