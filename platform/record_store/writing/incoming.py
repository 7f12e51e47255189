"""What was sent, read by the field types: values, or issues that say where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from metamodel import Field, Issue, NotAllowed, ValueRefused, pointer
from metamodel.field_types.values import Ref
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

MOST_DIGITS = 18
SENT_WITH_A_RECORD = frozenset({"id", "version"})
"""What an entry holds beside values: which record is meant, and as which version it was read."""


def read_values(
    plan: WritePlan,
    given: Iterable[tuple[PendingRecord, Mapping[str, Any]]],
    writable: frozenset[str],
    issues: Issues,
) -> None:
    """Put what was given for each record into its values."""
    parsers = {name: parse for name, parse in plan.parsers.items() if name in writable}
    for record, sent in given:
        values = record.values
        for name, raw in sent.items():
            parse = parsers.get(name)
            if parse is None:
                if name not in SENT_WITH_A_RECORD:
                    _explain(plan, record, name, issues)
                continue
            try:
                value = parse(raw)
            except ValueRefused as refused:
                record.refused.add(name)
                issues.add(refused.issue.under(record.path + pointer(name)))
                continue
            values[name] = without_labels(value)


def without_labels(value: Any) -> Any:
    """The value with bare references, which are all that is stored and compared."""
    if type(value) is Ref:
        return Ref(value.object, value.id) if value.label else value
    if type(value) is tuple and any(type(one) is Ref and one.label for one in value):
        return tuple(without_labels(one) for one in value)
    return value


def fields_of(sent: Any, path: str, issues: Issues) -> Mapping[str, Any]:
    """What was sent for one record, which must be an object of JSON."""
    if isinstance(sent, Mapping):
        return sent
    issues.add(Issue("wrong_type", path, "A record is an object of field names and values"))
    return {}


def sent_version(entry: Any, path: str, issues: Issues) -> int:
    """The version that an entry says it was read as, 0 when it says none; what is no version is told."""
    given = entry.get("version") if isinstance(entry, Mapping) else None
    if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS:
        given = int(given)
    if given is None or (type(given) is int and 0 <= given < 10**MOST_DIGITS):
        return given or 0
    issues.add(Issue("bad_version", path + "/version", "The version of a record is a whole number"))
    return 0


def _explain(plan: WritePlan, record: PendingRecord, name: str, issues: Issues) -> None:
    """Say why a field takes no value."""
    record.refused.add(name)
    path = record.path + pointer(name)
    field = plan.object.by_name.get(name)
    if field is None:
        near = get_close_matches(str(name), list(plan.parsers), 1)
        values = {"object": plan.object.label, "name": name, "near": near[0] if near else ""}
        hint = "Did you mean “{near}”?" if near else ""
        issues.add(Issue("unknown_field", path, "{object} has no field “{name}”", hint, values))
    elif name not in plan.parsers:
        issues.add(_filled_in_by_us(field, path))
    else:
        said = "You may not change {field}"
        issues.add(Issue("field_not_allowed", path, said, values={"field": field.label}), NotAllowed)


def _filled_in_by_us(field: Field, path: str) -> Issue:
    return Issue("computed", path, "{field} is filled in by itself", "Leave it out", {"field": field.label})
