"""The pages of flow runs: who sees them, and what they tell."""

from __future__ import annotations

import time
from typing import Any

from flow_engine import work_through
from record_store.actor import Actor
from record_store.runs import list_runs
from tests.runtime.pages.workplace import TENANT, Workplace


def a_flow(name: str, *steps: dict[str, Any]) -> dict[str, Any]:
    trigger = {"type": "record", "object": "account", "on": ["created"]}
    label = {"en": f"Flow {name}", "zh-CN": f"流程 {name}"}
    return {"kind": "flow", "name": name, "label": label, "trigger": trigger, "steps": list(steps)}


def with_runs(workplace: Workplace) -> None:
    """One run that was done, one that failed."""
    tag = {"id": "tag", "type": "set_fields", "settings": {"values": {"industry": "New"}}}
    fault = {"expression": 'TEXT(1 / LEN(""))'}
    broken = {"id": "broken", "type": "set_fields", "settings": {"values": {"industry": fault}}}
    for body in (a_flow("good", tag), a_flow("bad", tag, broken)):
        workplace.composition.releases.put(TENANT, Actor.system(), body)
    workplace.composition.releases.publish(TENANT, Actor.system())
    workplace.create("account", name="Acme")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:  # the background work of the application may have taken them already
        work_through(workplace.composition.store, TENANT)
        with workplace.composition.store.reading(TENANT, Actor.system()) as records:
            if sorted(run.status for run in list_runs(records.connection)) == ["done", "failed"]:
                return
        time.sleep(0.05)


def test_runs_are_listed_and_told_step_by_step(workplace: Workplace) -> None:
    with_runs(workplace)
    admin = workplace.visitor()
    listed = admin.look("/runs").text
    assert listed.count('id="run-') == 2
    assert "Acme" in listed
    failed = admin.look("/runs?status=failed").text
    assert failed.count('id="run-') == 1
    place = failed.partition(f'href="/{TENANT}/runs/')[2].partition('"')[0]
    told = admin.look(f"/runs/{place}").text
    for word in ("Flow bad", "tag", "broken", "&#34;industry&#34;"):
        assert word in told


def test_runs_are_for_builders(small_workplace: Workplace) -> None:
    assert small_workplace.visitor("reader").look("/runs").status_code == 403
    assert small_workplace.visitor().look("/runs/nope").status_code == 404
    assert "No runs here" in small_workplace.visitor().look("/runs?status=odd").text
