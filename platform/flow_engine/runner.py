"""Running the flows that wait in the outbox: one transaction a step, each written in the journal with its effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid5

import structlog
from sqlalchemy.exc import DBAPIError

from flow_engine.flow import Flow, FlowStep
from flow_engine.listening import flows_for
from flow_engine.steps import STEPS
from flow_engine.subject import StoredSubject
from metamodel import Issue, NotFound, TrellisError, Unavailable
from record_store.actor import SYSTEM_ID, Actor
from record_store.live import read_release
from record_store.outbox import Event, done, waiting
from record_store.records import Records
from record_store.runs import (
    Run,
    RunStep,
    begin_run,
    claim_step,
    count_runs,
    end_run,
    unfinished_runs,
    write_step,
)
from record_store.store import Store
from record_store.stored_issues import issue_to_store

_RUNS = UUID("6f0f5f0a-5c0e-4a8a-9f43-3b7f5b8f6c11")
"""Names runs: the same event and flow always give the same run, so an event delivered twice runs once."""
CIRCLE_RUNS = 20
CIRCLE_TIME = dt.timedelta(minutes=1)
LEFT_ALONE = dt.timedelta(minutes=1)
"""A run whose last step is older than that is taken up: its process has ended, or is at a step that it has claimed."""

log = structlog.get_logger(__name__)


def resume(store: Store, tenant: str) -> int:
    """Take up runs whose process ended in the middle, at the first step that is not in the journal."""
    with store.reading(tenant, Actor.system()) as records:
        left = unfinished_runs(records.connection, store.clock() - LEFT_ALONE)
        flows = {
            run.id: Flow(read_release(records.connection, run.release).document("flow", run.flow))
            for run, _ in left
        }
    for run, steps_done in left:
        _run_guarded(store, tenant, run, flows[run.id], steps_done)
    return len(left)


def work_through(store: Store, tenant: str) -> int:
    """Run the flows of every waiting event of the tenant. Returns the number of events that were taken."""
    taken = 0
    while (begun := _take(store, tenant)) is not None:
        for run, flow in begun:
            _run_guarded(store, tenant, run, flow)
        taken += 1
    return taken


def _take(store: Store, tenant: str) -> list[tuple[Run, Flow]] | None:
    """Begin the runs of the oldest event and take it out, in one transaction; nothing when none waits."""
    with store.writing(tenant, Actor.system()) as records:
        events = waiting(records.connection, limit=1)
        if not events:
            return None
        begun = [(run, flow) for run, flow in _runs(records, events[0]) if begin_run(records.connection, run)]
        done(records.connection, events[0])
        return [
            (run, flow)
            for run, flow in begun
            if run.status == "running" and not _goes_in_circles(records, run)
        ]


def _goes_in_circles(records: Records, run: Run) -> bool:
    """Flows that set each other off again and again on one record are stopped, and the run says so."""
    if run.started_by != SYSTEM_ID:
        return False
    since = records.moment.now - CIRCLE_TIME
    if count_runs(records.connection, run, since) <= CIRCLE_RUNS:
        return False
    message = "This flow ran {count} times on this record within a minute and was stopped"
    issue = Issue("circle", "", message, "Give its trigger a condition that ends it", {"count": CIRCLE_RUNS})
    end_run(records.connection, run.id, "failed", records.moment.now, [issue_to_store(issue)])
    return True


def _runs(records: Records, event: Event) -> Iterable[tuple[Run, Flow]]:
    """A run for each flow that the event starts; one whose condition cannot be worked out has failed already."""
    changed = frozenset(event.changes)
    for flow in flows_for(records.live, event.object, event.action, changed, "after_commit"):
        try:
            if _meets(records, event, flow):
                yield _run(records, event, flow), flow
        except (Unavailable, DBAPIError):
            raise
        except TrellisError as refused:
            yield _failed(records, event, flow, refused.issues), flow
        except Exception:  # the events behind this one must not wait for ever
            log.exception("condition_failed", flow=flow.name, object=event.object, record=event.record_id)
            yield _failed(records, event, flow, (_our_fault(),)), flow


def _failed(records: Records, event: Event, flow: Flow, issues: Iterable[Issue]) -> Run:
    """A run that ended before its first step."""
    run = _run(records, event, flow)
    told = [issue_to_store(issue) for issue in issues]
    return replace(run, status="failed", ended_at=records.moment.now, issues=told)


def _meets(records: Records, event: Event, flow: Flow) -> bool:
    """Whether the trigger's conditions hold; a record that is gone for good meets nothing."""
    try:
        return StoredSubject(records, event.object, event.record_id, event.changes).meets(flow.trigger)
    except NotFound:
        return False


def _run(records: Records, event: Event, flow: Flow) -> Run:
    return Run(
        id=str(uuid5(_RUNS, f"{event.id}/{flow.document.id}")),
        flow=flow.name,
        release=records.live.release,
        object=event.object,
        record_id=event.record_id,
        status="running",
        context={"changes": dict(event.changes), "action": event.action},
        issues=(),
        started_at=records.moment.now,
        ended_at=None,
        started_by=event.by,
    )


def _run_guarded(store: Store, tenant: str, run: Run, flow: Flow, steps_done: int = 0) -> None:
    """Run it; what went wrong outside of its steps is logged, and the run is taken up again later."""
    try:
        _run_steps(store, tenant, run, flow, steps_done)
    except Exception:
        log.exception("run_interrupted", tenant=tenant, run=run.id, flow=run.flow)


def _run_steps(store: Store, tenant: str, run: Run, flow: Flow, steps_done: int) -> None:
    for position, step in enumerate(flow.steps[steps_done:], steps_done):
        if not _run_step(store, tenant, run, step, position):
            return
    with store.writing(tenant, Actor.system()) as records:
        if claim_step(records.connection, run.id, len(flow.steps)):
            end_run(records.connection, run.id, "done", records.moment.now)


def _run_step(store: Store, tenant: str, run: Run, step: FlowStep, position: int) -> bool:
    """Run one step; whether the run goes on. What it did and that it was done are committed together."""
    try:
        with store.writing(tenant, Actor.system()) as records:
            if not claim_step(records.connection, run.id, position):
                return False
            subject = StoredSubject(records, run.object or "", run.record_id or "", run.context["changes"])
            began = records.moment.now
            result = STEPS[step.type].run(step.settings, subject)
            entry = RunStep(
                position, step.id, "done", dict(result.input), dict(result.output), (), began, store.clock()
            )
            write_step(records.connection, run.id, entry)
        return True
    except Unavailable:
        raise
    except TrellisError as refused:
        issues: tuple[Issue, ...] = refused.issues
    except Exception:
        log.exception("step_failed", tenant=tenant, run=run.id, step=step.id)
        issues = (_our_fault(),)
    _fail(store, tenant, run, step, position, issues)
    return False


def _our_fault() -> Issue:
    message = "Something went wrong inside Trellis; the log says what"
    return Issue("unexpected", "", message, "Ask who runs this installation to look there")


def _fail(store: Store, tenant: str, run: Run, step: FlowStep, position: int, found: Iterable[Issue]) -> None:
    issues = tuple(issue_to_store(issue) for issue in found)
    with store.writing(tenant, Actor.system()) as records:
        if claim_step(records.connection, run.id, position):
            now = records.moment.now
            failed = RunStep(position, step.id, "failed", {}, {}, issues, now, now)
            write_step(records.connection, run.id, failed)
            end_run(records.connection, run.id, "failed", now, issues)
