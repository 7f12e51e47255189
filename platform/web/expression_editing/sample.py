"""What an expression of the draft gives on a record that is live: fields that are not published have no value yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from expressions import Checked, Ports, compile_python, record_paths, walk
from expressions.environment import USER_OBJECT
from expressions.tree import Path
from metamodel import Blueprint, Field, Invalid, Issue, NotFound, Object
from metamodel.system_fields import SYSTEM_FIELD_NAMES
from record_store.evaluation import resolver_of, stored_record
from record_store.queries import Query
from record_store.record import Record
from record_store.records import Records
from record_store.writing.pending import PendingRecord
from record_store.writing.related import Related
from web.expression_editing.place import PRIOR, ExpressionPlace

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A record and what the expression gives on it; `issues` say why it gives nothing. `id` is empty without one."""

    id: str = ""
    label: str = ""
    value: Any = None
    issues: tuple[Issue, ...] = field(default=())


def choose_sample(records: Records, draft: Blueprint, object_name: str, id: str = "") -> Record | None:
    """The record of that id, else the newest that the person may see; None where there is none."""
    live = _live_object(draft, records.live.blueprint, object_name)
    if live is None or not records.rights.allows(live.name, "read"):
        return None
    if id:
        try:
            return records.get(live.name, id, ())
        except NotFound:
            pass  # it went meanwhile, or is of another object
    found = records.page(Query(live.name, sort=("-created_at",), fields=(), limit=1)).records
    return found[0] if found else None


def try_on(
    records: Records, draft: Blueprint, place: ExpressionPlace, checked: Checked, record: Record | None
) -> Sample:
    """The value of the expression on the record; on nothing where the place has no object."""
    if place.object is None:
        return _evaluated(records, place, checked, Sample(), lambda _: None, Ports())
    if record is None:
        return Sample(issues=(_nothing_to_try_on(records, draft, place.object),))
    sample = Sample(record.id, records.labels(record.object, [record.id]).get(record.id, ""))
    paths, unknown = _live_paths(draft, records.live.blueprint, place.object, checked)
    if unknown or record_paths(checked.node):
        return Sample(sample.id, sample.label, issues=unknown or (_no_record_here(),))
    stored = resolver_of(records, record.object, record.id)
    values = dict(stored_record(records, record.object, record.id, {}).values)
    ports = Ports(related=Related(records, PendingRecord("updated", record.id, values, values)))
    return _evaluated(records, place, checked, sample, lambda parts: stored(paths[parts]), ports)


def _evaluated(
    records: Records,
    place: ExpressionPlace,
    checked: Checked,
    sample: Sample,
    stored: Callable[[Parts], Any],
    ports: Ports,
) -> Sample:
    def value(parts: Parts) -> Any:
        if parts[0] == PRIOR:  # a record that is only looked at was the same before
            return stored(parts[1:]) if len(parts) > 1 else sample.id
        return records.moment.variable(parts) if parts[0].startswith("$") else stored(parts)

    try:
        given = compile_python(checked, place.blanks)(value, records.moment, ports)
    except (Invalid, NotFound) as refused:
        return Sample(sample.id, sample.label, issues=refused.issues)
    return Sample(sample.id, sample.label, given)


def _live_paths(
    draft: Blueprint, live: Blueprint, object_name: str, checked: Checked
) -> tuple[Mapping[Parts, Parts], tuple[Issue, ...]]:
    """How the paths of the expression are called in the live release, and which of them are not in it."""
    found: dict[Parts, Parts] = {}
    unknown: dict[str, Issue] = {}
    for node in walk(checked.node):
        if not isinstance(node, Path):
            continue
        parts = node.parts[1:] if node.parts[0] == PRIOR else node.parts
        if not parts or parts[0].startswith("$"):
            continue
        path, missing = _live_path(draft, live, object_name, parts)
        if missing is None:
            found[parts] = path
        else:
            unknown[missing.name] = _unpublished(missing)
    return found, tuple(unknown.values())


def _live_path(
    draft: Blueprint, live: Blueprint, object_name: str, parts: Parts
) -> tuple[Parts, Field | None]:
    """The path by its live names, or the first field that has no live value of its kind."""
    path: list[str] = []
    current: Object | None = draft.objects.get(object_name)
    for index, name in enumerate(parts):
        drafted = current.by_name[name] if current else None
        there = _live_object(draft, live, current.name) if current else None
        if drafted is None:
            return (*path, *parts[index:]), None
        known = there and _live_field(there, drafted)
        if not known:
            return (), drafted
        path.append(known.name)
        if drafted.type.kind == USER_OBJECT:
            return (*path, *parts[index + 1 :]), None
        current = draft.objects.get(drafted.target or "")
    return tuple(path), None


def _live_object(draft: Blueprint, live: Blueprint, name: str) -> Object | None:
    """The same object in the live release, whatever it is called there."""
    drafted = draft.objects.get(name)
    same = (one for one in live.objects.values() if drafted is not None and one.id == drafted.id)
    return next(same, None)


def _live_field(there: Object, drafted: Field) -> Field | None:
    if drafted.system and drafted.name in SYSTEM_FIELD_NAMES:
        return there.by_name.get(drafted.name)
    same = (one for one in there.fields if one.id == drafted.id)
    found = next(same, None)
    return found if found and found.type.value_type == drafted.type.value_type else None


def _nothing_to_try_on(records: Records, draft: Blueprint, object_name: str) -> Issue:
    if _live_object(draft, records.live.blueprint, object_name) is None:
        message = "“{object}” is not published yet, so there are no records to try this on"
    else:
        message = "There is no record of “{object}” to try this on"
    return Issue("no_sample", "", message, values={"object": draft.object(object_name).label})


def _no_record_here() -> Issue:
    message = "$record is known only while a record is edited, so there is no value to show"
    return Issue("no_sample", "", message)


def _unpublished(missing: Field) -> Issue:
    message = "“{field}” is not published yet, so there is no value to show"
    return Issue("not_published", "", message, values={"field": missing.label})
