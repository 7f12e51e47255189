"""How the engines take part in writes: the store has one place for hooks, several engines want it."""

from __future__ import annotations

from collections.abc import Sequence

from record_store.hooks import Change, Hooks, Pending
from record_store.live import Live
from record_store.records import Records


class JoinedHooks:
    """The hooks of several engines as one, asked in their order."""

    def __init__(self, hooks: Sequence[Hooks] = ()) -> None:
        self.hooks = tuple(hooks)

    def before_save(self, records: Records, object_name: str, pending: Sequence[Pending]) -> None:
        for hooks in self.hooks:
            hooks.before_save(records, object_name, pending)

    def listens(self, live: Live, object_name: str, action: Change, changed: frozenset[str]) -> bool:
        return any(hooks.listens(live, object_name, action, changed) for hooks in self.hooks)

    def committed(self, tenant: str) -> None:
        for hooks in self.hooks:
            hooks.committed(tenant)
