"""What people typed into forms and did not save: one draft a person, record and form, seen by nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from record_store.system_tables import FORM_DRAFT

KEPT_FOR = dt.timedelta(days=30)
"""How long a draft waits for its person."""

Entries = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DraftOf:
    """Whose draft of which form: `record_id` is empty for a record that is not there yet."""

    member_id: str
    object: str
    record_id: str = ""
    purpose: str = "edit"


@dataclass(frozen=True, slots=True)
class FormDraft:
    """`entries` are what the form would post, `version` is that of the record when it was drawn."""

    entries: Entries
    version: int | None
    saved_at: dt.datetime


def keep_draft(connection: Connection, of: DraftOf, draft: FormDraft) -> None:
    """Keep it in place of the one before; drafts of this person that waited too long go."""
    c = FORM_DRAFT.c
    old = and_(c.member_id == of.member_id, c.saved_at < draft.saved_at - KEPT_FOR)
    connection.execute(delete(FORM_DRAFT).where(or_(_is(of), old)))
    connection.execute(
        insert(FORM_DRAFT).values(
            member_id=of.member_id, object=of.object, record_id=of.record_id, purpose=of.purpose,
            entries=[list(entry) for entry in draft.entries], version=draft.version, saved_at=draft.saved_at,
        )
    )  # fmt: skip


def read_draft(connection: Connection, of: DraftOf) -> FormDraft | None:
    """The draft that waits for this person, if there is one."""
    row = connection.execute(select(FORM_DRAFT).where(_is(of))).one_or_none()
    if row is None:
        return None
    return FormDraft(tuple((name, value) for name, value in row.entries), row.version, row.saved_at)


def discard_draft(connection: Connection, of: DraftOf) -> None:
    connection.execute(delete(FORM_DRAFT).where(_is(of)))


def _is(of: DraftOf) -> ColumnElement[bool]:
    c = FORM_DRAFT.c
    named = (c.object == of.object, c.record_id == of.record_id, c.purpose == of.purpose)
    return and_(c.member_id == of.member_id, *named)
