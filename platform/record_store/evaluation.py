"""Expressions over one record inside a transaction, for engines that work beside writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from expressions import BOOLEAN, Blanks, Evaluate, check, compile_python, parse, record_environment
from metamodel import Invalid, Issue, ValueRefused
from metamodel.field_types.values import Ref
from metamodel.paths import resolve
from record_store.hooks import Pending
from record_store.lookup_filters import lookup_filters
from record_store.queries import Offer
from record_store.records import Records
from record_store.writing.computed import give_computed
from record_store.writing.fitting import unfit_values
from record_store.writing.incoming import read_values, without_labels
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import plan_of
from record_store.writing.references import look_up_matches
from record_store.writing.surroundings import Surroundings


def holds(records: Records, object_name: str, record: Pending, condition: str) -> bool:
    """Whether the condition holds for the record as it is, `$prior` being what it was.

    Raises: Invalid, EvaluationFailed.
    """
    return bool(_evaluate(records, object_name, record, condition, "blank", wants_truth=True))


def worked_out(records: Records, object_name: str, record: Pending, expression: str) -> Any:
    """The value of the expression; blanks count as zero, as in formulas. Raises: Invalid, EvaluationFailed."""
    return _evaluate(records, object_name, record, expression, "zero", wants_truth=False)


def give(records: Records, object_name: str, record: Pending, values: Mapping[str, Any]) -> None:
    """Put values, as people or programs write them, into a record on its way.

    Raises: Invalid with paths that begin at the record, and then nothing is to be saved.
    """
    assert isinstance(record, PendingRecord)
    plan, issues = plan_of(records.live, object_name, records.moment.zone), Issues()
    read_values(plan, [(record, values)], frozenset(plan.parsers), issues)
    look_up_matches(records, plan, [record], issues)
    record.settle(plan.computed)
    give_computed(records, plan, [record], final=False)
    if issues:
        found = issues.found
        raise Invalid([replace(issue, path=issue.path.removeprefix(record.path)) for issue in found])


def typed_record(id: str, before: Mapping[str, Any] | None, values: Mapping[str, Any]) -> PendingRecord:
    """A record as it stands on a form: `before` is what is stored, nothing for one that is not there yet."""
    bare = {name: _told(without_labels(value)) for name, value in values.items()}
    stored = None if before is None else {name: without_labels(value) for name, value in before.items()}
    return PendingRecord("created" if before is None else "updated", id, stored, bare)


def _told(value: Any) -> Any:
    """The value without references that name no record yet."""
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return tuple(one for one in value if not (isinstance(one, Ref) and not one.id))
    return None if isinstance(value, Ref) and not value.id else value


def compute(
    records: Records, object_name: str, record: Pending, lines: Mapping[str, Sequence[Pending]]
) -> None:
    """Put what computed fields would be into a record that is only being typed, and into its line items.

    `lines` are the line items by field, all that there will be.
    """
    assert isinstance(record, PendingRecord)
    plan = plan_of(records.live, object_name, records.moment.zone)
    record.settle(plan.computed)
    record.lines_changed = True
    with records.carrying(object_name, [record]):
        for name, rows in lines.items():
            settings = plan.object.field(name).settings
            child, via = str(settings["object"]), str(settings["via"])
            written = [row for row in rows if isinstance(row, PendingRecord)]
            for row in written:
                row.values[via], row.lines_changed = Ref(object_name, record.id), True
            give_computed(records, plan_of(records.live, child, records.moment.zone), written, final=False)
            record.children[child, via] = written
    give_computed(records, plan, [record], final=False)


def unfit(records: Records, object_name: str, record: Pending) -> tuple[Issue, ...]:
    """What the store would say of options and look-ups that do not go with the record's other values."""
    assert isinstance(record, PendingRecord)
    return unfit_values(records, plan_of(records.live, object_name, records.moment.zone), record)


def offer_of(
    records: Records, object_name: str, field: str, record: Pending, parents: Mapping[str, Pending]
) -> Offer:
    """What a look-up of the record may refer to; `parents` are records by look-up that are only being typed."""
    assert isinstance(record, PendingRecord)
    plan = plan_of(records.live, object_name, records.moment.zone)
    filter = lookup_filters(records.live, object_name).get(field)
    behind = [path for path in (filter.looks_at if filter else ()) if "." in path]
    with ExitStack() as held:
        for name, parent in parents.items():
            target = str(plan.object.field(name).target)
            assert isinstance(parent, PendingRecord)
            held.enter_context(records.carrying(target, [parent]))
            record.values[name] = Ref(target, parent.id)
        around = Surroundings(records, plan, [record], behind)
    return Offer(object_name, field, around.of(record))


def stored_record(records: Records, object_name: str, id: str, changes: Mapping[str, Any]) -> Pending:
    """A record that is there, in the trash too, as an expression sees it after a change.

    `changes` is what an outbox event holds: field → [before, after] in JSON; `$prior` has what was before.
    Raises: NotFound.
    """
    values = dict(records.get(object_name, id, trashed=None).values)
    before = {**values, **_before(records, object_name, changes)} if changes else None
    return PendingRecord("updated", id, before, values)


def resolver_of(records: Records, object_name: str, id: str) -> Callable[[tuple[str, ...]], Any]:
    """What gives the value of a path for a stored record, as far as the person may see it. Raises: NotFound."""
    shown = records.get(object_name, id)
    fields = records.live.blueprint.object(object_name).by_name

    def value(parts: tuple[str, ...]) -> Any:
        if len(parts) > 1:
            path = ".".join(parts)
            found = records.get(object_name, id, (path,)).values.get(path)
            field = resolve(records.live.blueprint, object_name, path)
        else:
            found, field = shown.values.get(parts[0]), fields.get(parts[0])
        return None if found is None or field is None else field.type.expression_value(field, found)

    return value


def _before(records: Records, object_name: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    fields = records.live.blueprint.object(object_name).by_name
    before = {}
    for name, (was, _) in changes.items():
        if name in fields and fields[name].columns:
            try:
                before[name] = fields[name].type.parser(fields[name])(was)
            except ValueRefused:  # the field has another type since
                before[name] = None
    return before


def _evaluate(
    records: Records, object_name: str, record: Pending, written: str, blanks: Blanks, *, wants_truth: bool
) -> Any:
    evaluate, behind = _compiled(records, object_name, written, blanks, wants_truth)
    assert isinstance(record, PendingRecord)
    plan = plan_of(records.live, object_name, records.moment.zone)
    around = Surroundings(records, plan, [record], behind)
    return evaluate(around.of(record), records.moment, around.ports(record))


def _compiled(
    records: Records, object_name: str, written: str, blanks: Blanks, wants_truth: bool
) -> tuple[Evaluate, frozenset[str]]:
    def compile_it() -> tuple[Evaluate, frozenset[str]]:
        environment = record_environment(records.live.blueprint, object_name)
        checked = check(parse(written), environment, BOOLEAN if wants_truth else None)
        paths = (path.removeprefix("$prior.") for path in checked.dependencies)
        return compile_python(checked, blanks), frozenset(path for path in paths if "." in path)

    return records.live.memo(("evaluation", object_name, written, blanks, wants_truth), compile_it)
