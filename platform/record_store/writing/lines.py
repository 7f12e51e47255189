"""Line items: the child records of a lines field, saved in their parent's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from metamodel import Field, Issue, NotFound, pointer
from metamodel.field_types.reference_type import read_id
from metamodel.field_types.values import Ref
from record_store.line_order import Places, in_order, misplaced, write_order
from record_store.reading.among import among
from record_store.writing.incoming import sent_version
from record_store.writing.pending import PendingRecord

if TYPE_CHECKING:
    from record_store.records import Records
    from record_store.writing.save import Save


class Lines:
    """What becomes of the line items of one field: some are created, some changed, some go to the trash."""

    def __init__(self, save: Save, leaving: list[str], via: Field, places: Places) -> None:
        self.save = save
        self.leaving = leaving
        self.via = via
        self.places = places

    def write(self) -> None:
        from record_store.writing.removal import trash_records

        if self.leaving:
            trash_records(self.save.records, self.save.name, self.leaving)
        self.save.write()
        write_order(self.save.records, self.via, self.places)


def lines_of(parents: Save, field: Field) -> Lines:
    """The prepared line items of all parents whose `field` was given."""
    from record_store.writing.save import Change, Save

    records, issues = parents.records, parents.issues
    child, via = str(field.settings["object"]), str(field.settings["via"])
    inside = Save(records, child, issues)
    given = [record for record in parents.pending if field.name in record.values]
    known = _known(records, child, via, given)
    created: list[tuple[Any, str, dict[str, Any]]] = []
    changes: list[Change] = []
    leaving: list[str] = []
    for parent in given:
        before = known[parent.id]
        named: set[str] = set()
        for place, line in enumerate(parent.values.get(field.name) or ()):
            path = parent.path + pointer(field.name, place)
            values = _without_way_back(line, via)
            given_id = values.pop("id", None)
            id = read_id(given_id) if isinstance(given_id, str) else None
            if given_id is None:
                created.append((values, path, {via: Ref(parents.name, parent.id)}))
            elif id is not None and id in before and id not in named:
                named.add(id)
                changes.append(Change(id, values, path, sent_version(values, path, issues)))
            else:
                said = "There is no such line of this record"
                issues.add(Issue("not_found", path + "/id", said), NotFound)
        leaving += sorted(before - named)
        parent.changed.discard(field.name)
    arriving = {parent.id for parent in given if parent.is_new}
    with records.arriving(parents.name, arriving), records.carrying(parents.name, given):
        inside.create(*_transposed(created))
        inside.update(changes)
        _hand_over(given, inside, via)
        inside.prepare()
    way_back = inside.plan.object.by_name[via]
    places = _places(given, field, inside)
    stored = in_order(records, way_back, [id for ids in known.values() for id in ids])
    moved = misplaced(places, stored)
    _mark_changed(given, inside, via, set(leaving), known)
    for parent in given:
        parent.lines_changed = parent.lines_changed or parent.id in moved
    return Lines(inside, leaving, way_back, moved)


def _known(records: Records, child: str, via: str, parents: list[PendingRecord]) -> Mapping[str, set[str]]:
    """The ids of the live line items by parent."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    old = [parent.id for parent in parents if not parent.is_new]
    if old:
        table = records.live.table(child).table
        statement = select(table.c.id, table.c[via]).where(
            among(records.dialect, table.c[via], old), table.c.deleted_at.is_(None)
        )
        for id, parent in records.rows(statement):
            found[parent].add(id)
    return found


def _places(parents: list[PendingRecord], field: Field, inside: Save) -> Places:
    """The line items of each parent in the order given; one that is refused has no place."""
    by_path = {record.path: record.id for record in inside.pending}
    return {
        parent.id: [
            by_path[path]
            for place in range(len(parent.values.get(field.name) or ()))
            if (path := parent.path + pointer(field.name, place)) in by_path
        ]
        for parent in parents
    }


def _without_way_back(line: Mapping[str, Any], via: str) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != via}


def _transposed(
    created: list[tuple[Any, str, dict[str, Any]]],
) -> tuple[list[Any], list[str], list[dict[str, Any]]]:
    return [one[0] for one in created], [one[1] for one in created], [one[2] for one in created]


def _hand_over(parents: list[PendingRecord], inside: Save, via: str) -> None:
    """Let the parents' rules see the line items as they will be."""
    by_id = {parent.id: parent.children.setdefault((inside.name, via), []) for parent in parents}
    for record in inside.pending:
        if record.values[via].id in by_id:
            by_id[record.values[via].id].append(record)


def _mark_changed(
    parents: list[PendingRecord], inside: Save, via: str, leaving: set[str], known: Mapping[str, set[str]]
) -> None:
    touched = {record.values[via].id for record in inside.pending if record.is_new or record.changed}
    for parent in parents:
        parent.lines_changed = parent.id in touched or not leaving.isdisjoint(known[parent.id])
