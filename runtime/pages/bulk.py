"""Acting on many records at once: one value for all of them, another owner, the trash and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import Entries, Forms, bind, read_form
from metamodel import Conflict, Field, Invalid, Issue, NotAllowed, NotFound, Object
from record_store.batch import Batch
from record_store.records import Records
from runtime.pages.events import RECORDS_CHANGED, telling
from runtime.pages.preferences import redirect_to_list
from runtime.pages.showing import circumstances_of
from web.forms import Form
from web.pages import render_fragment
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/records/bulk.html"
MOST = 1000
UNFIT = frozenset({"lines", "file", "image", "signature", "autonumber"})


@router.get("/{tenant}/o/{object}/bulk", name="bulk_change")
def ask_change(request: Request, visit: PageVisit, object: str) -> Response:
    """The dialog that asks which field gets which value; its inputs alone when another field is chosen."""
    ids = _ids(request.query_params.getlist("ids"))
    with visit.reading() as records:
        block = "inputs" if request.query_params.get("part") == "inputs" else "dialog"
        return _draw(request, visit, records, object, request.query_params.get("field", ""), ids, block)


@router.post("/{tenant}/o/{object}/bulk", name="save_bulk")
def save_change(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """All of them changed, or none and what is wrong."""
    ids, name = _ids(form.getlist("ids")), str(form.get("field", ""))
    with visit.reading() as records:
        definition = Forms.of(records.live).of_field(object, name)
        values = read_form(definition, records.live.blueprint, Entries.of(form.multi_items())).values
    try:
        with visit.writing() as records:
            records.batch(object, Batch(update=[{"id": id, **values} for id in ids]))
    except (Invalid, NotAllowed, Conflict) as refused:
        with visit.reading() as records:
            issues = tuple(
                {(issue.code, issue.path): issue for issue in map(_of_field, refused.issues)}.values()
            )
            return _draw(request, visit, records, object, name, ids, "inputs", values, issues)
    label = visit.live.blueprint.object(object).field(name).label
    answer = render_fragment(
        request, visit, "runtime/records/bulk_changed.html", "changed", count=len(ids), field_label=label
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
    request: Request,
    visit: Visit,
    records: Records,
    object: str,
    name: str,
    ids: list[str],
    block: str,
    typed: Any = None,
    issues: tuple[Issue, ...] = (),
) -> Response:
    described = records.live.blueprint.object(object)
    fields = changeable(records, described)
    field = next((field for field in fields if field.name == name), fields[0] if fields else None)
    if field is None:
        raise NotAllowed(Issue("nothing_to_change", "", "There is no field that you may change here"))
    around = circumstances_of(
        request, visit, records, typed=typed or {}, issues=issues, id="bulk", prefix="bulk"
    )
    item = bind(Forms.of(records.live).of_field(object, field.name), around).fields.get(field.name)
    if item is None:
        raise NotFound(Issue("not_found", "", "There is no such field"))
    status = 422 if issues else 200
    elsewhere = [issue for issue in issues if issue.path.split("/")[1:2] != [field.name]]
    context: dict[str, Any] = {
        "described": described,
        "fields": fields,
        "field": field,
        "item": item,
        "ids": ids,
    }
    return render_fragment(request, visit, TEMPLATE, block, status=status, elsewhere=elsewhere, **context)


def changeable(records: Records, described: Object) -> list[Field]:
    """The fields that one value for many records makes sense for."""
    writable = records.rights.writable(described.name)
    return [f for f in described.all_fields if f.name in writable and f.writable and f.type.kind not in UNFIT]


def _of_field(issue: Issue) -> Issue:
    """The issue without the place of the record: `/update/3/amount` is told as `/amount`."""
    parts = issue.path.split("/")
    return replace(issue, path="/" + parts[-1]) if len(parts) > 2 else issue


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
