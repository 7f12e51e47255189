"""Saving records of one object: everything that one record goes through, for many at a time.

`prepare` finds all that is wrong and changes nothing in the database; `write` writes. Line items are a save of
their own inside, prepared and written with their parents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metamodel import Issue, NotAllowed, NotFound, pointer
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.access.rights import refusal
from record_store.computed.computations import computations
from record_store.hooks import NO_HOOKS
from record_store.ids import new_ids
from record_store.search.index import index_records
from record_store.writing.computed import give_computed
from record_store.writing.conflicts import changed_meanwhile
from record_store.writing.constraints import check_constraints, give_worked_out_defaults
from record_store.writing.files import check_files
from record_store.writing.fitting import check_fitting
from record_store.writing.incoming import fields_of, read_values
from record_store.writing.issues import Issues
from record_store.writing.joins import write_joins
from record_store.writing.lines import Lines, lines_of
from record_store.writing.loading import load, load_joined
from record_store.writing.numbers import give_numbers
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import plan_of
from record_store.writing.references import check_references, look_up_matches
from record_store.writing.refused import in_our_words
from record_store.writing.rows import insert_rows, update_rows
from record_store.writing.trace import write_history, write_outbox
from record_store.writing.unique import check_unique

if TYPE_CHECKING:
    from record_store.records import Records


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a record that is there: `version` is the one it was read as, 0 when nobody said."""

    id: str
    values: Any
    path: str = ""
    version: int = 0


