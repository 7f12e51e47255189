"""Background work inside a process: woken by commits, it catches up with what others left."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from flow_engine import Background, FlowHooks
from record_store.store import Store
from tests.builders import Office, a_database
from tests.flow_engine.builders import a_flow, a_trigger, an_office, count, create_task

PATIENCE = 10.0


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "the background work did not come"
        time.sleep(0.02)


def test_a_commit_wakes_it_and_what_lay_there_is_done_first(home: Path) -> None:
    database = a_database(home, None)
    office = an_office(database, a_flow(a_trigger("created"), create_task()))
    office.create("deal", title="Left by another")
    background = Background(office.store, lambda: ["gone", office.tenant], look_every=60)
    served = Office(Store(database, FlowHooks(background.wake)), office.tenant)
    background.start()
    try:
        wait_for(lambda: count(office, "task") == 1)
        served.create("deal", title="A")
        wait_for(lambda: count(office, "task") == 2)
    finally:
        background.stop()
        database.close()


def test_nothing_is_woken_where_no_background_work_runs(home: Path) -> None:
    database = a_database(home, None)
    office = an_office(database, a_flow(a_trigger("created"), create_task()))
    background = Background(office.store, lambda: [office.tenant])
    background.wake(office.tenant)
    background.stop()
    assert count(office, "task") == 0
    database.close()
