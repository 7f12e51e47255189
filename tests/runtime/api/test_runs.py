"""Flow runs over the API."""

from __future__ import annotations

import time
from typing import Any

from flow_engine import work_through
from tests.runtime.api.test_bad_input import assert_refused
from tests.web.application import Application

FLOW = {
    "kind": "flow",
    "name": "follow",
    "label": "Follow",
    "trigger": {"type": "record", "object": "company", "on": ["created"]},
    "steps": [{"id": "set", "type": "set_fields", "settings": {"values": {"revenue": 5}}}],
}


def wait_for_run(application: Application) -> dict[str, Any]:
    """The run, once it is done: the background work of the application may have taken it already."""
    deadline = time.monotonic() + 20
    while True:
        work_through(application.composition.store, "demo")
        found = application.call("GET", "/runs?flow=follow&status=done").json()["data"]
        if found or time.monotonic() > deadline:
            (run,) = found
            return dict(run)
        time.sleep(0.05)


def test_runs_are_listed_and_traced(application: Application) -> None:
    assert application.call("PUT", "/blueprint/draft/flow/follow", FLOW).status_code in (200, 201)
    assert application.call("POST", "/blueprint/releases", {"note": "Follow"}).status_code == 201
    made = application.create(name="Acme")
    run = wait_for_run(application)
    assert (run["record_id"], run["issues"]) == (made["id"], [])
    trace = application.call("GET", f"/runs/{run['id']}").json()
    assert [(step["step"], step["status"]) for step in trace["steps"]] == [("set", "done")]
    assert application.call("GET", "/runs?status=failed").json()["data"] == []


def test_runs_are_for_builders_and_bad_questions_are_answered(shared: Application) -> None:
    assert_refused(shared.call("GET", "/runs", role="reader"), 403)
    assert_refused(shared.call("GET", "/runs/nope"), 404)
    assert_refused(shared.call("GET", "/runs/00000000-0000-7000-8000-000000000000"), 404)
    assert shared.call("GET", "/runs?record=nope&flow='--&status=x").status_code in (200, 422)