class Save:
    """Records of one object on their way into the database."""

    def __init__(self, records: Records, object_name: str, issues: Issues | None = None) -> None:
        self.records = records
        self.name = object_name
        self.plan = plan_of(records.live, object_name, records.moment.zone)
        self.issues = issues if issues is not None else Issues()
        self.pending: list[PendingRecord] = []
        self.lines: list[Lines] = []

    def create(
        self, sent: Sequence[Any], paths: Sequence[str], fixed: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Records to create; `fixed` are values that are set whatever was sent."""
        if not sent:
            return
        self.records.rights.require(self.name, "create")
        new = [
            PendingRecord("created", id, None, {}, path=path, given=fields_of(values, path, self.issues))
            for id, values, path in zip(new_ids(len(sent)), sent, paths, strict=True)
        ]
        self._read(new)
        for record, values in zip(new, fixed, strict=False):
            record.values.update(values)
        self._fill_in(new)
        self.pending += new

    def update(self, changes: Sequence[Change]) -> None:
        """Records to change."""
        if not changes:
            return
        self.records.rights.require(self.name, "update")
        found = load(self.records, self.name, [change.id for change in changes], "update")
        existing = []
        for change in changes:
            stored = found.get(change.id)
            if stored is None:
                self.issues.add(_not_there(change), NotFound)
            elif not stored.may:
                self.issues.add(refusal(self.plan.object, "update", change.path), NotAllowed)
            elif change.version and change.version != stored.values["version"]:
                version = stored.values["version"]
                raise changed_meanwhile(
                    self.records, self.name, change.id, change.version, version, change.path
                )
            else:
                given = fields_of(change.values, change.path, self.issues)
                before = stored.values
                existing.append(
                    PendingRecord("updated", change.id, before, {**before}, path=change.path, given=given)
                )
        self._read_joins(existing)
        self._read(existing)
        self.pending += existing

    def prepare(self) -> None:
        """Work out every value and find all that is wrong."""
        records, plan, pending, issues = self.records, self.plan, self.pending, self.issues
        look_up_matches(records, plan, pending, issues)
        give_worked_out_defaults(records, plan, [record for record in pending if record.is_new], issues)
        self._ask_hooks()
        for record in pending:
            record.settle(plan.computed)
        self.lines = [lines_of(self, field) for field in plan.lines]
        give_computed(records, plan, pending)
        check_references(records, plan, pending, issues)
        check_fitting(records, plan, pending, issues)
        check_files(records, plan, pending, issues)
        check_constraints(records, plan, pending, issues)
        check_unique(records, plan, pending, issues)

    def write(self) -> None:
        """Write what was prepared; nothing may be wrong."""
        records, plan = self.records, self.plan
        new = [record for record in self.pending if record.is_new]
        changed = [
            record
            for record in self.pending
            if not record.is_new and (record.changed or record.lines_changed)
        ]
        self._stamp(changed)
        with in_our_words(plan, self.pending):
            if new:
                give_numbers(records, plan, new)
                insert_rows(records, plan, new)
            if changed:
                update_rows(records, plan, changed)
        records.touched.save(self.name, [*new, *changed], computations(records.live).watched_of(self.name))
        write_joins(records, plan, [*new, *changed])
        write_history(records, plan, "created", new)
        write_history(records, plan, "updated", changed)
        index_records(records, plan, new, changed)
        for lines in self.lines:
            lines.write()
        write_outbox(records, plan, "created", new)
        write_outbox(records, plan, "updated", changed)

    def _read(self, pending: Sequence[PendingRecord]) -> None:
        writable = self.records.rights.writable(self.name)
        read_values(self.plan, ((record, record.given) for record in pending), writable, self.issues)

    def _read_joins(self, existing: Sequence[PendingRecord]) -> None:
        for field in self.plan.many:
            concerned = [record for record in existing if field.name in record.given]
            if concerned:
                known = load_joined(self.records, self.name, field, [record.id for record in concerned])
                for record in concerned:
                    assert record.before is not None
                    record.before[field.name] = known.get(record.id)

    def _fill_in(self, new: Sequence[PendingRecord]) -> None:
        """Defaults, and who made the record when."""
        defaults, actor, now = self.plan.defaults, self.records.actor, self.records.moment.now
        by = Ref(USER_OBJECT, actor.id)
        system = {
            "version": 1, "created_at": now, "created_by": by, "updated_at": now, "updated_by": by,
        }  # fmt: skip
        owner = None if actor.is_system else by
        for record in new:
            values = {**defaults, **record.values} if defaults else record.values
            for name in record.refused & defaults.keys():
                del values[name]
            values["id"] = record.id
            values.update(system)
            if values.get("owner") is None:
                values["owner"] = owner
            record.values = values

    def _stamp(self, changed: Sequence[PendingRecord]) -> None:
        now, by = self.records.moment.now, Ref(USER_OBJECT, self.records.actor.id)
        for record in changed:
            assert record.before is not None
            record.values.update(version=record.before["version"] + 1, updated_at=now, updated_by=by)

    def _ask_hooks(self) -> None:
        """Let the engines see and set values; what they set is read like what people give."""
        hooks = self.records.hooks
        if hooks is NO_HOOKS or self.issues or not self.pending:
            return
        for record in self.pending:
            record.settle(self.plan.computed)
        give_computed(self.records, self.plan, self.pending, final=False)
        before = [dict(record.values) for record in self.pending]
        hooks.before_save(self.records, self.name, self.pending)
        set_by_hooks = [
            (record, _differences(record.values, known, self.plan.computed))
            for record, known in zip(self.pending, before, strict=True)
        ]
        read_values(self.plan, set_by_hooks, frozenset(self.plan.parsers), self.issues)
        look_up_matches(self.records, self.plan, self.pending, self.issues)


def _differences(
    values: Mapping[str, Any], known: Mapping[str, Any], computed: frozenset[str]
) -> dict[str, Any]:
    """What was set, by the hooks themselves."""
    return {
        name: value for name, value in values.items() if name not in computed and value != known.get(name)
    }


def _not_there(change: Change) -> Issue:
    said = "There is no record {id}, or you may not see it"
    path = change.path + (pointer("id") if change.path else "")
    return Issue("not_found", path, said, values={"id": change.id})
