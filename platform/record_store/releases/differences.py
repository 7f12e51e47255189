"""From two blueprints and the trash to the operations between them: a pure function, by stable ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from metamodel import Blueprint, Field, Object
from record_store.computed.computations import computations
from record_store.computed.definitions import definitions
from record_store.computed.filling import together
from record_store.live import Live
from record_store.releases.operations.columns import AddColumn, RenameColumn, RestoreColumn, TrashColumn
from record_store.releases.operations.computing import Recompute
from record_store.releases.operations.conversion import ChangeType, Source
from record_store.releases.operations.indexes import (
    CreateIndex,
    CreateUnique,
    DropIndex,
    FieldSet,
    field_sets,
)
from record_store.releases.operations.operation import Operation
from record_store.releases.operations.tables import CreateTable, RenameTable, RestoreTable, TrashTable
from record_store.releases.places import place_names
from record_store.releases.standing import Standing
from record_store.releases.storage_shape import has_place, is_computed, object_ids, shape
from record_store.releases.trash import Trashed


def operations_between(old: Blueprint, new: Blueprint, trash: Sequence[Trashed]) -> tuple[Operation, ...]:
    """What to do to tables that fit `old`, with this trash, so that they fit `new`, in order.

    `trash` has what came last first.
    """
    operations = _Difference(old, new, trash).operations()
    return tuple(sorted(operations, key=lambda operation: operation.level))


@dataclass(frozen=True)
class _Difference:
    old: Blueprint
    new: Blueprint
    trash: Sequence[Trashed]

    def operations(self) -> Iterator[Operation]:
        before = {described.id: described for described in self.old.objects.values()}
        for described in self.new.objects.values():
            yield from self._object(before.pop(described.id, None), described)
        for described in before.values():
            yield TrashTable(described, self.old_ids)
        yield from self._computed()

    def _computed(self) -> Iterator[Operation]:
        """The computed fields that come to be something else, in the order in which they build on one another."""
        known = set(definitions(Live("", 0, self.old)).values())
        tables = {one.id: one.name for one in self.old.objects.values()}
        live = Live("", 0, self.new)
        wanted = definitions(live)
        changed = [one for one in computations(live).ordered if wanted[one.place] not in known]
        for group in together(changed):
            described = self.new.object(group[0].object)
            fields = tuple(one.field for one in group)
            yield Recompute(described, fields, tables.get(described.id, ""), self.new)

    @cached_property
    def old_ids(self) -> dict[str, str]:
        return object_ids(self.old)

    @cached_property
    def new_ids(self) -> dict[str, str]:
        return object_ids(self.new)

    def _object(self, before: Object | None, after: Object) -> Iterator[Operation]:
        if before is not None:
            if before.name != after.name:
                yield RenameTable(after, before)
            yield from self._fields(Standing.in_use(before, self.old_ids), after)
            return
        trashed = next((e for e in self.trash if e.field_id is None and e.object_id == after.id), None)
        if trashed is None:
            yield CreateTable(after)
            return
        yield RestoreTable(after, trashed)
        yield from self._fields(Standing.in_trash(trashed), after)

    def _fields(self, standing: Standing, after: Object) -> Iterator[Operation]:
        gone = {field.id: field for field in standing.object.fields}
        stay = set()
        for field in after.fields:
            operations = tuple(self._field(standing, after, gone.pop(field.id, None), field))
            if not any(not isinstance(operation, RenameColumn) for operation in operations):
                stay.add(field.id)
            yield from operations
        for field in gone.values():
            if has_place(field):
                yield TrashColumn(after, field, standing)
        yield from self._indexes(standing, after, stay)

    def _field(
        self, standing: Standing, after: Object, known: Field | None, field: Field
    ) -> Iterator[Operation]:
        fallen = [e for e in self.trash if (e.object_id, e.field_id) == (after.id, field.id) and e.field]
        if known is not None and self._may_stay(standing, known, field, fallen):
            if place_names(after, known) != place_names(after, field):
                yield RenameColumn(after, field, standing, known)
        elif is_computed(field) or not has_place(field):
            if known is not None and has_place(known):
                yield TrashColumn(after, known, standing)
            if has_place(field):
                yield AddColumn(after, field, standing, tuple(e for e in fallen if e.is_computed))
        elif known is not None and has_place(known):
            yield self._change(standing, after, field, Source(known, standing.place(known)), fallen)
        elif fallen and self._fits(fallen[0], field):
            yield RestoreColumn(after, field, standing, fallen[0])
        elif fallen:
            yield self._change(standing, after, field, Source.of_trash(fallen[0]), fallen[1:])
        else:
            yield AddColumn(after, field, standing)

    def _may_stay(self, standing: Standing, known: Field, field: Field, fallen: Sequence[Trashed]) -> bool:
        """Whether the values may stay where they are.

        What people wrote is not overwritten by what is computed, and comes back instead of it.
        """
        if is_computed(field) and not is_computed(known):
            return False
        if is_computed(known) and not is_computed(field) and any(not e.is_computed for e in fallen):
            return False
        return shape(known, standing.ids).fits(shape(field, self.new_ids))

    def _change(
        self, standing: Standing, after: Object, field: Field, source: Source, fallen: Sequence[Trashed]
    ) -> ChangeType:
        """A change of type; the newest column in the trash that has the wanted shape is brought back for it."""
        place = next((place for place, entry in enumerate(fallen) if self._fits(entry, field)), None)
        earlier = None if place is None else fallen[place]
        between = tuple(reversed(fallen[:place])) if place else ()
        return ChangeType(after, field, standing, source, earlier, between, self.old, self.new)

    def _fits(self, entry: Trashed, field: Field) -> bool:
        return entry.field is not None and shape(entry.field, entry.objects).fits(shape(field, self.new_ids))

    def _indexes(self, standing: Standing, after: Object, stay: set[str]) -> Iterator[Operation]:
        """Indexes whose fields all stay where they are stay too."""
        had = field_sets(standing.object) if standing.is_in_use else {}
        wanted = field_sets(after)
        own = {field.id for field in after.fields}
        moved = own - stay
        for name, entry in had.items():
            if name not in wanted or _ids(standing.object, entry) & moved:
                yield DropIndex(standing.object, entry)
        for name, entry in wanted.items():
            if name not in had or _ids(after, entry) & moved:
                kind = CreateUnique if entry.unique else CreateIndex
                yield kind(after, entry, standing)


def _ids(described: Object, entry: FieldSet) -> set[str]:
    return {described.by_name[name].id for name in entry.fields if name in described.by_name}
