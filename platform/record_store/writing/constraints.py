"""What a record must keep to: required fields, and the rules of its object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from metamodel import Field, Issue, pointer
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records


def give_worked_out_defaults(records: Records, plan: WritePlan, new: Sequence[PendingRecord]) -> None:
    """Fill in the defaults that are expressions."""


def check_constraints(
    records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues
) -> None:
    """Report what is missing and which rules are broken; a field that is refused already is left alone."""
    required = plan.required
    for record in pending:
        values, changed = record.values, record.changed
        for field in required:
            name = field.name
            if values.get(name) is None and (record.is_new or name in changed) and name not in record.refused:
                issues.add(_needed(field, record))


def _needed(field: Field, record: PendingRecord) -> Issue:
    return Issue(
        "required", record.path + pointer(field.name), "{field} is needed", values={"field": field.label}
    )
