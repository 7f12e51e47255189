"""Flows are documents: published, changed and rolled back like everything else, live at once."""

from __future__ import annotations

from typing import Any

import pytest

from flow_engine import FlowHooks, resume, work_through
from flow_engine.runner import LEFT_ALONE
from metamodel import Blueprint, Invalid
from record_store.actor import Actor
from record_store.database import Database
from record_store.releases import Releases
from record_store.store import Store
from record_store.tenancy import Tenants
from tests.builders import Clock, Office
from tests.flow_engine.builders import (
    ACCOUNT,
    DEAL,
    TASK,
    Body,
    a_flow,
    a_trigger,
    before_save,
    count,
    create_task,
    runs,
    set_fields,
    trace,
)
from web.expression_reading import read_expression
from web.kinds import KINDS

BUILDER = Actor.system()


class Site:
    """A tenant that is being built, with the flows of its releases at work."""

    def __init__(self, database: Database, *flows: Body) -> None:
        store = Store(database, FlowHooks(lambda tenant: None), Clock())
        self.releases = Releases(store, KINDS, read_expression)
        Tenants(store, KINDS, read_expression).create(
            "acme", Blueprint.of([DEAL, ACCOUNT, TASK, *flows]), "Acme"
        )
        self.office = Office(store, "acme")

    def publish(self, *bodies: Body) -> int:
        for body in bodies:
            self.releases.put("acme", BUILDER, body)
        return self.releases.publish("acme", BUILDER)

    def title_of_new(self) -> Any:
        return self.office.get("deal", self.office.create("deal", title="A"))["title"]


def a_titling(title: str) -> Body:
    return before_save(a_trigger("created"), set_fields(title=title))


def test_a_published_flow_works_for_the_next_save_and_rolling_back_ends_it(database: Database) -> None:
    site = Site(database)
    assert site.title_of_new() == "A"
    site.publish(a_titling("B"))
    assert site.title_of_new() == "B"
    site.publish(a_titling("C"))
    assert site.title_of_new() == "C"
    site.releases.rollback("acme", BUILDER, 2)
    assert site.title_of_new() == "B"
    site.releases.rollback("acme", BUILDER, 1)
    assert site.title_of_new() == "A"


def test_a_draft_starts_nothing(database: Database) -> None:
    site = Site(database)
    site.releases.put("acme", BUILDER, a_titling("B"))
    assert site.title_of_new() == "A"


def test_a_wrong_flow_is_not_published(database: Database) -> None:
    site = Site(database)
    site.releases.put("acme", BUILDER, before_save(a_trigger("created"), set_fields(titel="B")))
    with pytest.raises(Invalid) as refused:
        site.releases.publish("acme", BUILDER)
    assert [issue.path for issue in refused.value.issues] == ["/flow/flow/steps/0/settings/values/titel"]
    assert site.title_of_new() == "A"


def test_a_run_ends_as_the_flow_it_was_begun_with(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that broke off before its first step is taken up after the flow was changed."""
    site = Site(database, a_flow(a_trigger("created"), create_task("old", subject="Old")))
    site.office.create("deal", title="A")
    monkeypatch.setattr("flow_engine.runner._run_steps", lambda *given: None)
    work_through(site.office.store, "acme")
    monkeypatch.undo()
    site.publish(a_flow(a_trigger("created"), create_task("new", subject="New")))
    site.office.store.clock.now += LEFT_ALONE  # type: ignore[attr-defined]
    resume(site.office.store, "acme")
    (run,) = runs(site.office)
    assert (run.status, run.release) == ("done", 1)
    assert [step.step for step in trace(site.office, run)] == ["old"]
    assert count(site.office, "task") == 1
