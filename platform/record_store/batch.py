"""Many changes of one object's records at once, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MAX_BATCH = 10_000

Values = Mapping[str, Any]
"""Values by the name of the field, as people or programs give them."""


@dataclass(frozen=True, slots=True)
class Upsert:
    """Records that are updated where one with the same value of `match` is there, and created where not.

    Without `create` a record that is not there is an issue.
    """

    match: str
    records: Sequence[Values]
    create: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """`update` entries hold `id`, may hold `version`; `delete` holds ids and sends to the trash."""

    create: Sequence[Values] = ()
    update: Sequence[Values] = ()
    upsert: Upsert | None = None
    delete: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many there were of each; `ids` in the order given: created, updated, upserted, deleted.

    `new` are those of the ids that were created.
    """

    created: int
    updated: int
    deleted: int
    ids: tuple[str, ...]
    new: frozenset[str]
