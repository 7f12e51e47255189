"""Acting on many records at once: one value for all of them, another owner, the trash and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import Entries, number_in
from metamodel import Conflict, Invalid, Issue, NotAllowed, NotFound
from record_store.batch import Batch
from record_store.history import entries_since
from record_store.records import Records
from runtime.pages.bulk_sheet import BulkSheet
from runtime.pages.events import RECORDS_CHANGED, telling
from runtime.pages.form_sheet import before_of
from runtime.pages.preferences import redirect_to_list
from web.forms import Form
from web.pages import render_fragment
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/records/bulk.html"
MOST = 1000
NOTHING_TYPED = Issue("nothing_changed", "", "Nothing was changed yet", "Fill in what all of them get")


@router.get("/{tenant}/o/{object}/bulk", name="bulk_change")
def ask_change(request: Request, visit: PageVisit, object: str) -> Response:
    """The form for many records at once, or for one field of them alone."""
    ids = _ids(request.query_params.getlist("ids"))
    with visit.reading() as records:
        sheet = BulkSheet(request, visit, records, object, ids, request.query_params.get("field", ""))
        return _draw(sheet, "drawer")


@router.post("/{tenant}/o/{object}/bulk", name="save_bulk")
def save_change(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """All of them changed, or none and which of them refuse it."""
    ids, only = _ids(form.getlist("ids")), str(form.get("field", ""))
    uploads = Entries.of(form.multi_items())
    with visit.reading() as records:
        sheet = BulkSheet(request, visit, records, object, ids, only)
        reading = sheet.read(uploads)
        if not reading.action.saves:
            return _draw(sheet, "fields", reading.values)
        values = sheet.kept(reading, uploads)
        if not values:
            return _draw(sheet, "fields", reading.values, (NOTHING_TYPED,))
    try:
        with visit.writing() as records:
            records.batch(object, Batch(update=[{"id": id, **values} for id in ids]))
            versions = records.versions(object, ids)
    except (Invalid, NotAllowed, NotFound, Conflict) as refused:
        with visit.reading() as records:
            sheet = BulkSheet(request, visit, records, object, ids, only)
            return _draw(sheet, "fields", reading.values, refused.issues)
    return _told(request, visit, object, values, versions)


@router.post("/{tenant}/o/{object}/bulk-undo", name="undo_bulk")
def undo_change(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """The values from before are back in every record that nobody changed since."""
    changed = [
        (id, number_in(version))
        for id, _, version in (one.partition(":") for one in _ids(form.getlist("changed")))
    ]
    with visit.writing() as records:
        known = records.versions(object, [id for id, _ in changed])
        same = [(id, version) for id, version in changed if version and known.get(id) == version]
        updates = [
            {"id": id, "version": version, **before_of(entries_since(records, object, id, version - 1))}
            for id, version in same
        ]
        if updates:
            records.batch(object, Batch(update=updates))
    answer = render_fragment(
        request,
        visit,
        "runtime/records/bulk_changed.html",
        "undone",
        count=len(same),
        left=len(changed) - len(same),
    )
    return telling(answer, RECORDS_CHANGED)


@router.post("/{tenant}/o/{object}/bulk-delete", name="bulk_delete")
def delete_many(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """The list without them, and a toast that brings them back."""
    ids = _ids(form.getlist("ids"))
    with visit.writing() as records:
        records.batch(object, Batch(delete=ids))
    return _with_toast(redirect_to_list(request, visit, object), request, visit, object, ids)


@router.post("/{tenant}/o/{object}/restore", name="restore_records")
def restore_many(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """They are back; the page is drawn anew."""
    with visit.writing() as records:
        for record_id in _ids(form.getlist("ids")):
            _bring_back(records, object, record_id)
    answer = render_fragment(
        request, visit, "runtime/records/bulk_restored.html", "restored", count=len(_ids(form.getlist("ids")))
    )
    return telling(answer, RECORDS_CHANGED)


def _bring_back(records: Records, object: str, record_id: str) -> None:
    """Restore the record, if it did not come back with another one already. Raises: NotFound, …"""
    try:
        records.restore(object, record_id)
    except NotFound:
        records.get(object, record_id, ())


def _draw(
    sheet: BulkSheet, block: str, typed: Mapping[str, Any] | None = None, issues: tuple[Issue, ...] = ()
) -> Response:
    form = sheet.bind(typed, tuple({(one.code, one.path): one for one in map(_of_field, issues)}.values()))
    if not any(True for _ in form.items):
        raise NotAllowed(Issue("nothing_to_change", "", "There is no field that you may change here"))
    context: dict[str, Any] = {
        "form": form,
        "described": form.object,
        "ids": sheet.ids,
        "only": sheet.only,
        "mixed": sheet.mixed,
        "refusing": sheet.refusing(issues),
        "general": [issue for issue in issues if not _place(issue)],
    }
    status = 422 if issues else 200
    return render_fragment(sheet.request, sheet.visit, TEMPLATE, block, status=status, **context)


def _told(
    request: Request, visit: Visit, object: str, values: Mapping[str, Any], versions: Mapping[str, int]
) -> Response:
    described = visit.live.blueprint.object(object)
    context: dict[str, Any] = {
        "object_name": object,
        "labels": [described.field(name).label for name in values],
        "count": len(versions),
        "changed": [f"{id}:{version}" for id, version in versions.items()] if described.history else [],
    }
    answer = render_fragment(request, visit, "runtime/records/bulk_changed.html", "changed", **context)
    return telling(answer, RECORDS_CHANGED)


def _with_toast(response: Response, request: Request, visit: Visit, object: str, ids: list[str]) -> Response:
    toast = render_fragment(
        request, visit, "runtime/records/bulk_deleted.html", "deleted", ids=ids, object_name=object
    )
    if response.headers.get("content-type", "").startswith("text/html"):
        response.body = bytes(response.body) + bytes(toast.body)
        response.headers["content-length"] = str(len(response.body))
    return response


def _ids(values: list[Any]) -> list[str]:
    """Each id once; htmx writes a list among its values as one text parted by commas."""
    given = [part for value in values if isinstance(value, str) for part in value.split(",")]
    return list(dict.fromkeys(part.strip() for part in given if part.strip()))[:MOST]


def _place(issue: Issue) -> str:
    """The place of the record in the batch that the issue is about."""
    parts = issue.path.split("/")
    return parts[2] if parts[1:2] == ["update"] and len(parts) > 2 else ""


def _of_field(issue: Issue) -> Issue:
    """The issue without the place of the record: `/update/3/amount` is told as `/amount`."""
    parts = issue.path.split("/")
    return replace(issue, path="/".join(["", *parts[3:]])) if _place(issue) else issue
