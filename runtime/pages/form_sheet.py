"""A form being filled in: its definition, the record behind it and what was posted, from reading to saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from form_engine import (
    BoundField,
    BoundForm,
    BoundLines,
    Entries,
    FormDefinition,
    Forms,
    Reading,
    Starting,
    bind,
    kept_values,
    missing_values,
    pending_values,
    read_form,
    same_as_typed,
)
from metamodel import Issue
from record_store.history import HistoryEntry, entries_since
from record_store.record import Record
from record_store.records import Records
from runtime.pages.showing import circumstances_of
from runtime.pages.uploads import with_descriptions
from web.visit import Visit

TAB = "_tab"


@dataclass(frozen=True)
class FormSheet:
    """`record` is nothing while a new one is made; `given` are values that a link brought along."""

    request: Request
    visit: Visit
    records: Records
    object: str
    purpose: str
    record: Record | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    prefix: str = "form"
    version: int | None = None
    """The version of the record that a draft was made from, where that is another one."""

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What is stored, or what a new record starts with."""
        return self.record.values if self.record is not None else self.starting(self.given)

    def starting(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a new record starts with while this is typed: defaults that are worked out follow it."""
        live, described = self.records.live, self.records.live.blueprint.object(self.object)
        starting = live.memo(("starting", self.object), lambda: Starting.of(live.blueprint, described))
        around = circumstances_of(self.request, self.visit, self.records)
        given = pending_values(described, {}, typed, around)
        return starting.values(self.records.moment, around.follow, given)

    @cached_property
    def definition(self) -> FormDefinition:
        """The form for this purpose, the person's roles and the record."""
        around = circumstances_of(self.request, self.visit, self.records)
        prior = self.values if self.record else None
        return Forms.of(self.records.live).choose(
            self.object,
            self.purpose,
            self.visit.actor.roles,
            lambda condition: condition.holds(self.values, prior, self.records.moment, around.follow),
        )

    def read(self, form: FormData, extra: Iterable[tuple[str, Any]] = ()) -> Reading:
        """What was posted; `extra` are entries that uploads became."""
        entries = Entries.of([*form.multi_items(), *extra])
        return read_form(self.definition, self.records.live.blueprint, entries)

    def bind(
        self, typed: Mapping[str, Any] | None = None, issues: tuple[Issue, ...] = (), tab: str = ""
    ) -> BoundForm:
        typed = self.given if typed is None else typed
        return bind(
            self.definition,
            circumstances_of(
                self.request,
                self.visit,
                self.records,
                values=self.values if self.record is not None else self.starting(typed),
                typed=typed,
                issues=issues,
                id=self.record.id if self.record else None,
                version=(self.version or self.record.version) if self.record else None,
                prefix=self.prefix,
                tab=tab,
            ),
        )

    def kept(self, reading: Reading) -> dict[str, Any]:
        """What is to be saved of what was posted; of a record that is there only what the person changed."""
        values = kept_values(reading, self.bind(reading.values))
        if self.record is not None:
            drawn = self.drawn(reading.version)
            values = {name: raw for name, raw in values.items() if not same_as_typed(raw, drawn.get(name))}
        return with_descriptions(self.records, self.definition.object, values)

    def missing(self, reading: Reading) -> tuple[Issue, ...]:
        """What this form requires and was not given."""
        return missing_values(self.definition, self.bind(reading.values)) if reading.action.saves else ()

    def changes_since(self, version: int | None) -> tuple[HistoryEntry, ...]:
        """What others did to the record since it was at that version, the oldest first."""
        if self.record is None or version is None or version >= self.record.version:
            return ()
        return entries_since(self.records, self.object, self.record.id, version)

    def drawn(self, version: int | None) -> dict[str, Any]:
        """What the inputs held when the form was drawn from that version of the record."""
        before = before_of(self.changes_since(version))
        sheet = (
            replace(self, record=replace(self.record, values={**self.values, **before}))
            if self.record
            else self
        )
        return {
            item.field.name: item.value if isinstance(item, BoundField) else typed_rows(item)
            for item in sheet.bind({}).items
            if isinstance(item, BoundField | BoundLines)
        }


def before_of(changes: Iterable[HistoryEntry]) -> dict[str, Any]:
    """The values before the first of the changes; line items are left out, the history only counts them."""
    before: dict[str, Any] = {}
    for entry in changes:
        for name, (was, _) in entry.changes.items():
            if not (isinstance(was, dict) or name in before):
                before[name] = was
    return before


def typed_rows(lines: BoundLines) -> list[dict[str, Any]]:
    """The grid as it would be posted untouched."""
    return [
        {**{cell.field.name: cell.value for cell in row.cells if not cell.readonly}, "id": row.id}
        for row in lines.rows
    ]
