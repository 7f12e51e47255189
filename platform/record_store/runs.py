"""The journal of flow runs: which ran on which record, step by step, and how each step ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update

from metamodel import Issue, not_found
from metamodel.field_types.reference_type import read_id
from record_store.stored_issues import issue_to_store
from record_store.system_tables import RUN, RUN_STEP

RunStatus = Literal["running", "done", "failed", "skipped"]
StepStatus = Literal["done", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a flow, pinned to the release whose document it follows."""

    id: str
    flow: str
    release: int
    object: str | None
    record_id: str | None
    status: RunStatus
    context: Mapping[str, Any]
    issues: Sequence[Mapping[str, Any]]
    started_at: dt.datetime
    ended_at: dt.datetime | None
    started_by: str | None


@dataclass(frozen=True, slots=True)
class RunStep:
    """One step of a run: what went in, what came out, what was wrong."""

    position: int
    step: str
    status: StepStatus
    input: Any
    output: Any
    issues: Sequence[Mapping[str, Any]]
    started_at: dt.datetime
    ended_at: dt.datetime


def begin_run(connection: Connection, run: Run) -> bool:
    """Write the run; false where it is there already (an event that was delivered twice)."""
    if connection.execute(select(RUN.c.id).where(RUN.c.id == run.id)).first() is not None:
        return False
    connection.execute(
        insert(RUN).values(
            id=run.id,
            flow=run.flow,
            release=run.release,
            object=run.object,
            record_id=run.record_id,
            status=run.status,
            context=dict(run.context),
            issues=list(run.issues),
            started_at=run.started_at,
            ended_at=run.ended_at,
            started_by=run.started_by,
        )
    )
    return True


def write_step(connection: Connection, run_id: str, step: RunStep) -> None:
    """Write how a step ended, in the transaction of its effect."""
    connection.execute(
        insert(RUN_STEP).values(
            run_id=run_id,
            position=step.position,
            step=step.step,
            status=step.status,
            input=step.input,
            output=step.output,
            issues=list(step.issues),
            started_at=step.started_at,
            ended_at=step.ended_at,
        )
    )


def end_run(
    connection: Connection,
    run_id: str,
    status: RunStatus,
    at: dt.datetime,
    issues: Sequence[Mapping[str, Any]] = (),
) -> None:
    ended = update(RUN).where(RUN.c.id == run_id)
    connection.execute(ended.values(status=status, ended_at=at, issues=list(issues)))


def claim_step(connection: Connection, run_id: str, position: int) -> bool:
    """Whether the run goes on with that step; until this transaction ends nobody else can claim it."""
    held = select(RUN.c.status).where(RUN.c.id == run_id).with_for_update()
    if connection.scalar(held) != "running":
        return False
    steps = select(func.count()).select_from(RUN_STEP).where(RUN_STEP.c.run_id == run_id)
    return connection.scalar(steps) == position


def end_unfinished_runs(connection: Connection, at: dt.datetime) -> None:
    """End every run that is still going: a copy of a tenant does not go on with what the tenant does."""
    issue = Issue("left_behind", "", "The run was left behind when the workspace was copied")
    ended = update(RUN).where(RUN.c.status == "running")
    connection.execute(ended.values(status="failed", ended_at=at, issues=[issue_to_store(issue)]))


def count_runs(connection: Connection, like: Run, since: dt.datetime) -> int:
    """How often the run's flow was begun on its record by the same one since then."""
    runs = select(func.count()).select_from(RUN)
    runs = runs.where(
        RUN.c.flow == like.flow,
        RUN.c.record_id == like.record_id,
        RUN.c.started_by == like.started_by,
        RUN.c.started_at >= since,
    )
    return int(connection.scalar(runs) or 0)


def unfinished_runs(connection: Connection, before: dt.datetime) -> tuple[tuple[Run, int], ...]:
    """Runs that are still going but did nothing since then, each with the number of its steps that are done."""
    last = func.coalesce(func.max(RUN_STEP.c.ended_at), RUN.c.started_at)
    steps = func.count(RUN_STEP.c.position)
    idle = (
        select(RUN.c.id, steps)
        .outerjoin(RUN_STEP, RUN_STEP.c.run_id == RUN.c.id)
        .where(RUN.c.status == "running")
        .group_by(RUN.c.id, RUN.c.started_at)
        .having(last < before)
    )
    return tuple((read_run(connection, run_id)[0], done) for run_id, done in connection.execute(idle))


def read_run(connection: Connection, run_id: str) -> tuple[Run, tuple[RunStep, ...]]:
    """A run and its steps in order. Raises: NotFound."""
    found = select(RUN).where(RUN.c.id == read_id(run_id))
    row = connection.execute(found).mappings().first() if read_id(run_id) else None
    if row is None:
        raise not_found("run", run_id)
    in_order = select(RUN_STEP).where(RUN_STEP.c.run_id == run_id).order_by(RUN_STEP.c.position)
    steps = connection.execute(in_order).mappings()
    return _run(row), tuple(_step(step) for step in steps)


def list_runs(
    connection: Connection,
    flow: str | None = None,
    status: str | None = None,
    record_id: str | None = None,
    limit: int = 100,
) -> tuple[Run, ...]:
    """The newest runs first."""
    wanted = select(RUN).order_by(RUN.c.started_at.desc(), RUN.c.id.desc()).limit(limit)
    for column, value in ((RUN.c.flow, flow), (RUN.c.status, status), (RUN.c.record_id, record_id)):
        wanted = wanted.where(column == value) if value else wanted
    return tuple(_run(row) for row in connection.execute(wanted).mappings())


def _run(row: Mapping[Any, Any]) -> Run:
    values = {name: row[name] for name in Run.__dataclass_fields__}
    return Run(**{**values, "issues": row["issues"] or ()})


def _step(row: Mapping[Any, Any]) -> RunStep:
    values = {name: row[name] for name in RunStep.__dataclass_fields__}
    return RunStep(**{**values, "issues": row["issues"] or ()})
