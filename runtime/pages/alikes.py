"""The quiet hint under a field: records that look like the one being typed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import Entries, widget_of
from metamodel.field_types.reference_type import read_id
from record_store.alike import alike
from web.forms import Form
from web.pages import render_fragment
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/record/alike.html"


@router.post("/{tenant}/o/{object}/alike/{field}", name="alike")
def find_alike(
    request: Request, visit: PageVisit, form: Form, object: str, field: str, record: str = ""
) -> Response:
    """The records that have the same values in a set of fields that this one belongs to; nothing where none do."""
    entries = Entries.of(form.multi_items())
    with visit.reading() as records:
        described = records.live.blueprint.object(object)
        sets = [names for names in described.duplicates if field in names]
        fields = [described.by_name[name] for names in sets for name in names if name in described.by_name]
        typed = {one.name: widget_of(one).read(entries, one.name) for one in fields}
        found, more = alike(records, object, sets, typed, read_id(record) or "")
    return render_fragment(request, visit, TEMPLATE, "found", described=described, found=found, more=more)
