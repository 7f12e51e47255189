"""Reading all values of a field as another one: record by record, what each becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from metamodel.field_types.values import Ref
from record_store.releases.conversion import Converted, Converter
from record_store.releases.relations import Relations
from record_store.releases.storage_shape import ObjectIds
from record_store.releases.values_in_place import Place


@dataclass(frozen=True)
class Rereading:
    """How the values in `source` become values of the new field.

    `earlier` has values from before the field became what `source` is: where a value in `source` still is what
    the earlier one had become, the earlier one counts.
    """

    converter: Converter
    source: Place
    ids: ObjectIds
    relations: Relations
    earlier: Place | None = None
    earlier_ids: ObjectIds = field(default_factory=dict)

    def chunks(self) -> Iterator[dict[str, Reread]]:
        """What becomes of each value, by the record's id, some thousand at a time."""
        beside = (self.earlier,) if self.earlier else ()
        for chunk in self.source.chunks(self.relations.connection, beside=beside):
            values = self.relations.labelled(chunk.values[0], self.ids)
            fates = self._read(self.converter, values)
            unchanged = self._unchanged(values, chunk.values[1]) if self.earlier else {}
            yield {
                record: unchanged.get(record) or Reread(values.get(record), fates.get(record, BLANK))
                for record in chunk.ids
            }

    def show(self, value: Any) -> str:
        return "" if value is None else self.converter.text(value)

    def show_new(self, value: Any) -> str:
        return Converter(self.converter.new, self.converter.old, self.converter.locale).text(value)

    def _read(self, converter: Converter, values: Mapping[str, Any]) -> Mapping[str, Converted]:
        converted = {record: converter.convert(value) for record, value in values.items()}
        return self.relations.resolved(converted) if converter.new.type.refers else converted

    def _unchanged(self, now: Mapping[str, Any], earlier: Mapping[str, Any]) -> dict[str, Reread]:
        """The records whose value still is what the earlier one had become."""
        assert self.earlier is not None
        there = Converter(self.earlier.field, self.converter.old, self.converter.locale, self.converter.zone)
        before = self.relations.labelled(earlier, self.earlier_ids)
        became = self._read(there, before)
        return {
            record: Reread(now.get(record), Converted(value, "kept"), is_earlier=True)
            for record, value in before.items()
            if _bare(became[record].value) == _bare(now.get(record))
        }


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
