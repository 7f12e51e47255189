"""The operation that changes the type of a field: a new column, the values read into it, the old one to the trash."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from metamodel import Blueprint, Field, Invalid, Issue, Object
from record_store.releases.conversion import Converter
from record_store.releases.operations.columns import FieldOperation, add_field, restore_field, trash_field
from record_store.releases.operations.operation import Effect, Sample
from record_store.releases.places import is_joined, place_names, renamed, trash_names
from record_store.releases.relations import Relations
from record_store.releases.rereading import Earlier, Layer, Reread, Rereading
from record_store.releases.standing import count_values
from record_store.releases.storage_shape import object_ids
from record_store.releases.trash import Trashed, mark_kept
from record_store.releases.values_in_place import Place
from record_store.releases.workbench import Workbench
from record_store.tenant_settings import read_settings

SAMPLES = 5


@dataclass(frozen=True)
class Source:
    """The field that values come from, where they are, and whether that is the trash already."""

    field: Field
    names: tuple[str, ...]
    trashed: Trashed | None = None

    @classmethod
    def of_trash(cls, trashed: Trashed) -> Source:
        assert trashed.field is not None
        return cls(trashed.field, trashed.place, trashed)


@dataclass
class Tally:
    """How the values fare, with a few of those that fare badly."""

    fates: Counter[str] = field(default_factory=Counter)
    failed: list[Sample] = field(default_factory=list)
    lossy: list[Sample] = field(default_factory=list)

    def count(self, reading: Rereading, chunk: Mapping[str, Reread]) -> None:
        self.fates.update(reread.after.fate for reread in chunk.values())
        for record, reread in chunk.items():
            fate = reread.after
            if fate.reason is not None and len(self.failed) < SAMPLES:
                self.failed.append(Sample(record, reading.show(reread.before), fate.reason))
            elif fate.fate == "lossy" and len(self.lossy) < SAMPLES:
                value = {"value": reading.show_new(fate.value)}
                becomes = Issue("becomes", "", "It becomes {value}", values=value)
                self.lossy.append(Sample(record, reading.show(reread.before), becomes))


@dataclass(frozen=True)
class ChangeType(FieldOperation):
    """A field's values are read as another type.

    Where an `earlier` column of that type is in the trash, it comes back: records whose value still is what the
    earlier one had become get the earlier one, only the others are converted.
    """

    source: Source
    earlier: Trashed | None
    between: tuple[Trashed, ...]
    """What the field became after the earlier column, before the source, in order."""
    old: Blueprint
    new: Blueprint
    name = "change_type"

    def effect(self, connection: Connection) -> Effect:
        joined = is_joined(self.source.field)
        rows = count_values(connection, self.standing.table_name, self.source.names, joined=joined)
        fates = (tally := self._tally(connection)).fates
        if fates["lossy"] or fates["failed"]:
            message = (
                "The {rows} values of {field} in {object} are read as {type}: {kept} stay what they are,"
                " {lossy} lose precision, {failed} cannot be read; the old column goes to the trash"
            )
        else:
            message = "The {rows} values of {field} in {object} are read as {type}; the old column goes to the trash"
        counts = {"kept": fates["kept"], "lossy": fates["lossy"], "failed": fates["failed"]}
        effect = self._effect(message, rows, type=self.field.type.label, **counts)
        samples = (*tally.failed, *tally.lossy)
        return replace(effect, lossy=fates["lossy"], failing=fates["failed"], samples=samples)

    def clear(self, bench: Workbench) -> None:
        if self.source.trashed is None:
            trash_field(bench, self.object.name, self.standing, self.source.field)

    def apply(self, bench: Workbench) -> None:
        if self.earlier is not None:
            restore_field(bench, self.object, self.field, self.earlier)
        else:
            add_field(bench, self.object, self.field)

    def fill(self, bench: Workbench) -> None:
        table_name = self.object.name
        target = Place(self.field, table_name, place_names(self.object, self.field))
        source = Place(self.source.field, table_name, self.source_names(bench.release))
        relations = Relations(bench.connection, self._objects(bench.release), object_ids(self.new))
        reading = self._rereading(source, target.names, relations, bench.locale, bench.zone)
        tally = Tally()
        for chunk in reading.chunks():
            changed = {record: r.after.value for record, r in chunk.items() if not r.is_earlier}
            target.write(bench.connection, changed)
            tally.count(reading, chunk)
        if tally.fates["failed"]:
            self._answer(bench, tally)

    def _answer(self, bench: Workbench, tally: Tally) -> None:
        """Do with the values that could not be read what the builder chose."""
        answer = bench.choices.answer(self.target)
        if answer == "refuse":
            raise Invalid(self._refusal(tally), "The release was not published")
        if answer == "keep" and self.source.trashed is None:
            mark_kept(
                bench.connection,
                bench.release,
                self.standing.object,
                self.source.field,
                tally.fates["failed"],
            )

    def _refusal(self, tally: Tally) -> Issue:
        shown = ", ".join(f"“{sample.value}”" for sample in tally.failed)
        return Issue(
            "values_do_not_convert",
            f"/object/{self.object.name}/{self.field.name}",
            "{failed} values of {field} in {object} cannot be read as {type}: {samples}",
            "Change these values, or choose to leave them blank or to keep them aside",
            {
                "failed": tally.fates["failed"],
                "field": self.field.label,
                "object": self.object.label,
                "type": self.field.type.label,
                "samples": shown,
            },
        )

    def _tally(self, connection: Connection) -> Tally:
        settings = read_settings(connection)
        source = Place(self.source.field, self.standing.table_name, self.source.names)
        objects = {described.id: described for described in self.old.objects.values()}
        relations = Relations(connection, objects, object_ids(self.new))
        earlier = self.earlier.place if self.earlier else ()
        reading = self._rereading(source, earlier, relations, settings.locale, settings.timezone)
        tally = Tally()
        for chunk in reading.chunks():
            tally.count(reading, chunk)
        return tally

    def _rereading(
        self, source: Place, earlier: tuple[str, ...], relations: Relations, locale: str, zone: dt.tzinfo
    ) -> Rereading:
        """`earlier` are the names where the earlier values are now."""
        ids = self.source.trashed.objects if self.source.trashed else self.standing.ids
        converter = Converter(self.source.field, self.field, locale, zone)
        before = self._earlier(source.table_name, earlier)
        return Rereading(converter, Layer(source, ids), relations, before)

    def _earlier(self, table_name: str, names: tuple[str, ...]) -> Earlier | None:
        if self.earlier is None:
            return None
        layers = [
            Layer(Place(entry.field, table_name, place), entry.objects)
            for entry, place in ((self.earlier, names), *((e, e.place) for e in self.between))
            if entry.field is not None
        ]
        return Earlier(layers[0], self.earlier.trashed_at, tuple(layers[1:]))

    def source_names(self, release: int) -> tuple[str, ...]:
        """Where the old values are once the release has put them into the trash."""
        if self.source.trashed is not None:
            return self.source.names
        before = place_names(renamed(self.standing.object, self.object.name), self.source.field)
        return tuple(trash_names(before, release).values())

    def _objects(self, release: int) -> dict[str, Object]:
        """Every object under the name its table has now: in use, or in the trash since this release."""
        staying = {described.id: described for described in self.new.objects.values()}
        gone = (described for described in self.old.objects.values() if described.id not in staying)
        trashed = {d.id: renamed(d, trash_names([d.name], release)[d.name]) for d in gone}
        return trashed | staying
