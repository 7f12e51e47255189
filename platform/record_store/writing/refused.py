"""What the database itself refuses while rows are written, said as issues of the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from metamodel import Conflict, Field, Invalid, Issue
from record_store.plain_words import sql_state
from record_store.tables import index_name
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan
from record_store.writing.unique import not_unique

_TOO_LARGE_FOR_AN_INDEX = "54000"


@contextmanager
def in_our_words(plan: WritePlan, pending: Sequence[PendingRecord]) -> Iterator[None]:
    """A unique index is the last word: what another transaction took meanwhile is a Conflict."""
    try:
        yield
    except IntegrityError as reason:
        path = pending[0].path if len(pending) == 1 else ""
        raise Conflict(not_unique(plan, _fields(plan, reason), path)) from reason
    except DBAPIError as reason:
        if sql_state(reason) != _TOO_LARGE_FOR_AN_INDEX:
            raise
        said = "A value is too long for a field that is unique or indexed"
        raise Invalid(Issue("too_long", "", said, "Shorten it to some hundred characters")) from reason


def _fields(plan: WritePlan, reason: IntegrityError) -> tuple[Field, ...]:
    """The unique set whose index refused."""
    constraint = getattr(getattr(reason.orig, "diag", None), "constraint_name", None)
    for fields in plan.unique:
        if constraint == index_name(plan.object, tuple(field.name for field in fields), unique=True):
            return fields
    return plan.unique[0] if plan.unique else ()
