"""What flows did: their runs, and each run step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Issue, Label
from metamodel.json_text import dump_values
from record_store.records import Records
from record_store.runs import Run, RunStatus, RunStep, list_runs, read_run
from record_store.stored_issues import stored_issues
from web.pages import render_page
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)

STATUSES: tuple[RunStatus, ...] = get_args(RunStatus)
COLORS: dict[str, str] = {"running": "blue", "done": "green", "failed": "red", "skipped": "gray"}
MOST = 200


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run with the words for it; `label` is the record's, nothing where it is gone or out of sight."""

    run: Run
    flow: Label
    color: str
    label: str | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of the trace; what went in and came out as JSON texts."""

    step: RunStep
    color: str
    input: str
    output: str
    issues: tuple[Issue, ...]


@router.get("/{tenant}/runs", name="runs")
def show_runs(request: Request, visit: PageVisit, status: str = "", flow: str = "") -> Response:
    """The newest runs, of one status or one flow where that is asked for."""
    visit.require("studio")
    with visit.reading() as records:
        found = list_runs(records.connection, flow or None, status or None, limit=MOST)
        shown = _shown(records, found)
    return render_page(
        request, visit, "runtime/run/list.html", runs=shown, chosen=status, flow=flow, statuses=STATUSES
    )


@router.get("/{tenant}/runs/{id}", name="run")
def show_run(request: Request, visit: PageVisit, id: str) -> Response:
    """One run, step by step. Raises: NotFound."""
    visit.require("studio")
    with visit.reading() as records:
        run, steps = read_run(records.connection, id)
        (shown,) = _shown(records, (run,))
    trace = tuple(
        ShownStep(
            step, COLORS[step.status], _json(step.input), _json(step.output), stored_issues(step.issues)
        )
        for step in steps
    )
    return render_page(request, visit, "runtime/run/run.html", shown=shown, trace=trace)


def _shown(records: Records, runs: tuple[Run, ...]) -> list[ShownRun]:
    wanted: dict[str, list[str]] = {}
    for run in runs:
        if run.object in records.live.tables and run.record_id:
            wanted.setdefault(str(run.object), []).append(run.record_id)
    labels = {
        (name, id): label
        for name, ids in wanted.items()
        if records.rights.allows(name, "read")
        for id, label in records.labels(name, ids).items()
    }
    flows = {document.name: document.label for document in records.live.blueprint.of_kind("flow")}
    return [
        ShownRun(
            run,
            flows.get(run.flow, Label.of(run.flow)),
            COLORS[run.status],
            labels.get((str(run.object), str(run.record_id))),
            stored_issues(run.issues),
        )
        for run in runs
    ]


def _json(value: Any) -> str:
    return dump_values(value).decode() if value else ""
