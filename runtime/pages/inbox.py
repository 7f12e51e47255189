"""The inbox: what a person is told, read or not."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from record_store.notifications import Notification, inbox, mark_read, unread_count
from web.addresses import is_fragment
from web.forms import Form
from web.pages import links_of, redirect, redirect_to, render_fragment, render_page
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/inbox/inbox.html"
ICONS = {
    "flow": "route",
    "import": "file-import",
    "mention": "at",
    "task": "checkbox",
    "approval": "checklist",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A notification and what its picture is."""

    notification: Notification
    icon: str


@router.get("/{tenant}/inbox", name="inbox")
def show_inbox(request: Request, visit: PageVisit) -> Response:
    """The newest messages."""
    visit.require_self()
    with visit.reading() as records:
        found = inbox(records.connection, visit.actor.id)
        messages = [Message(one, ICONS.get(one.kind, "bell")) for one in found]
        return render_page(request, visit, TEMPLATE, messages=messages)


@router.post("/{tenant}/inbox/read", name="read_messages")
def read_messages(request: Request, visit: PageVisit, form: Form) -> Response:
    """These messages count as read; all of them where none is named."""
    ids = tuple(str(value) for value in form.getlist("ids") if value)
    with visit.writing() as records:
        mark_read(records.connection, visit.actor.id, records.moment.now, ids)
        left = unread_count(records.connection, visit.actor.id)
    if not is_fragment(request):
        return redirect(request, "inbox", tenant=visit.tenant)
    return render_fragment(request, visit, TEMPLATE, "read", left=left, ids=ids)


@router.get("/{tenant}/inbox/{id}", name="open_message")
def open_message(request: Request, visit: PageVisit, id: str) -> Response:
    """To what the message is about; it counts as read then."""
    with visit.writing() as records:
        found = next((one for one in inbox(records.connection, visit.actor.id) if one.id == id), None)
        if found is not None:
            mark_read(records.connection, visit.actor.id, records.moment.now, (id,))
    if found is None or not found.object or not found.record_id:
        return redirect(request, "inbox", tenant=visit.tenant)
    about = {"object": found.object, "id": found.record_id}
    return redirect_to(request, links_of(request).url("record", tenant=visit.tenant, **about))
