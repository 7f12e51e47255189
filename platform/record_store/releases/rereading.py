"""Reading all values of a field as another one: record by record, what each becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metamodel.field_types.values import Ref
from record_store.releases.conversion import Converted, Converter
from record_store.releases.relations import Relations
from record_store.releases.storage_shape import ObjectIds
from record_store.releases.values_in_place import Place


@dataclass(frozen=True)
class Layer:
    """Values of a field at some time: where they are, and which objects were meant by the names in them."""

    place: Place
    ids: ObjectIds


@dataclass(frozen=True)
class Earlier:
    """The column of the wanted type that the field had before, and what it became in between, in order."""

    layer: Layer
    since: dt.datetime
    between: tuple[Layer, ...]


@dataclass(frozen=True)
class Rereading:
    """How the values of `source` become values of the new field.

    Where there is an `earlier` column, a record that was not changed since gets the value it had there.
    """

    converter: Converter
    source: Layer
    relations: Relations
    earlier: Earlier | None = None

    def chunks(self) -> Iterator[dict[str, Reread]]:
        """What becomes of each value, by the record's id, some thousand at a time."""
        connection = self.relations.connection
        beside = (self.earlier.layer.place,) if self.earlier else ()
        for ids in self.source.place.chunks(connection, beside=beside):
            values = self._values(self.source, ids)
            unchanged = self._unchanged(self.earlier, values, ids) if self.earlier else {}
            rest = {record: value for record, value in values.items() if record not in unchanged}
            fates = self._read(self.converter, rest)
            yield {
                record: unchanged.get(record) or Reread(values.get(record), fates.get(record, BLANK))
                for record in ids
            }

    def show(self, value: Any) -> str:
        return "" if value is None else self.converter.text(value)

    def show_new(self, value: Any) -> str:
        return Converter(self.converter.new, self.converter.old, self.converter.locale).text(value)

    def _values(self, layer: Layer, ids: Sequence[str]) -> Mapping[str, Any]:
        return self.relations.labelled(layer.place.read(self.relations.connection, ids), layer.ids)

    def _read(self, converter: Converter, values: Mapping[str, Any]) -> Mapping[str, Converted]:
        converted = {record: converter.convert(value) for record, value in values.items()}
        return self.relations.resolved(converted) if converter.new.type.refers else converted

    def _unchanged(self, earlier: Earlier, now: Mapping[str, Any], ids: Sequence[str]) -> dict[str, Reread]:
        """The records with their earlier values: nobody touched them since, or only their other fields."""
        before = self._values(earlier.layer, ids)
        updated = self.source.place.updated(self.relations.connection, ids)
        touched = [id for id in ids if (at := updated.get(id)) is None or at > earlier.since]
        same = set(ids).difference(touched) | self._following(earlier, now, touched)
        return {
            id: Reread(now.get(id), Converted(before.get(id), "kept"), is_earlier=True)
            for id in ids
            if id in same
        }

    def _following(self, earlier: Earlier, now: Mapping[str, Any], ids: Sequence[str]) -> set[str]:
        """The records whose value follows from the earlier one, through each of the types in between."""
        same = set(ids)
        if not ids:
            return same
        layers = (earlier.layer, *earlier.between)
        states = [*(self._values(layer, ids) for layer in layers), now]
        fields = [*(layer.place.field for layer in layers), self.converter.old]
        for old, new, values, became in zip(fields, fields[1:], states, states[1:], strict=False):
            converter = Converter(old, new, self.converter.locale, self.converter.zone)
            fates = self._read(converter, values)
            same = {id for id in same if _bare(fates.get(id, BLANK).value) == _bare(became.get(id))}
        return same


@dataclass(frozen=True, slots=True)
class Reread:
    """A value and what it becomes; `is_earlier` when that is the value the record had in the column before."""

    before: Any
    after: Converted
    is_earlier: bool = False


BLANK = Converted(None, "kept")


def _bare(value: Any) -> Any:
    """The value without the titles of records, which are not part of it."""
    if isinstance(value, Ref):
        return value.id
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_bare(one) for one in value)
    return value
