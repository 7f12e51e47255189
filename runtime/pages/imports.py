"""Bringing a spreadsheet in: choose a file, say which column fills what, look at what would happen, do it, undo it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from data_exchange import (
    MODES,
    ImportSettings,
    RowsRefused,
    Table,
    Upload,
    complete,
    keep_upload,
    kept_table,
    own_import,
    read_table,
    rehearse_again,
    revert,
    suggest_mapping,
)
from data_exchange.cells import shield
from metamodel import Invalid, Issue, Object, TrellisError
from record_store.import_journal import ImportEntry, ImportRow, read_rows
from record_store.records import Records
from record_store.stored_issues import stored_issues
from runtime.pages.import_columns import ImportColumn, columns_of, mapping_in, targets_of
from web.errors import issues_json
from web.forms import Form
from web.pages import redirect, render_page
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)

NEW, SHOWN = "runtime/import/new.html", "runtime/import/import.html"
MOST_REASONS = 20
MOST_LINES = 8
MARK = "\ufeff"


@router.get("/{tenant}/o/{object}/import", name="import_new")
def new_import(request: Request, visit: PageVisit, object: str) -> Response:
    """Where a file is chosen."""
    return _new(request, visit, object)


@router.post("/{tenant}/o/{object}/import", name="import_upload")
def upload_import(request: Request, visit: PageVisit, object: str, form: Form) -> Response:
    """The file is kept; on to its columns."""
    visit.require("import")
    sent = form.get("file")
    try:
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise Invalid(Issue("required", "/file", "Choose a file first"))
        upload = Upload(sent.filename, sent.file.read())
        headings = read_table(upload.content).headings
        with visit.reading() as records:
            described = records.live.blueprint.object(object)
            writable = sorted(records.rights.writable(object))
        settings = ImportSettings(object, suggest_mapping(headings, described, writable))
        import_id = keep_upload(
            visit.store, visit.tenant, visit.actor, visit.composition.files, upload, settings
        )
    except Invalid as refused:
        return _new(request, visit, object, refused.issues)
    return redirect(request, "import", tenant=visit.tenant, id=import_id)


@router.get("/{tenant}/imports/{id}", name="import")
def show_import(request: Request, visit: PageVisit, id: str) -> Response:
    """How far an import is: its columns, what would happen, or what happened."""
    return _show(request, visit, id)


@router.post("/{tenant}/imports/{id}", name="import_rehearse")
def rehearse_import(request: Request, visit: PageVisit, id: str, form: Form) -> Response:
    """Try it with these columns; nothing is kept but what would happen."""
    with visit.reading() as records:
        entry = own_import(records, id)
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    mode: Any = given.get("mode") if given.get("mode") in MODES else "create"
    match = given.get("match") if mode != "create" else None
    settings = ImportSettings(entry.object, mapping_in(given), mode, match or None)
    try:
        rehearse_again(visit.store, visit.tenant, visit.actor, visit.composition.files, id, settings)
    except Invalid as refused:
        return _show(request, visit, id, refused.issues, settings)
    return redirect(request, "import", tenant=visit.tenant, id=id)


@router.post("/{tenant}/imports/{id}/commit", name="import_commit")
def commit_import(request: Request, visit: PageVisit, id: str, form: Form) -> Response:
    """Bring it in: whole, or without the rows that are refused."""
    skip = form.get("skip_refused") == "true"
    try:
        complete(visit.store, visit.tenant, visit.actor, visit.composition.files, id, skip_refused=skip)
    except RowsRefused as refused:
        return _show(request, visit, id, refused.issues[:1])
    except Invalid as refused:
        return _show(request, visit, id, refused.issues)
    return redirect(request, "import", tenant=visit.tenant, id=id)


@router.post("/{tenant}/imports/{id}/revert", name="import_revert")
def revert_import(request: Request, visit: PageVisit, id: str) -> Response:
    """Undo it; records that were changed since stay."""
    revert(visit.store, visit.tenant, visit.actor, id)
    return redirect(request, "import", tenant=visit.tenant, id=id)


@router.get("/{tenant}/imports/{id}/refused.csv", name="import_refused")
def download_refused(request: Request, visit: PageVisit, id: str) -> Response:
    """The refused rows as they were in the file, with what is wrong in a column of its own."""
    with visit.reading() as records:
        entry = own_import(records, id)
        table = kept_table(records, visit.composition.files, entry)
        refused = {row.row: row for row in read_rows(records.connection, id, ("refused",))}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*map(shield, table.headings), "#"])
    for line, cells in zip(table.lines, table.rows, strict=True):
        if line in refused:
            told = issues_json(request, stored_issues(refused[line].issues))
            said = shield("; ".join(one["message"] for one in told))
            writer.writerow([*(shield(cell) if isinstance(cell, str) else cell for cell in cells), said])
    headers = {"Content-Disposition": 'attachment; filename="refused.csv"'}
    return Response((MARK + text.getvalue()).encode(), headers=headers, media_type="text/csv; charset=utf-8")


def _new(request: Request, visit: PageVisit, object_name: str, issues: tuple[Issue, ...] = ()) -> Response:
    with visit.reading() as records:
        records.rights.require_ability("import")
        records.rights.require(object_name, "create")
        described = records.live.blueprint.object(object_name)
    status = 422 if issues else 200
    return render_page(request, visit, NEW, status=status, described=described, issues=issues)


def _show(
    request: Request,
    visit: PageVisit,
    id: str,
    issues: tuple[Issue, ...] = (),
    settings: ImportSettings | None = None,
) -> Response:
    with visit.reading() as records:
        records.rights.require_ability("import")
        entry = own_import(records, id)
        described = records.live.blueprint.object(entry.object)
        refused = read_rows(records.connection, id, ("refused",))
        context: dict[str, Any] = {}
        if entry.status == "rehearsed":
            chosen = settings or ImportSettings.from_json(entry.object, entry.settings)
            context = _rehearsal(visit, records, entry, described, refused, chosen)
    reasons = _reasons(refused)
    status = 422 if issues else 200
    return render_page(
        request, visit, SHOWN, status=status, entry=entry, described=described, reasons=reasons[:MOST_REASONS],
        more_reasons=max(len(reasons) - MOST_REASONS, 0), issues=issues, **context,
    )  # fmt: skip


def _rehearsal(
    visit: PageVisit,
    records: Records,
    entry: ImportEntry,
    described: Object,
    refused: tuple[ImportRow, ...],
    settings: ImportSettings,
) -> dict[str, Any]:
    try:
        table = kept_table(records, visit.composition.files, entry)
        remarks = table.remarks
    except TrellisError as gone:
        table, remarks = Table((), (), ()), gone.issues
    columns: tuple[ImportColumn, ...] = columns_of(table, settings, refused)
    targets = targets_of(records, described, visit.locale)
    return {
        "columns": columns,
        "targets": targets,
        "settings": settings,
        "remarks": remarks,
        "row_count": len(table.rows),
    }


def _reasons(refused: tuple[ImportRow, ...]) -> list[tuple[Issue, int, tuple[int, ...]]]:
    """What is wrong, each reason once with the number of its rows and some of their lines, the most frequent first."""
    found: dict[str, list[int]] = {}
    issues: dict[str, Issue] = {}
    for row in refused:
        for issue in stored_issues(row.issues):
            key = f"{issue.path} {issue.sentence()}"
            issues[key] = issue
            found.setdefault(key, []).append(row.row)
    often = Counter({key: len(lines) for key, lines in found.items()}).most_common()
    return [(issues[key], count, tuple(found[key][:MOST_LINES])) for key, count in often]
