"""Search over all objects that the person may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metamodel import Field
from record_store.queries import Query
from record_store.reading.labels import labels
from record_store.record import Record
from record_store.search.slots import search_slots
from record_store.search.tokens import fold, searched

if TYPE_CHECKING:
    from record_store.records import Records

AROUND = 30
"""How many characters of a text are shown on either side of what was found."""
MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, and the stretch of text that it was found by (empty: by its pinyin)."""

    object: str
    id: str
    label: str
    excerpt: str


def search(records: Records, text: str, objects: Sequence[str] | None, limit: int) -> tuple[Hit, ...]:
    """The newest records of each object that the text finds, object by object."""
    if not searched(text):
        return ()
    wanted = [
        described.name
        for described in records.rights.visible_objects()
        if (objects is None or described.name in objects) and search_slots(records.live, described.name)
    ]
    found = (hit for name in wanted for hit in _hits(records, name, text, limit))
    return tuple(hit for hit, _ in zip(found, range(min(limit, MOST_HITS)), strict=False))


def _hits(records: Records, object_name: str, text: str, limit: int) -> Iterator[Hit]:
    readable = records.rights.readable(object_name)
    slots = search_slots(records.live, object_name)
    fields = [field for group in slots.values() for field in group if field.name in readable]
    names = tuple(field.name for field in fields)
    query = Query(object_name, q=text, sort=("-id",), fields=names, limit=min(limit, MOST_HITS))
    page = records.page(query).records
    named = labels(records, object_name, [record.id for record in page])
    for record in page:
        yield Hit(object_name, record.id, named.get(record.id, ""), _excerpt(fields, record, text))


def _excerpt(fields: Sequence[Field], record: Record, text: str) -> str:
    words = [fold(word) for word in text.split()]
    for field in fields:
        value = record.values.get(field.name)
        shown = "" if value is None else " ".join(field.type.search_text(field, value).split())
        folded = fold(shown)
        places = [place for word in words if (place := folded.find(word)) >= 0]
        if places and len(folded) == len(shown):
            return _around(shown, min(places))
        if places:
            return shown[: 2 * AROUND]
    return ""


def _around(text: str, place: int) -> str:
    start, end = max(0, place - AROUND), min(len(text), place + 2 * AROUND)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
