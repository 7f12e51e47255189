"""How engines take part in a write without the store knowing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from record_store.live import Live

if TYPE_CHECKING:
    from record_store.records import Records

Change = Literal["created", "updated", "deleted"]


@dataclass(slots=True)
class Pending:
    """A record about to be written: what it was (nothing when new) and what it will be, by field name."""

    action: Change
    id: str
    before: dict[str, Any] | None
    values: dict[str, Any]
    changed: set[str] = field(default_factory=set)


class Hooks(Protocol):
    """What the composition gives the store; `NO_HOOKS` takes part in nothing."""

    def before_save(self, records: Records, object_name: str, pending: Sequence[Pending]) -> None:
        """May set values of the pending records, or refuse by raising Invalid."""

    def listens(self, live: Live, object_name: str, action: Change, changed: frozenset[str]) -> bool:
        """Whether this change must be told to background work through the outbox."""

    def committed(self, tenant: str) -> None:
        """Told after a commit that left something in the outbox."""


class NoHooks:
    """Nobody takes part."""

    def before_save(self, records: Records, object_name: str, pending: Sequence[Pending]) -> None:
        return None

    def listens(self, live: Live, object_name: str, action: Change, changed: frozenset[str]) -> bool:
        return False

    def committed(self, tenant: str) -> None:
        return None


NO_HOOKS = NoHooks()
