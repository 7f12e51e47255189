"""Running the flows that wait in the outbox: one transaction a step, each written in the journal with its effect."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from flow_engine.flow import Flow, FlowStep
from flow_engine.listening import flows_for
from flow_engine.steps import STEPS
from flow_engine.subject import StoredSubject
from metamodel import TrellisError
from record_store.actor import Actor
from record_store.outbox import Event, done, waiting
from record_store.records import Records
from record_store.runs import Run, RunStep, begin_run, end_run, write_step
from record_store.store import Store

_RUNS = UUID("6f0f5f0a-5c0e-4a8a-9f43-3b7f5b8f6c11")
"""Names runs: the same event and flow always give the same run, so an event delivered twice runs once."""


def work_through(store: Store, tenant: str) -> int:
    """Run the flows of every waiting event of the tenant. Returns the number of events that were taken."""
    taken = 0
    while (begun := _take(store, tenant)) is not None:
        for run, flow in begun:
            _run_steps(store, tenant, run, flow)
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
        return begun


def _runs(records: Records, event: Event) -> Iterable[tuple[Run, Flow]]:
    changed = frozenset(event.before)
    for flow in flows_for(records.live, event.object, event.action, changed, "after_commit"):
        subject = StoredSubject(records, event.object, event.record_id, event.before)
        if not subject.exists or not subject.meets(flow.trigger):
            continue
        yield _run(records, event, flow), flow


def _run(records: Records, event: Event, flow: Flow) -> Run:
    return Run(
        id=str(uuid5(_RUNS, f"{event.id}/{flow.document.id}")),
        flow=flow.name,
        release=records.live.release,
        object=event.object,
        record_id=event.record_id,
        status="running",
        context={"before": dict(event.before), "action": event.action},
        issues=(),
        started_at=records.moment.now,
        ended_at=None,
        started_by=event.by,
    )


def _run_steps(store: Store, tenant: str, run: Run, flow: Flow) -> None:
    for position, step in enumerate(flow.steps):
        if not _run_step(store, tenant, run, step, position):
            return
    with store.writing(tenant, Actor.system()) as records:
        end_run(records.connection, run.id, "done", records.moment.now)


def _run_step(store: Store, tenant: str, run: Run, step: FlowStep, position: int) -> bool:
    """Run one step; whether the run goes on. What it did and that it was done are committed together."""
    try:
        with store.writing(tenant, Actor.system()) as records:
            subject = StoredSubject(records, run.object or "", run.record_id or "", run.context["before"])
            began = records.moment.now
            result = STEPS[step.type].run(step.settings, subject)
            entry = RunStep(
                position, step.id, "done", dict(result.input), dict(result.output), (), began, store.clock()
            )
            write_step(records.connection, run.id, entry)
        return True
    except TrellisError as refused:
        _fail(store, tenant, run, step, position, refused)
        return False


def _fail(store: Store, tenant: str, run: Run, step: FlowStep, position: int, refused: TrellisError) -> None:
    issues = tuple(issue.to_json() for issue in refused.issues)
    with store.writing(tenant, Actor.system()) as records:
        now = records.moment.now
        write_step(records.connection, run.id, RunStep(position, step.id, "failed", {}, {}, issues, now, now))
        end_run(records.connection, run.id, "failed", now, issues)
