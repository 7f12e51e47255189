"""What a transaction changed, as far as computed fields may depend on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from record_store.writing.pending import PendingRecord

Place = tuple[str, str]
"""An object and a field of it."""
PRESENCE = "deleted_at"
"""The field that changes when a record comes or goes."""


class Touched:
    """The records whose fields changed, by object and field.

    `saved` ones were written with their own computed fields right; `derived` ones were recomputed. `left` are the
    records that a look-up led to before it changed.
    """

    def __init__(self) -> None:
        self.saved: defaultdict[Place, set[str]] = defaultdict(set)
        self.derived: defaultdict[Place, set[str]] = defaultdict(set)
        self.left: defaultdict[Place, set[str]] = defaultdict(set)

    def __bool__(self) -> bool:
        return bool(self.saved or self.derived)

    def save(self, object_name: str, written: Iterable[PendingRecord], watched: Set[str]) -> None:
        """Records were written; `watched` are the fields of their object that something depends on."""
        if not watched:
            return
        for record in written:
            names = watched if record.before is None else watched & record.changed
            for name in names:
                self.saved[object_name, name].add(record.id)
                self._leave(object_name, name, record)

    def change(self, object_name: str, written: Iterable[PendingRecord]) -> None:
        """Fields were written without the record's computed fields being seen to."""
        for record in written:
            for name in record.changed:
                self.derived[object_name, name].add(record.id)
                self._leave(object_name, name, record)

    def come_or_go(self, object_name: str, ids: Iterable[str], watched: Set[str]) -> None:
        """Records went into the trash, or came out of it."""
        if PRESENCE in watched:
            self.saved[object_name, PRESENCE].update(ids)

    def derive(self, place: Place, ids: Iterable[str]) -> None:
        self.derived[place].update(ids)

    def _leave(self, object_name: str, name: str, record: PendingRecord) -> None:
        before = (record.before or {}).get(name)
        if before is not None and hasattr(before, "object"):
            self.left[object_name, name].add(before.id)
