"""What a record must keep to: required and read-only fields, and the rules of its object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from expressions import EvaluationFailed
from metamodel import Field, Issue, NotAllowed, Rule, ValueRefused, pointer
from record_store.access.scopes import granted_on_new
from record_store.writing.conditions import Compiled, Conditions, conditions_of
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan
from record_store.writing.surroundings import Resolver, Surroundings

if TYPE_CHECKING:
    from record_store.records import Records


def give_worked_out_defaults(
    records: Records, plan: WritePlan, new: Sequence[PendingRecord], issues: Issues
) -> None:
    """Fill in the defaults that are expressions, field by field, where nothing was given."""
    conditions = conditions_of(records.live, plan.object.name)
    if not new or not conditions.defaults:
        return
    around = Surroundings(records, plan, new, conditions.behind_defaults())
    for record in new:
        for field, compiled in conditions.defaults:
            if field.name in record.given or field.name in record.values or field.name in record.refused:
                continue
            found = _run(around, compiled, around.of(record), record, field, issues)
            try:
                record.values[field.name] = plan.parsers[field.name](found)
            except ValueRefused as refused:
                record.refused.add(field.name)
                issues.add(refused.issue.under(record.path + pointer(field.name)))


def check_constraints(
    records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues
) -> None:
    """Report what is missing and which rules are broken; a field that is refused already is left alone."""
    for record in pending:
        for field in plan.required:
            if _is_missing(field, record) and (record.is_new or field.name in record.changed):
                issues.add(_needed(field, record))
    _check_new(records, plan, pending, issues)
    conditions = conditions_of(records.live, plan.object.name)
    if conditions.empty:
        return
    around = Surroundings(records, plan, pending, conditions.behind())
    for record in pending:
        if record.is_new or record.changed or record.lines_changed:
            told = _check_rules(conditions, around, plan, record, issues)
            _check_fields(conditions, around, record, issues, told)


def _check_fields(
    conditions: Conditions, around: Surroundings, record: PendingRecord, issues: Issues, told: set[str]
) -> None:
    """A field that a rule has `told` about is not said to be missing as well: the rule says why.

    A field is read-only when it was before the save and still is: what closes a record may be saved with it.
    """
    now = around.of(record)
    for field, compiled in conditions.required_when:
        if (
            field.name not in told
            and _is_missing(field, record)
            and _run(around, compiled, now, record, field, issues)
        ):
            issues.add(_needed(field, record))
    for field, compiled in conditions.readonly_when:
        if field.name in record.changed and not record.is_new:
            was = _run(around, compiled, around.before(record), record, field, issues)
            if was and _run(around, compiled, now, record, field, issues):
                issues.add(_fixed(field, record))


def _check_rules(
    conditions: Conditions, around: Surroundings, plan: WritePlan, record: PendingRecord, issues: Issues
) -> set[str]:
    """The fields that broken rules are about; rules are asked about records whose values could all be read."""
    told: set[str] = set()
    if record.refused:
        return told
    now = around.of(record)
    for rule, compiled in conditions.rules:
        field = plan.object.by_name.get(rule.field or "")
        if _run(around, compiled, now, record, field, issues):
            issues.add(_broken(rule, record))
            told.add(rule.field or "")
    return told


def _check_new(records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues) -> None:
    """Whoever may create only some records may not create the others."""
    name = plan.object.name
    if records.rights.everything(name, "create"):
        return
    for record in pending:
        if record.is_new and not granted_on_new(records, name, record.values):
            said = "You may not create such a record of {object}"
            issue = Issue("not_allowed_create", record.path, said, values={"object": plan.object.label})
            issues.add(issue, NotAllowed)


def _run(
    around: Surroundings,
    compiled: Compiled,
    source: Resolver,
    record: PendingRecord,
    field: Field | None,
    issues: Issues,
) -> Any:
    """The value; what cannot be worked out is reported at the field it is about."""
    try:
        return compiled.evaluate(source, around.records.moment, around.ports(record))
    except EvaluationFailed as failed:
        path = record.path + (pointer(field.name) if field else "")
        for issue in failed.issues:
            issues.add(issue.under(path))
        return None


def _is_missing(field: Field, record: PendingRecord) -> bool:
    value = record.values.get(field.name)
    return (value is None or value == ()) and field.name not in record.refused


def _needed(field: Field, record: PendingRecord) -> Issue:
    values = {"field": field.label}
    return Issue("required", record.path + pointer(field.name), "{field} is needed", values=values)


def _fixed(field: Field, record: PendingRecord) -> Issue:
    said = "{field} can no longer be changed"
    return Issue("read_only", record.path + pointer(field.name), said, values={"field": field.label})


def _broken(rule: Rule, record: PendingRecord) -> Issue:
    path = record.path + (pointer(rule.field) if rule.field else "")
    return Issue("rule", path, "{message}", values={"message": rule.message, "rule": rule.name})
