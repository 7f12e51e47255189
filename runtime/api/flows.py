"""Flow runs over the API: what ran, step by step."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from record_store.runs import Run, RunStep, list_runs, read_run
from record_store.stored_issues import stored_issues
from runtime.api.address import PREFIX
from web.errors import issues_json
from web.json_bodies import JsonResponse
from web.visit import StudioVisit

router = APIRouter(prefix=PREFIX, tags=["flows"])


@router.get("/runs", name="api_runs")
def get_runs(visit: StudioVisit, request: Request) -> JsonResponse:
    """The newest runs; `flow`, `status` and `record` narrow them."""
    asked = request.query_params
    with visit.reading() as records:
        found = list_runs(records.connection, asked.get("flow"), asked.get("status"), asked.get("record"))
    return JsonResponse({"data": [run_json(request, run) for run in found]})


@router.get("/runs/{id}", name="api_run")
def get_run(visit: StudioVisit, request: Request, id: str) -> JsonResponse:
    """One run with its trace."""
    with visit.reading() as records:
        run, steps = read_run(records.connection, id)
    told = [{**asdict(step), "issues": _issues(request, step)} for step in steps]
    return JsonResponse({**run_json(request, run), "steps": told})


def run_json(request: Request, run: Run) -> dict[str, Any]:
    """A run as the API shows it."""
    shown = {name: value for name, value in asdict(run).items() if name != "context"}
    return {**shown, "issues": _issues(request, run)}


def _issues(request: Request, told: Run | RunStep) -> list[dict[str, str]]:
    return issues_json(request, stored_issues(told.issues))
