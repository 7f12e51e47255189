"""The releases of tenants: edit the draft, look at the plan, publish, roll back, empty the trash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from metamodel import Blueprint, Conflict, Invalid, Issue, Key, not_found
from metamodel.references import ExpressionReader, Kinds, nothing_read
from record_store.actor import Actor
from record_store.live import current_release, read_release
from record_store.releases.choices import Choice, Choices
from record_store.releases.differences import operations_between
from record_store.releases.draft import Draft, DraftEntry, forget_entry, read_draft
from record_store.releases.editing import Editing
from record_store.releases.operations import AddColumn, add_field
from record_store.releases.plan import Plan, Planner
from record_store.releases.publishing import Publication
from record_store.releases.purging import purge
from record_store.releases.trash import Trashed, read_trash
from record_store.releases.workbench import Workbench, enter, enter_schema
from record_store.system_tables import RELEASE
from record_store.tenant_settings import read_settings

if TYPE_CHECKING:
    from record_store.store import Store

ChoiceLike = Choice | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Release:
    """A published release; `rolled_back_to` is the release whose documents it repeats."""

    number: int
    note: str
    published_at: dt.datetime
    published_by: str | None
    rolled_back_to: int | None


class Releases:
    """One per process, over the store."""

    def __init__(self, store: Store, kinds: Kinds, read: ExpressionReader = nothing_read) -> None:
        self.store = store
        self.kinds = {kind.name: kind for kind in kinds}
        self.planner = Planner(kinds, read)

    def draft(self, tenant: str) -> Draft:
        with self.store.database.reading(tenant) as connection:
            return read_draft(connection)

    def put(self, tenant: str, actor: Actor, body: Any, if_match: int | None = None) -> DraftEntry:
        """Add a document to the draft or change one. Raises: Invalid, Conflict."""
        with self._editing(tenant, actor) as editing:
            return editing.put(body, if_match)

    def put_all(self, tenant: str, actor: Actor, bodies: Iterable[Any]) -> None:
        """Make the draft exactly these documents. Raises: Invalid."""
        with self._editing(tenant, actor) as editing:
            editing.replace(bodies)

    def remove(self, tenant: str, actor: Actor, kind: str, name: str, if_match: int | None = None) -> None:
        """Take a document out of the draft. Raises: NotFound, Conflict."""
        with self._editing(tenant, actor) as editing:
            editing.remove(kind, name, if_match)

    def discard(self, tenant: str, actor: Actor, key: Key | None = None) -> None:
        """Make the draft, or one document of it, what is live."""
        with self._editing(tenant, actor) as editing:
            editing.discard(key)

    def check(self, tenant: str) -> tuple[Issue, ...]:
        """Everything that is wrong with the draft."""
        return self.planner.check(self.draft(tenant).blueprint)

    def plan(self, tenant: str) -> Plan:
        """What publishing the draft would do."""
        with self.store.database.reading_whole(tenant) as connection:
            enter_schema(connection)
            draft = read_draft(connection)
            return self.planner.plan(connection, draft.live, draft.blueprint)

    def plan_documents(self, tenant: str, blueprint: Blueprint) -> Plan:
        """What publishing these documents instead of the live ones would do; the draft stays as it is."""
        with self.store.database.reading_whole(tenant) as connection:
            enter_schema(connection)
            draft = read_draft(connection)
            editing = Editing(connection, self.kinds, self.store.clock(), None)
            wanted = editing.identified(draft, blueprint.to_json())
            return self.planner.plan(connection, draft.live, wanted)

    def plan_rollback(self, tenant: str, number: int) -> Plan:
        """What going back to that release would do. Raises: NotFound."""
        with self.store.database.reading_whole(tenant) as connection:
            enter_schema(connection)
            live = read_release(connection, current_release(connection))
            return self.planner.plan(connection, live, _release(connection, number))

    def publish(
        self,
        tenant: str,
        actor: Actor,
        note: str = "",
        choices: Iterable[ChoiceLike] = (),
        base: int | None = None,
        only: Iterable[Key] | None = None,
    ) -> int:
        """The number of the new release, which the next request works with.

        `base` is the live release that the publisher has seen, by default the one that is live at the call;
        with `only` the other changes stay in the draft.
        Raises: Invalid, with every issue and nothing changed; Conflict, when another release came first.
        """
        if base is None:
            base = self._current(tenant)
        self._make_ready(tenant)
        with self._publishing(tenant, actor, base, choices) as bench:
            draft = read_draft(bench.connection)
            chosen = draft if only is None else draft.limited_to(frozenset(only))
            if not chosen.changed:
                raise Invalid(Issue("nothing_to_publish", "", "The draft has no changes"))
            self._check(chosen.blueprint)
            versions = {key: entry.version for key, entry in chosen.changed.items()}
            Publication(bench, draft.live, chosen.blueprint, note, versions).publish()
            for key in chosen.changed:
                forget_entry(bench.connection, key)
        return base + 1

    def rollback(
        self,
        tenant: str,
        actor: Actor,
        number: int,
        choices: Iterable[ChoiceLike] = (),
        note: str = "",
    ) -> int:
        """The number of a new release with the documents of release `number`; the draft stays.

        Columns and tables come back from the trash with their values. Raises: NotFound, Invalid, Conflict.
        """
        base = self._current(tenant)
        with self._publishing(tenant, actor, base, choices) as bench:
            live = read_release(bench.connection, base)
            wanted = _release(bench.connection, number)
            if wanted.documents == live.documents:
                raise Invalid(Issue("nothing_to_publish", "", "That release and the live one are equal"))
            self._check(wanted)
            Publication(bench, live, wanted, note, {}, rolled_back_to=number).publish()
        return base + 1

    def list(self, tenant: str) -> tuple[Release, ...]:
        """All releases, the newest first."""
        with self.store.database.reading(tenant) as connection:
            rows = connection.execute(select(RELEASE).order_by(RELEASE.c.number.desc())).mappings()
            return tuple(Release(**row) for row in rows)

    def blueprint(self, tenant: str, number: int) -> Blueprint:
        """The blueprint of one release. Raises: NotFound."""
        with self.store.database.reading(tenant) as connection:
            return _release(connection, number)

    def trash(self, tenant: str) -> tuple[Trashed, ...]:
        """Columns and tables out of use, the latest first."""
        with self.store.database.reading(tenant) as connection:
            return read_trash(connection)

    def restore(self, tenant: str, actor: Actor, entry_id: str) -> DraftEntry:
        """Put a field or an object from the trash back into the draft; publishing brings its values back.

        Raises: NotFound; Invalid, when its name is taken meanwhile.
        """
        with self._editing(tenant, actor) as editing:
            entry = next((e for e in read_trash(editing.connection) if e.id == entry_id), None)
            if entry is None:
                raise not_found("trash", entry_id)
            return editing.put_back(entry)

    def purge(self, tenant: str, actor: Actor, entry_id: str, *, confirmed: bool = False) -> None:
        """Remove a column or a table in the trash for good. Raises: NotFound; Conflict, when it must be confirmed."""
        with self._editing(tenant, actor) as editing:
            purge(editing.connection, editing.at, editing.by, entry_id, confirmed=confirmed)

    def _make_ready(self, tenant: str) -> None:
        """Make the columns of new computed fields before the release that fills them (PostgreSQL).

        Adding a column keeps readers out until the transaction ends; filling one does not. A column that no
        release names is nobody's: should the release not come out, the next one that wants the name replaces it.
        """
        with self.store.database.writing(tenant) as connection:
            if connection.dialect.name != "postgresql":
                return
            enter(connection)
            draft = read_draft(connection)
            if self.planner.check(draft.blueprint):
                return
            bench = Workbench(connection, 0, self.store.clock(), None)
            for operation in operations_between(draft.live, draft.blueprint, read_trash(connection)):
                if isinstance(operation, AddColumn) and operation.is_filled_at_once:
                    add_field(bench, operation.object, operation.field)

    def _current(self, tenant: str) -> int:
        with self.store.database.reading(tenant) as connection:
            return current_release(connection)

    def _check(self, blueprint: Blueprint) -> None:
        errors = tuple(issue for issue in self.planner.check(blueprint) if issue.severity == "error")
        if errors:
            raise Invalid(errors, "The release was not published")

    @contextmanager
    def _editing(self, tenant: str, actor: Actor) -> Iterator[Editing]:
        with self.store.database.writing(tenant) as connection:
            enter(connection)
            yield Editing(connection, self.kinds, self.store.clock(), _member(actor))

    @contextmanager
    def _publishing(
        self, tenant: str, actor: Actor, base: int, choices: Iterable[ChoiceLike]
    ) -> Iterator[Workbench]:
        answers = Choices.of(choices)
        with self.store.database.writing(tenant) as connection:
            enter(connection)
            if current_release(connection) != base:
                raise Conflict(
                    Issue(
                        "published_meanwhile",
                        "",
                        "Somebody published another release meanwhile",
                        "Look at the plan again, then publish",
                    )
                )
            settings = read_settings(connection)
            yield Workbench(
                connection,
                base + 1,
                self.store.clock(),
                _member(actor),
                answers,
                settings.locale,
                settings.timezone,
            )


def _member(actor: Actor) -> str | None:
    return None if actor.is_system else actor.id


def _release(connection: Connection, number: int) -> Blueprint:
    if connection.scalar(select(RELEASE.c.number).where(RELEASE.c.number == number)) is None:
        raise not_found("release", str(number))
    return read_release(connection, number)
