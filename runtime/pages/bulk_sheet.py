"""One form over many records: what they have in common stands in it, and only what is touched is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from fastapi import Request

from expressions.tree import Literal, Membership, Path
from form_engine import (
    BoundField,
    BoundForm,
    Circumstances,
    Entries,
    FormDefinition,
    Forms,
    Reading,
    bind,
    kept_values,
    read_form,
)
from form_engine.automatic import write_automatic
from form_engine.bound import BoundItem, BoundSection
from form_engine.circumstances import no_alikes, no_judge
from metamodel import Field, Issue
from record_store.queries import Query
from record_store.records import Records
from runtime.pages.showing import circumstances_of
from web.pages import links_of
from web.visit import Visit

UNFIT = frozenset({"lines", "file", "image", "signature", "autonumber"})
"""Field types of which no value makes sense for many records."""
EMPTY = "_empty"
CHUNK = 200
MOST_REFUSING = 8


@dataclass(frozen=True, slots=True)
class Refusing:
    """A record that refuses the change, and why."""

    label: str
    href: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class BulkSheet:
    """`only` names one field where no other is to be changed."""

    request: Request
    visit: Visit
    records: Records
    object: str
    ids: Sequence[str]
    only: str = ""

    @cached_property
    def definition(self) -> FormDefinition:
        """The person's form of the object as it is for new records; a form of the one field. Raises: NotFound."""
        forms = Forms.of(self.records.live)
        if self.only:
            return forms.of_field(self.object, self.only)
        return forms.choose(self.object, "edit", self.visit.actor.roles)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the form that a value for many records makes sense for."""
        by_name, writable = self.definition.object.by_name, self.records.rights.writable(self.object)
        found = (by_name[name] for name in sorted(self.definition.field_names & writable))
        return tuple(field for field in found if field.writable and field.type.kind not in UNFIT)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What all records have in common, by field; a field that differs is not there."""
        names = [
            field.name for field in self.fields if field.name in self.records.rights.readable(self.object)
        ]
        rows = [tuple(values.get(name) for name in names) for values in self._stored(tuple(names))]
        columns = zip(names, zip(*rows, strict=True), strict=True) if rows else ()
        return {name: found[0] for name, found in columns if all(value == found[0] for value in found)}

    @property
    def mixed(self) -> frozenset[str]:
        """The fields in which the records differ."""
        return frozenset(field.name for field in self.fields) - set(self.values)

    def read(self, entries: Entries) -> Reading:
        """What was touched."""
        return read_form(self.definition, self.records.live.blueprint, entries)

    def kept(self, reading: Reading, entries: Entries) -> dict[str, Any]:
        """The values that all records get; what is ticked as empty is emptied."""
        known = {field.name for field in self.fields}
        emptied = {str(name): None for name in entries.all(EMPTY) if name in known}
        typed = kept_values(reading, self.bind(reading.values))
        return {name: value for name, value in {**typed, **emptied}.items() if name in known}

    def bind(self, typed: Mapping[str, Any] | None = None, issues: tuple[Issue, ...] = ()) -> BoundForm:
        """The form without what does not fit; it says what it was drawn with, so that the rest stays as it is."""
        bound = bind(self.definition, self._around(typed or {}, issues))
        tabs = tuple(replace(tab, sections=tuple(self._sections(tab.sections))) for tab in bound.tabs)
        fitting = replace(bound, tabs=tuple(tab for tab in tabs if tab.sections))
        drawn = bind(self.definition, self._around({}, ())).fields
        return replace(
            fitting, automatic=write_automatic({name: drawn[name].value for name in fitting.fields})
        )

    def refusing(self, issues: Sequence[Issue]) -> list[Refusing]:
        """The records that the issues of a batch are about, by name."""
        by_place: dict[int, list[Issue]] = {}
        for issue in issues:
            parts = issue.path.split("/")
            if parts[1:2] == ["update"] and parts[2:3] and parts[2].isdecimal():
                by_place.setdefault(int(parts[2]), []).append(issue)
        places = [place for place in sorted(by_place) if place < len(self.ids)]
        labels = self.records.labels(self.object, [self.ids[place] for place in places])
        links = links_of(self.request)
        return [
            Refusing(
                labels.get(self.ids[place], ""),
                links.url("record", tenant=self.visit.tenant, object=self.object, id=self.ids[place]),
                tuple(by_place[place]),
            )
            for place in places
        ]

    def _around(self, typed: Mapping[str, Any], issues: tuple[Issue, ...]) -> Circumstances:
        around = circumstances_of(
            self.request,
            self.visit,
            self.records,
            values=self.values,
            typed=typed,
            issues=issues,
            id="bulk",
            prefix="bulk",
        )
        return replace(around, judge=no_judge, alikes=no_alikes)

    def _sections(self, sections: Sequence[BoundSection]) -> Iterator[BoundSection]:
        for section in sections:
            items = tuple(item for item in map(self._item, section.items) if item is not None)
            if items:
                yield replace(section, items=items, collapsed=False)

    def _item(self, item: BoundItem) -> BoundItem | None:
        names = {field.name for field in self.fields}
        if not isinstance(item, BoundField) or item.field.name not in names or item.readonly:
            return None
        asked_for = item.field.name == self.only
        required = item.required and item.field.name not in self.mixed
        return replace(item, required=required, visible=item.visible or asked_for)

    def _stored(self, names: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
        for at in range(0, len(self.ids), CHUNK):
            chosen = Membership(Path(("id",)), tuple(Literal(id) for id in self.ids[at : at + CHUNK]))
            query = Query(self.object, filter=chosen, fields=names, limit=CHUNK)
            yield from (record.values for record in self.records.page(query).records)
