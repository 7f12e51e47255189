"""Drafts of forms: kept while a person types, offered when they come back, gone once the record is saved."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from form_engine import number_in
from metamodel.field_types.reference_type import read_id
from record_store.form_drafts import DraftOf, FormDraft, discard_draft, keep_draft, read_draft
from record_store.records import Records
from web.addresses import is_fragment, safe_next
from web.forms import Form
from web.pages import links_of, redirect_to
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
CONTINUE = "draft"
"""The parameter of a form's address that asks for the draft to be put into it."""
NOT_KEPT = frozenset({"_action", "_csrf", "csrf_token"})
MOST_ENTRIES, LONGEST = 5_000, 400_000
PURPOSES = ("edit", "quick")


@router.post("/{tenant}/o/{object}/draft", name="keep_form_draft")
def keep(visit: PageVisit, form: Form, object: str, record: str = "", purpose: str = "edit") -> Response:
    """Keeps what stands in the form; what is too much for a draft is left, and said so by the status."""
    entries = [
        (name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in NOT_KEPT
    ]
    if len(entries) > MOST_ENTRIES or sum(len(name) + len(value) for name, value in entries) > LONGEST:
        return Response(status_code=413)
    with visit.writing() as records:
        of = draft_of(visit, object, _known(records, object, record), purpose)
        draft = FormDraft(entries, number_in(str(form.get("_version", ""))), records.moment.now)
        keep_draft(records.connection, of, draft)
    return Response(status_code=204)


@router.post("/{tenant}/o/{object}/draft/discard", name="discard_form_draft")
def discard(
    request: Request, visit: PageVisit, form: Form, object: str, record: str = "", purpose: str = "edit"
) -> Response:
    """The form without the draft."""
    with visit.writing() as records:
        discard_draft(records.connection, draft_of(visit, object, read_id(record) or "", purpose))
    if purpose == "quick" and is_fragment(request):
        return HTMLResponse("")
    links, here = links_of(request), {"tenant": visit.tenant, "object": object}
    plain = (
        links.url("edit_record", **here, id=record) if read_id(record) else links.url("new_record", **here)
    )
    return redirect_to(request, safe_next(str(form.get("_back", "")), plain))


def draft_of(visit: Visit, object_name: str, record_id: str = "", purpose: str = "edit") -> DraftOf:
    """This person's draft of that form."""
    return DraftOf(visit.actor.id, object_name, record_id, purpose if purpose in PURPOSES else "edit")


def waiting_draft(
    visit: Visit, records: Records, object_name: str, record_id: str = "", purpose: str = "edit"
) -> FormDraft | None:
    return read_draft(records.connection, draft_of(visit, object_name, record_id, purpose))


def forget_draft(
    records: Records, visit: Visit, object_name: str, record_id: str = "", purpose: str = "edit"
) -> None:
    """After a save, in its transaction."""
    discard_draft(records.connection, draft_of(visit, object_name, record_id, purpose))


def typed_again(draft: FormDraft) -> FormData:
    """The draft as if the form had just posted it to be drawn anew."""
    return FormData([*draft.entries, ("_action", "refresh")])


def _known(records: Records, object_name: str, record: str) -> str:
    """The id of the record, which the person has to be able to change; empty for a new one.

    Raises: NotAllowed, NotFound.
    """
    if not record:
        records.rights.require(object_name, "create")
        return ""
    records.rights.require(object_name, "update")
    return records.get(object_name, record, ()).id
