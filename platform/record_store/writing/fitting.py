"""Values that have to go with other values of their record: dependent options, and look-ups with a filter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from metamodel import Field, Issue, Object, pointer
from metamodel.field_types.dependent_options import unfit_option, unfit_options
from metamodel.field_types.values import Ref
from record_store.lookup_filters import LookupFilter, lookup_filters
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan
from record_store.writing.surroundings import Surroundings
from record_store.writing.unique import together

if TYPE_CHECKING:
    from record_store.records import Records


def check_fitting(
    records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues
) -> None:
    """Report what does not fit; what was there before and nobody touches is left alone."""
    for field in plan.dependent:
        for record in pending:
            for issue in _unfit_options(plan.object, field, record):
                issues.add(issue.under(record.path))
    filters = lookup_filters(records.live, plan.object.name)
    if not filters:
        return
    around = Surroundings(records, plan, pending, _paths(filters.values()))
    for filter in filters.values():
        for record in pending:
            if filter.field.name not in record.refused and _concerns(records, plan, filter, record):
                for issue in _unfit_records(records, around, filter, record):
                    issues.add(issue.under(record.path))


def _unfit_options(described: Object, field: Field, record: PendingRecord) -> Iterator[Issue]:
    rule = field.options_when
    other = described.by_name.get(rule.field) if rule else None
    if rule is None or other is None or not record.refused.isdisjoint((field.name, other.name)):
        return
    if record.is_new or not record.changed.isdisjoint((field.name, other.name)):
        for option in unfit_options(field, record.values):
            yield unfit_option(field, option, other, record.values.get(other.name))


def _unfit_records(
    records: Records, around: Surroundings, filter: LookupFilter, record: PendingRecord
) -> Iterator[Issue]:
    field, of_record = filter.field, around.of(record)
    for place, ref in _references(record.values.get(field.name)):
        if not filter.allows(around.behind(field, ref), of_record, records.moment):
            yield _unfit(records, around, filter, ref, place)


def _concerns(records: Records, plan: WritePlan, filter: LookupFilter, record: PendingRecord) -> bool:
    """Whether the choice or anything that decides about it is new: in the record, or in the parent of a line."""
    if record.is_new or not record.changed.isdisjoint({filter.field.name, *filter.fields}):
        return True
    for path in filter.looks_at:
        name, _, rest = path.partition(".")
        ref = record.values.get(name)
        parent = records.on_their_way(ref.object, ref.id) if rest and isinstance(ref, Ref) else None
        if parent is not None and rest.split(".")[0] in parent.changed:
            return True
    return False


def _unfit(
    records: Records, around: Surroundings, filter: LookupFilter, ref: Ref, place: tuple[int, ...]
) -> Issue:
    field = filter.field
    deciding = [around.fields[name] for name in sorted(filter.fields) if name in around.fields]
    words = {
        "field": field.label,
        "record": records.labels(ref.object, [ref.id]).get(ref.id, ""),
        "others": together(deciding),
    }
    hint = "It has to go with {others}" if deciding else "Choose another record"
    path = pointer(field.name, *place)
    if not words["record"]:
        return Issue("not_offered", path, "{field}: this record cannot be chosen here", hint, words)
    return Issue("not_offered", path, "{field}: “{record}” cannot be chosen here", hint, words)


def _references(value: object) -> Iterator[tuple[tuple[int, ...], Ref]]:
    """The references that a value holds, each with its place in it."""
    if isinstance(value, Ref):
        found: list[tuple[tuple[int, ...], object]] = [((), value)]
    else:
        found = [((place,), one) for place, one in enumerate(value)] if isinstance(value, tuple) else []
    yield from ((place, one) for place, one in found if isinstance(one, Ref) and one.id)


def _paths(filters: Collection[LookupFilter]) -> frozenset[str]:
    """Everything that is read behind look-ups, of the records that may be chosen too."""
    own = {path for filter in filters for path in filter.looks_at if "." in path}
    return frozenset(own | {f"{filter.field.name}.{path}" for filter in filters for path in filter.reads})


def unfit_values(records: Records, plan: WritePlan, record: PendingRecord) -> tuple[Issue, ...]:
    """What does not fit in a record that is only being typed; paths begin at the record."""
    found = Issues()
    record.settle()
    check_fitting(records, plan, [replace(record, path="")], found)
    return tuple(found.found)
