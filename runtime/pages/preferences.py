"""What a person arranged for themselves: the columns of a view, in which order and how wide."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import number_in
from runtime.pages.table_columns import Chosen, bounded
from web.addresses import is_fragment
from web.forms import Form
from web.pages import links_of, redirect_to
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
COLUMNS = "columns"
MOST_COLUMNS = 60


def chosen_columns(visit: Visit, object_name: str, view_name: str) -> Chosen:
    """What the person made of the columns of a view."""
    kept = visit.composition.members.preferences(visit.tenant, visit.actor.id).get(COLUMNS)
    return Chosen.of(kept.get(f"{object_name}/{view_name}")) if isinstance(kept, dict) else Chosen()


@router.post("/{tenant}/o/{object}/columns", name="save_columns")
def save_columns(request: Request, visit: PageVisit, form: Form, object: str) -> Response:
    """Keeps order and widths after a drag, or the columns that were ticked; ticking shows the list anew."""
    sent = request.query_params
    key = f"{visit.live.blueprint.object(object).name}/{sent.get('view', '')}"
    kept = visit.composition.members.preferences(visit.tenant, visit.actor.id).get(COLUMNS)
    columns = dict(kept) if isinstance(kept, dict) else {}
    if form.get("reset"):
        columns.pop(key, None)
    else:
        columns[key] = _chosen(form, columns.get(key))
    visit.composition.members.prefer(visit.tenant, visit.actor.id, **{COLUMNS: columns})
    if "order" in form:
        return Response(status_code=204)
    return redirect_to_list(request, visit, object)


def redirect_to_list(request: Request, visit: Visit, object: str) -> Response:
    """To the list as its address says; htmx gets its rows at once."""
    if not is_fragment(request):
        address = links_of(request).url("records", tenant=visit.tenant, object=object)
        return redirect_to(request, f"{address}?{request.url.query}" if request.url.query else address)
    from runtime.pages.records import show_records  # the list draws itself; it reads these preferences

    return show_records(request, visit, object)


def _chosen(form: Form, before: object) -> dict[str, object]:
    """From a drag: names with widths. From the list of columns: names alone, with the widths they had."""
    dragged = [str(name)[:200] for name in form.getlist("order")][:MOST_COLUMNS]
    if dragged:
        widths = [str(width) for width in form.getlist("widths")]
        sized = {
            name: bounded(width)
            for name, width in zip(dragged, map(number_in, widths), strict=False)
            if width is not None
        }
        return {"order": dragged, "widths": sized}
    names = [str(name)[:200] for name in form.getlist("chosen") if name][:MOST_COLUMNS]
    known = before.get("widths") if isinstance(before, dict) else None
    return {"order": names, "widths": known if isinstance(known, dict) else {}}
