"""Every operation on records, bound to one transaction and one person."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Executable

from expressions.moment import Moment
from metamodel import not_found
from metamodel.field_types.reference_type import read_id
from record_store import history, trash
from record_store.access import Rights, rights_of
from record_store.access.scopes import ACTOR_ID
from record_store.actor import Actor
from record_store.batch import Batch, BatchResult, Values
from record_store.computed.propagation import propagate
from record_store.computed.touched import Touched
from record_store.hooks import Hooks
from record_store.live import Live
from record_store.queries import Aggregate, AggregateRow, Page, Query
from record_store.reading.aggregates import aggregate
from record_store.reading.counts import count_records
from record_store.reading.labels import labels
from record_store.reading.pages import read_page
from record_store.reading.single import read_one, versions
from record_store.record import Record
from record_store.search.everywhere import Hit, search
from record_store.writing.batches import write_batch
from record_store.writing.incoming import sent_version
from record_store.writing.pending import PendingRecord
from record_store.writing.removal import trash_records
from record_store.writing.save import Change, Save

T = TypeVar("T")
MOST_PREPARED = 300
"""How many prepared statements a release remembers."""


class Records:
    """What a person can do with records; `left_work` says that the outbox was given something."""

    def __init__(
        self, connection: Connection, live: Live, actor: Actor, now: dt.datetime, hooks: Hooks
    ) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self.live = live
        self.actor = actor
        self.hooks = hooks
        self.moment = Moment(now, live.settings.timezone, actor)
        self.rights = rights_of(live, actor, self.moment, self.dialect)
        self.left_work = False
        self.touched = Touched()
        self._asked_the_clock = False
        self._arriving: defaultdict[str, set[str]] = defaultdict(set)
        self._carried: dict[tuple[str, str], PendingRecord] = {}

    # Reading

    def page(self, query: Query) -> Page:
        """Raises: Invalid, NotAllowed."""
        return read_page(self, query)

    def count(self, query: Query) -> int:
        """How many records the query finds, whatever its limit. Raises: Invalid, NotAllowed."""
        return count_records(self, query)

    def aggregate(self, asked: Aggregate) -> tuple[AggregateRow, ...]:
        """A row for each group that occurs. Raises: Invalid, NotAllowed."""
        return aggregate(self, asked)

    def get(
        self, object: str, id: str, fields: Sequence[str] | None = None, *, trashed: bool | None = False
    ) -> Record:
        """The record; `trashed=None` finds it in the trash as well. Raises: NotFound."""
        return read_one(self, object, record_id(id), None if fields is None else tuple(fields), trashed)

    def labels(self, object: str, ids: Iterable[str]) -> dict[str, str]:
        """The labels of those records that the person may see, by id."""
        return labels(self, object, [found for id in ids if (found := read_id(str(id)))])

    def versions(self, object: str, ids: Iterable[str]) -> dict[str, int]:
        """The versions of those records that the person may see and that are not in the trash, by id."""
        return versions(self, object, ids)

    def history(self, object: str, id: str) -> tuple[history.HistoryEntry, ...]:
        """What happened to the record, the newest first. Raises: NotFound."""
        return history.history(self, object, record_id(id))

    def search(self, text: str, objects: Sequence[str] | None = None, limit: int = 20) -> tuple[Hit, ...]:
        """Records of all objects, or of those named, that the text finds."""
        return search(self, text, objects, limit)

    # Writing

    def create(self, object: str, values: Values) -> Record:
        """The new record. Raises: Invalid, NotAllowed, Conflict."""
        save = Save(self, object)
        save.create([values], [""])
        return self._written(save)

    def update(self, object: str, id: str, values: Values, version: int | None = None) -> Record:
        """The record as it became; with a version, only if it still is at that one.

        Raises: Invalid, NotAllowed, NotFound, Conflict.
        """
        save = Save(self, object)
        read_as = version or sent_version(values, "", save.issues)
        save.update([Change(record_id(id), values, version=read_as)])
        return self._written(save)

    def trash(self, object: str, id: str, version: int | None = None) -> None:
        """Send the record to the trash. Raises: NotFound, NotAllowed, Conflict when others refer to it."""
        found = record_id(id)
        trash_records(self, object, [found], versions={found: version or 0})
        propagate(self)

    def restore(self, object: str, id: str) -> Record:
        """The record, back from the trash. Raises: NotFound, NotAllowed, Conflict."""
        trash.restore(self, object, record_id(id))
        propagate(self)
        return self._after(object, record_id(id))

    def purge(self, object: str, id: str) -> None:
        """Remove the record from the trash for good. Raises: NotFound, NotAllowed."""
        trash.purge(self, object, record_id(id))
        propagate(self)

    def batch(self, object: str, batch: Batch) -> BatchResult:
        """All of it or nothing. Raises: Invalid, NotAllowed, NotFound, Conflict."""
        result = write_batch(self, object, batch)
        propagate(self)
        return result

    # What operations are made of

    @property
    def system_rights(self) -> Rights:
        return rights_of(self.live, Actor.system())

    def seen_by(self, actor: Actor) -> Records:
        """The same transaction with another person's rights, to find out what they would see."""
        return Records(self.connection, self.live, actor, self.moment.now, self.hooks)

    @contextmanager
    def as_system(self) -> Iterator[None]:
        """The blueprint's own rules act inside, with every right; the history still names the person."""
        own, self.rights = self.rights, self.system_rights
        try:
            yield
        finally:
            self.rights = own

    def rows(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """All rows of a statement, which is given the actor's parameter besides its own."""
        return self.connection.execute(statement, {ACTOR_ID: self.actor.id, **(parameters or {})}).all()

    def prepared(self, key: Hashable, prepare: Callable[[], T]) -> T:
        """What was prepared under that key for this release; a few hundred are remembered.

        Rights that hold for one person at one moment are inside what is prepared, and so may be what the clock
        says: then nothing is remembered.
        """
        if self.rights.conditional:
            return prepare()
        known: OrderedDict[Hashable, Any] = self.live.memo(("prepared", self.dialect), OrderedDict)
        found = known.get(key)
        if found is None:
            asked, self._asked_the_clock = self._asked_the_clock, False
            found = prepare()
            if not self._asked_the_clock:
                known[key] = found
            self._asked_the_clock |= asked
            if len(known) > MOST_PREPARED:
                known.popitem(last=False)
        return cast(T, found)

    def ask_the_clock(self) -> None:
        """What is being prepared holds the moment, so that it serves once."""
        self._asked_the_clock = True

    @contextmanager
    def arriving(self, object: str, ids: Iterable[str]) -> Iterator[None]:
        """Inside, records with these ids may be referred to, although they are not written yet."""
        before = set(self._arriving[object])
        self._arriving[object].update(ids)
        try:
            yield
        finally:
            self._arriving[object] = before

    @contextmanager
    def carrying(self, object: str, pending: Iterable[PendingRecord]) -> Iterator[None]:
        """Inside, expressions see these records as they will be, not as they are stored."""
        before = dict(self._carried)
        self._carried.update({(object, one.id): one for one in pending})
        try:
            yield
        finally:
            self._carried = before

    def on_their_way(self, object: str, id: str) -> PendingRecord | None:
        """The record as `carrying` announced it."""
        return self._carried.get((object, id))

    def known_ids(self, object: str) -> set[str]:
        """The ids that `arriving` announced."""
        return self._arriving[object]

    def take_touched(self) -> Touched:
        """What was changed since this was asked last, for the fields that are computed of it."""
        taken, self.touched = self.touched, Touched()
        return taken

    def _written(self, save: Save) -> Record:
        save.prepare()
        save.issues.refuse()
        save.write()
        propagate(self)
        return self._after(save.name, save.pending[0].id)

    def _after(self, object: str, id: str) -> Record:
        """The record as the person sees it; only its id where it went out of sight."""
        from metamodel import NotFound

        try:
            return self.get(object, id)
        except NotFound:
            return Record(object, id, 0, {"id": id})


def record_id(text: object) -> str:
    """The id in its one spelling. Raises: NotFound for what is no id."""
    found = read_id(text) if isinstance(text, str) else None
    if found is None:
        raise not_found("record", str(text)[:80])
    return found
