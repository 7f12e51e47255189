"""Home: where a role begins, or a workbench of what the person works on."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from expressions import print_literal
from metamodel import Object
from metamodel.app import App
from record_store.queries import Query
from record_store.record import Record
from record_store.records import Records
from runtime.pages.dashboards import render_dashboard
from runtime.pages.list_state import both
from runtime.pages.record import stage_field
from web.pages import links_of, redirect_to, render_page
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
RECENT, OPEN = 8, 6
ENDS = ("green", "red")
"""The colours of stages that a record does not leave again."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a line of the workbench."""

    described: Object
    record: Record
    label: str


@dataclass(frozen=True, slots=True)
class OpenWork:
    """The person's own records of one object that are not finished; `filter` finds all of them."""

    described: Object
    lines: tuple[Line, ...]
    more: bool
    filter: str


@router.get("/{tenant}/", name="home")
def show_home(request: Request, visit: PageVisit) -> Response:
    """The page that an app gives the person's role, else the workbench."""
    destination = home_of(visit)
    if destination is not None and destination[0] == "dashboard":
        with visit.reading() as records:
            return render_dashboard(visit, request, records, records.live.blueprint.document(*destination))
    if destination is not None:
        return redirect_to(request, home_address(request, visit, *destination))
    return show_workbench(request, visit)


@router.get("/{tenant}/workbench", name="workbench")
def show_workbench(request: Request, visit: PageVisit) -> Response:
    """What the person changed last, and what of theirs is still open."""
    with visit.reading() as records:
        objects = records.rights.visible_objects()
        fields = (field for one in records.live.blueprint.objects.values() for field in one.fields)
        inside = {field.target for field in fields if field.type.kind == "lines"}
        may_create = frozenset(one.name for one in objects if records.rights.allows(one.name, "create"))
        return render_page(
            request,
            visit,
            "runtime/home/home.html",
            recent=recent_records(records, objects),
            work=[work for one in objects if (work := open_work(records, one))],
            objects=[one for one in objects if one.name not in inside],
            may_create=may_create,
        )


def home_of(visit: Visit) -> tuple[str, str] | None:
    """The kind and name of what an app begins with for the person's roles; nothing where none says so."""
    blueprint = visit.live.blueprint
    homes = (App(document).home(visit.actor.roles) for document in blueprint.of_kind("app"))
    return next((home for home in homes if home in blueprint.documents), None)


def home_address(request: Request, visit: Visit, kind: str, name: str) -> str:
    """The page of a home that is no dashboard."""
    links = links_of(request)
    if kind == "view":
        about = str(visit.live.blueprint.document(kind, name).body["object"])
        return links.url("records", tenant=visit.tenant, object=about, view=name)
    return links.url({"object": "records"}.get(kind, kind), tenant=visit.tenant, **{kind: name})


def recent_records(records: Records, objects: tuple[Object, ...]) -> list[Line]:
    """The records that the person changed last, of all objects."""
    mine = f"updated_by = {print_literal(records.actor.id)}"
    found = [line for one in objects for line in _lines(records, one, mine, RECENT)[0]]
    return sorted(found, key=lambda line: line.record.values["updated_at"], reverse=True)[:RECENT]


def open_work(records: Records, described: Object) -> OpenWork | None:
    """The person's own records that have not reached an end; only objects with stages have such."""
    stage = stage_field(described)
    if stage is None or stage.name not in records.rights.readable(described.name):
        return None
    ends = [
        print_literal(str(entry["value"]))
        for entry in stage.settings.get("options", ())
        if entry.get("color") in ENDS
    ]
    unfinished = f"NOT {stage.name} IN ({', '.join(ends)})" if ends else None
    mine = both(f"owner = {print_literal(records.actor.id)}", unfinished) or ""
    lines, more = _lines(records, described, mine, OPEN)
    return OpenWork(described, tuple(lines), more, mine.replace("\n", "")) if lines else None


def _lines(records: Records, described: Object, filter: str, limit: int) -> tuple[list[Line], bool]:
    query = Query(described.name, filter=filter, sort=("-updated_at",), fields=("updated_at",), limit=limit)
    page = records.page(query)
    labels = records.labels(described.name, [record.id for record in page.records])
    return [
        Line(described, record, labels.get(record.id, "")) for record in page.records
    ], page.next is not None
