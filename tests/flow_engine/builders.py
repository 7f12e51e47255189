"""A small office whose deals have flows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flow_engine import FlowHooks
from record_store.actor import Actor
from record_store.database import Database
from record_store.runs import Run, RunStep, list_runs, read_run
from tests.builders import Office, a_field, a_role, a_store, an_object

Body = dict[str, Any]

STAGES = [{"value": "new"}, {"value": "won"}, {"value": "lost"}]
DEAL = an_object(
    "deal",
    a_field("title", "text", required=True, max_length=20),
    a_field("stage", "select", options=STAGES, default="new"),
    a_field("amount", "money", scale=2, currency="CNY"),
    a_field("probability", "percent"),
    a_field("close_date", "date"),
    a_field("account", "lookup", object="account"),
    title_field="title",
)
ACCOUNT = an_object("account", "name", a_field("city"), title_field="name")
TASK = an_object(
    "task",
    a_field("subject", required=True),
    a_field("deal", "lookup", object="deal"),
    a_field("due", "date"),
)
REP = a_role("rep", {"deal": "all", "account": "all"}, fields={"deal": {"probability": "read"}})


def a_trigger(*on: str, **more: Any) -> Body:
    return {"type": "record", "object": "deal", "on": list(on) or ["updated"], **more}


def a_step(type: str, id: str = "", /, **settings: Any) -> Body:
    return {"id": id or type, "type": type, "settings": settings}


def set_fields(id: str = "set", /, **values: Any) -> Body:
    return a_step("set_fields", id, values=values)


def create_task(id: str = "task", /, **values: Any) -> Body:
    return a_step("create_record", id, object="task", values={"subject": "Call", **values})


def an_expression(text: str) -> Body:
    return {"expression": text}


def a_flow(trigger: Mapping[str, Any], *steps: Mapping[str, Any], name: str = "flow", **body: Any) -> Body:
    """A flow that runs after the commit, unless `timing` says otherwise."""
    return {"kind": "flow", "name": name, "label": name, "trigger": trigger, "steps": list(steps), **body}


def before_save(trigger: Mapping[str, Any], *steps: Mapping[str, Any], name: str = "flow") -> Body:
    return a_flow(trigger, *steps, name=name, timing="before_save")


def an_office(database: Database, *flows: Mapping[str, Any]) -> Office:
    """A tenant with deals, accounts and tasks, and these flows."""
    return a_store(database, DEAL, ACCOUNT, TASK, REP, *flows, hooks=FlowHooks(lambda tenant: None))


def runs(office: Office, **asked: Any) -> tuple[Run, ...]:
    """The runs of the tenant, the oldest first."""
    with office.reading() as records:
        return tuple(reversed(list_runs(records.connection, **asked)))


def trace(office: Office, run: Run) -> tuple[RunStep, ...]:
    with office.reading() as records:
        return read_run(records.connection, run.id)[1]


def count(office: Office, object_name: str, by: Actor | None = None) -> int:
    from record_store.queries import Query

    with office.reading(by) as records:
        return int(records.count(Query(object_name)))
