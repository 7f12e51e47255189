"""A dashboard: tiles on a grid, each obeying the rights of the person who looks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Document, Issue, TrellisError
from metamodel.paths import resolve
from metamodel.view import View
from record_store.queries import Query
from record_store.records import Records
from report_engine import Dashboard, Report, Tile
from runtime.pages.figures import ShownReport, show_report
from web.links import Links
from web.pages import links_of, render_page
from web.visit import PageVisit, Visit

router = APIRouter(prefix="/{tenant}", include_in_schema=False)

LIST_COLUMNS = 4


@dataclass(frozen=True)
class ShownList:
    """A list tile's rows: the title's address and text, then the other columns' texts."""

    view: View
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    whole: str
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class ShownTile:
    """A tile ready to be drawn: one of the contents is there, by its type."""

    tile: Tile
    report: ShownReport | None = None
    listed: ShownList | None = None


@router.get("/d/{dashboard}", name="dashboard")
def show_dashboard_page(visit: PageVisit, request: Request, dashboard: str) -> Response:
    """Raises: NotFound, NotAllowed for one whose roles it is not made for."""
    with visit.reading() as records:
        document = records.live.blueprint.document("dashboard", dashboard)
        return render_dashboard(visit, request, records, document)


def render_dashboard(visit: Visit, request: Request, records: Records, document: Document) -> Response:
    """The page of a dashboard, as its own address and as a home."""
    shown = Dashboard(document)
    shown.require(visit.actor.roles)
    tiles = [_show_tile(visit, records, links_of(request), tile) for tile in shown.tiles]
    as_of = dt.datetime.now(dt.UTC)
    return render_page(
        request, visit, "runtime/dashboard/dashboard.html", dashboard=shown, tiles=tiles, as_of=as_of
    )


def _show_tile(visit: Visit, records: Records, links: Links, tile: Tile) -> ShownTile:
    blueprint = records.live.blueprint
    if "report" in tile.settings:
        report = Report(blueprint.document("report", tile.settings["report"]))
        return ShownTile(tile, report=show_report(visit, records, links, report))
    if "view" in tile.settings:
        view = View(blueprint.document("view", tile.settings["view"]))
        return ShownTile(tile, listed=_show_list(visit, records, links, view, tile.settings.get("limit", 8)))
    return ShownTile(tile)


def _show_list(visit: Visit, records: Records, links: Links, view: View, limit: int) -> ShownList:
    described = records.live.blueprint.object(view.object)
    whole = links.url("records", tenant=visit.tenant, object=view.object, view=view.name)
    try:
        readable = records.rights.readable(view.object)
        chosen = [column.path for column in view.columns if column.path.partition(".")[0] in readable]
        paths = tuple(dict.fromkeys((described.title_field, *chosen)))[:LIST_COLUMNS]
        query = Query(view.object, filter=view.filter, sort=view.sort, fields=paths, limit=limit)
        found = records.page(query).records
    except TrellisError as refused:
        return ShownList(view, (), (), whole, refused.issues)
    fields = [resolve(records.live.blueprint, view.object, path) for path in paths]

    def texts(values: Any) -> tuple[str, ...]:
        return tuple(
            field.type.show(field, values.get(path), visit.locale) if field else ""
            for path, field in zip(paths, fields, strict=True)
        )

    rows = tuple(
        (links.url("record", tenant=visit.tenant, object=view.object, id=each.id), texts(each.values))
        for each in found
    )
    headings = tuple(field.label.text(visit.locale) if field else "" for field in fields)
    return ShownList(view, headings, rows, whole)
