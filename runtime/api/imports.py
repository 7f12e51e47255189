"""Imports and exports over the API: rehearse, bring in, undo; files out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, File, Request, UploadFile
from fastapi import Form as FormField
from starlette.datastructures import QueryParams
from starlette.responses import StreamingResponse

from data_exchange import (
    MODES,
    ImportSettings,
    Outcome,
    RowOutcome,
    Upload,
    complete,
    export,
    own_import,
    read_table,
    rehearse_file,
    revert,
    suggest_mapping,
)
from data_exchange.mapping import ColumnMapping
from metamodel import Invalid, Issue
from metamodel.view import View
from record_store.import_journal import read_rows
from record_store.queries import Query
from record_store.records import Records
from record_store.stored_issues import stored_issues
from runtime.api.address import PREFIX
from runtime.api.record_queries import read_query
from web.errors import issues_json
from web.json_bodies import JsonResponse, parse_json
from web.visit import ApiVisit, Visit

router = APIRouter(prefix=PREFIX, tags=["imports"])

MOST_ROWS = 1000
"""How many refused rows an answer tells."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.post("/imports", name="api_import_rehearse")
def rehearse_import(
    visit: ApiVisit,
    request: Request,
    file: Annotated[UploadFile, File()],
    object: Annotated[str, FormField()],
    mapping: Annotated[str, FormField()] = "",
    mode: Annotated[str, FormField()] = "create",
    match: Annotated[str, FormField()] = "",
    sheet: Annotated[str, FormField()] = "",
    skip_refused: Annotated[bool, FormField()] = False,
) -> JsonResponse:
    """Exactly what bringing the file in would do; nothing is kept but the file and the outcome.

    Without `mapping` the headings are matched with the object's fields.
    """
    upload = Upload(file.filename or "upload", file.file.read(), sheet or None)
    columns = _mapping(visit, object, upload, mapping)
    settings = ImportSettings(object, columns, _mode(mode), match or None, skip_refused)
    store, files = visit.store, visit.composition.files
    import_id, outcome = rehearse_file(store, visit.tenant, visit.actor, files, upload, settings)
    return JsonResponse(_outcome_json(request, import_id, "rehearsed", outcome, settings), 201)


@router.get("/imports/{id}", name="api_import")
def get_import(visit: ApiVisit, request: Request, id: str) -> JsonResponse:
    """How far an import is, and the rows that were refused."""
    with visit.reading() as records:
        entry = own_import(records, id)
        refused = read_rows(records.connection, id, ("refused",), MOST_ROWS)
    rows = [
        {"line": row.row, "action": row.action, "issues": issues_json(request, stored_issues(row.issues))}
        for row in refused
    ]
    answer = {
        "id": id,
        "object": entry.object,
        "status": entry.status,
        "outcome": entry.outcome,
        "rows": rows,
    }
    return JsonResponse({**answer, "file_name": entry.file_name, "created_at": entry.created_at})


@router.post("/imports/{id}/commit", name="api_import_commit")
def commit_import(visit: ApiVisit, request: Request, id: str) -> JsonResponse:
    """Bring in what was rehearsed: whole, or without the refused rows where that was said."""
    outcome = complete(visit.store, visit.tenant, visit.actor, visit.composition.files, id)
    return JsonResponse(_outcome_json(request, id, "done", outcome))


@router.post("/imports/{id}/revert", name="api_import_revert")
def revert_import(visit: ApiVisit, request: Request, id: str) -> JsonResponse:
    """Undo an import; records that were changed since stay and are told."""
    outcome = revert(visit.store, visit.tenant, visit.actor, id)
    return JsonResponse(_outcome_json(request, id, "reverted", outcome))


@router.get("/records/{object}/export", name="api_export")
def export_records(visit: ApiVisit, object: str, request: Request) -> StreamingResponse:
    """The records that a list would show, as a file."""
    chosen = request.query_params.get("format", "csv")

    def pieces() -> Iterable[bytes]:
        with visit.reading() as records:
            query = _query(records, object, request.query_params)
            yield from export(records, query, chosen, visit.locale)

    begun = iter(pieces())
    first = b"".join(islice(begun, 2))  # head and first page: a refusal can still be answered as one
    headers = {"Content-Disposition": f'attachment; filename="{object}.{chosen}"'}
    return StreamingResponse(_again(first, begun), media_type=MEDIA_TYPES[chosen], headers=headers)


def _query(records: Records, object_name: str, asked: QueryParams) -> Query:
    """What a list with these parameters shows; a view brings its columns along."""
    sent = QueryParams([(name, value) for name, value in asked.multi_items() if name != "format"])
    query = read_query(records.live.blueprint, object_name, sent)
    if query.fields or not sent.get("view"):
        return query
    view = View(records.live.blueprint.document("view", sent["view"]))
    readable = records.rights.readable(object_name)
    paths = (column.path for column in view.columns if column.path.partition(".")[0] in readable)
    return replace(query, fields=tuple(paths) or None)


def _again(first: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield first
    yield from rest


def _mapping(visit: Visit, object_name: str, upload: Upload, given: str) -> tuple[ColumnMapping, ...]:
    if not given:
        with visit.reading() as records:
            described = records.live.blueprint.object(object_name)
            writable = sorted(records.rights.writable(object_name))
        return suggest_mapping(read_table(upload.content, upload.sheet).headings, described, writable)
    parsed = parse_json(given.encode(errors="replace"))
    if isinstance(parsed, dict):
        parsed = [{"column": column, "field": field} for column, field in parsed.items()]
    return tuple(
        _column(entry, place) for place, entry in enumerate(parsed if isinstance(parsed, list) else [None])
    )


def _column(entry: Any, place: int) -> ColumnMapping:
    texts = isinstance(entry, dict) and all(isinstance(entry.get(name), str) for name in ("column", "field"))
    values = entry.get("values") or {} if texts else {}
    by = entry.get("by") if texts else None
    if not texts or not isinstance(values, dict) or not isinstance(by, str | None):
        hint = 'Write it as {"column": "Account", "field": "account"}, with "by" and "values" where wanted'
        raise Invalid(
            Issue("malformed", f"/mapping/{place}", "This is no mapping of a column to a field", hint)
        )
    name, _, path = str(entry["field"]).partition(".")
    return ColumnMapping(entry["column"], name, by or path or None, {k: str(v) for k, v in values.items()})


def _mode(text: str) -> Any:
    if text not in MODES:
        values = {"mode": text, "known": ", ".join(MODES)}
        raise Invalid(
            Issue("unknown_mode", "/mode", "There is no mode “{mode}”", "Known are: {known}", values)
        )
    return text


def _outcome_json(
    request: Request, import_id: str, status: str, outcome: Outcome, settings: ImportSettings | None = None
) -> dict[str, Any]:
    rows = [_row_json(request, row) for row in outcome.refused[:MOST_ROWS]]
    answer = {
        "id": import_id,
        "status": status,
        "outcome": outcome.to_json(),
        "rows": rows,
        "remarks": issues_json(request, outcome.remarks),
    }
    return {**answer, **(settings.to_json() if settings else {})}


def _row_json(request: Request, row: RowOutcome) -> dict[str, Any]:
    issues = issues_json(request, row.issues)
    return {"line": row.line, "action": row.action, "id": row.record_id, "issues": issues}
