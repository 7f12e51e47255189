"""The trash: what was deleted, bringing it back, removing it for good."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Object
from record_store.queries import Query
from record_store.record import Record
from record_store.records import Records
from runtime.pages.events import RECORDS_CHANGED, telling
from web.addresses import is_fragment
from web.pages import links_of, redirect, redirect_to, render_fragment, render_page
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/trash/trash.html"
EACH = 50


@dataclass(frozen=True, slots=True)
class TrashedRecord:
    record: Record
    label: str


@dataclass(frozen=True, slots=True)
class TrashedObject:
    """What lies in the trash of one object; `more` tells that there is more than is shown."""

    described: Object
    records: tuple[TrashedRecord, ...]
    more: bool


@router.get("/{tenant}/trash", name="trash")
def show_trash(request: Request, visit: PageVisit, object: str | None = None) -> Response:
    """The deleted records the person may see, of one object or of all."""
    with visit.reading() as records:
        visible = records.rights.visible_objects()
        groups = [
            group
            for described in visible
            if object in (None, described.name)
            if (group := _read(records, described))
        ]
        described = records.live.blueprint.objects.get(object or "")
        may_delete = frozenset(one.name for one in visible if records.rights.allows(one.name, "delete"))
        return render_page(
            request, visit, TEMPLATE, groups=groups, described=described, may_delete=may_delete
        )


@router.post("/{tenant}/o/{object}/{id}/trash", name="trash_record")
def trash_record(request: Request, visit: PageVisit, object: str, id: str) -> Response:
    """The record goes to the trash, the person back to the list with a way to undo it."""
    with visit.writing() as records:
        records.trash(object, id)
    address = links_of(request).url("records", tenant=visit.tenant, object=object, gone=id)
    return redirect_to(request, address)


@router.post("/{tenant}/o/{object}/{id}/restore", name="restore_record")
def restore_record(request: Request, visit: PageVisit, object: str, id: str) -> Response:
    """The record is back."""
    with visit.writing() as records:
        records.restore(object, id)
        label = records.labels(object, [id]).get(id, "")
    if not is_fragment(request):
        return redirect(request, "record", tenant=visit.tenant, object=object, id=id)
    answer = render_fragment(request, visit, TEMPLATE, "restored", object_name=object, id=id, label=label)
    return telling(answer, RECORDS_CHANGED)


@router.post("/{tenant}/o/{object}/{id}/purge", name="purge_record")
def purge_record(request: Request, visit: PageVisit, object: str, id: str) -> Response:
    """The record is gone for good."""
    with visit.writing() as records:
        records.purge(object, id)
    if not is_fragment(request):
        return redirect(request, "trash", tenant=visit.tenant, object=object)
    return render_fragment(request, visit, TEMPLATE, "purged", id=id)


def _read(records: Records, described: Object) -> TrashedObject | None:
    title = described.title_field
    page = records.page(
        Query(
            described.name,
            sort=("-updated_at",),
            fields=(title, "updated_at", "updated_by"),
            limit=EACH,
            trashed=True,
        )
    )
    if not page.records:
        return None
    shown = described.field(title)
    labels = {
        record.id: shown.type.show(shown, record.values.get(title), records.actor.locale)
        for record in page.records
    }
    found = tuple(TrashedRecord(record, labels[record.id]) for record in page.records)
    return TrashedObject(described, found, page.next is not None)
