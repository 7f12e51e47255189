"""Flows that run after the commit: effects, journal, and what happens when something goes wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from flow_engine import STEPS, resume, work_through
from flow_engine.runner import CIRCLE_RUNS, LEFT_ALONE
from flow_engine.steps import StepResult
from flow_engine.subject import Subject
from metamodel import Issue, Unavailable
from record_store.database import Database
from record_store.notifications import inbox
from record_store.outbox import waiting
from record_store.queries import Query
from record_store.runs import claim_step
from tests.builders import Office
from tests.flow_engine.builders import (
    a_flow,
    a_step,
    a_trigger,
    an_expression,
    an_office,
    count,
    create_task,
    runs,
    set_fields,
    trace,
)

WON = a_trigger("updated", fields=["stage"], when='stage = "won"')
FOLLOW_UP = create_task(
    subject=an_expression('"Kick-off · " & title'), deal=an_expression("id"), due=an_expression("$today + 7")
)


def work(office: Office) -> int:
    return work_through(office.store, office.tenant)


def statuses(office: Office) -> list[str]:
    return [run.status for run in runs(office)]


def a_won_deal(office: Office, **values: Any) -> str:
    deal: str = office.create("deal", title="A", **values)
    office.update("deal", deal, stage="won")
    return deal


def test_a_record_is_created_after_the_commit(database: Database) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    deal = a_won_deal(office)
    assert count(office, "task") == 0
    assert work(office) == 1
    with office.reading() as records:
        (task,) = records.page(Query("task")).records
    assert (task.values["subject"], task.values["deal"].id) == ("Kick-off · A", deal)
    assert task.values["due"] == dt.date(2026, 3, 9)


def test_what_the_step_made_says_that_trellis_made_it(database: Database) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    a_won_deal(office)
    work(office)
    with office.reading() as records:
        (task,) = records.page(Query("task")).records
    assert task.values["created_by"].label == "Trellis"


def test_the_person_in_a_field_is_told_in_the_inbox(database: Database) -> None:
    tell = a_step("notify", title='"Won: " & title & " (was " & $prior.stage & ")"', body="title")
    office = an_office(database, a_flow(WON, tell))
    ada = office.person("Ada", "rep")
    deal = a_won_deal(office, owner=ada.id)
    work(office)
    with office.reading() as records:
        (message,) = inbox(records.connection, ada.id)
    assert (message.title, message.body) == ("Won: A (was new)", "A")
    assert (message.object, message.record_id, message.read_at) == ("deal", deal, None)


def test_nobody_is_told_where_the_field_is_blank(database: Database) -> None:
    office = an_office(database, a_flow(WON, a_step("notify", title='"Won"')))
    a_won_deal(office)
    work(office)
    (step,) = trace(office, runs(office)[0])
    assert (step.status, step.output) == ("done", {"sent": 0})


TRIGGERS: dict[str, tuple[dict[str, Any], int]] = {
    "a_creation": (a_trigger("created"), 1),
    "a_change": (a_trigger("updated"), 2),
    "a_change_of_one_field": (a_trigger("updated", fields=["stage"]), 1),
    "a_change_of_a_field_that_was_not": (a_trigger("updated", fields=["amount"]), 0),
    "fields_do_not_matter_for_a_creation": (a_trigger("created", fields=["amount"]), 1),
    "deletion": (a_trigger("deleted"), 1),
    "everything": (a_trigger("created", "updated", "deleted"), 4),
    "what_was_before": (a_trigger("updated", before='stage = "new"'), 1),
    "what_is_now": (a_trigger("updated", when='stage = "won"'), 2),
    "what_changed": (a_trigger("updated", when="stage <> $prior.stage"), 1),
    "another_object": ({**a_trigger("created"), "object": "task"}, 0),
}


def test_each_trigger_starts_its_runs(database: Database) -> None:
    """A deal is created, won, given another title, deleted; each is worked through at once."""
    tell = a_step("notify", title='"x"')
    office = an_office(
        database, *(a_flow(trigger, tell, name=name) for name, (trigger, _) in TRIGGERS.items())
    )
    deal = office.create("deal", title="A")
    work(office)
    office.update("deal", deal, stage="won")
    work(office)
    office.update("deal", deal, title="B")
    work(office)
    with office.writing() as records:
        records.trash("deal", deal)
    work(office)
    begun = Counter(run.flow for run in runs(office))
    assert begun == Counter({name: expected for name, (_, expected) in TRIGGERS.items() if expected})
    assert set(statuses(office)) == {"done"}


def test_what_nobody_listens_to_leaves_nothing_in_the_outbox(database: Database) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    deal = office.create("deal", title="A")
    office.update("deal", deal, title="B")
    with office.reading() as records:
        assert not waiting(records.connection)


def test_the_trace_tells_every_step(database: Database) -> None:
    office = an_office(database, a_flow(WON, set_fields(probability=90), FOLLOW_UP))
    deal = a_won_deal(office)
    work(office)
    (run,) = runs(office)
    assert (run.flow, run.object, run.record_id, run.status, run.release) == ("flow", "deal", deal, "done", 1)
    assert run.context["changes"]["stage"] == ["new", "won"]
    assert run.ended_at is not None
    first, second = trace(office, run)
    assert (first.step, first.status, first.output) == ("set", "done", {"probability": 90})
    assert (second.step, second.input, second.output["object"]) == ("task", {"object": "task"}, "task")
    assert first.started_at <= first.ended_at <= second.started_at


def test_steps_run_in_the_order_that_next_gives(database: Database) -> None:
    steps = [
        {**set_fields("a", title="A"), "next": "c"},
        {**set_fields("b", title="B")},
        {**set_fields("c", title="C"), "next": "b"},
    ]
    office = an_office(database, a_flow(WON, *steps))
    deal = a_won_deal(office)
    work(office)
    assert [step.step for step in trace(office, runs(office)[0])] == ["a", "c", "b"]
    assert office.get("deal", deal)["title"] == "B"


def test_an_event_that_is_delivered_twice_runs_once(database: Database) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    a_won_deal(office)
    with office.reading() as records:
        (event,) = waiting(records.connection)
    work(office)
    put_back(office, event)
    assert work(office) == 1
    assert (len(runs(office)), count(office, "task")) == (1, 1)


def put_back(office: Office, event: Any) -> None:
    from sqlalchemy import insert

    from record_store.system_tables import OUTBOX

    values = {name: getattr(event, name) for name in event.__dataclass_fields__}
    with office.writing() as records:
        records.connection.execute(insert(OUTBOX).values(**values))


FAILING = a_step("create_record", "broken", object="task", values={"subject": None})


def test_a_failing_step_ends_the_run_and_loses_nothing(database: Database) -> None:
    office = an_office(database, a_flow(WON, set_fields(probability=90), FAILING, FOLLOW_UP))
    deal = a_won_deal(office)
    work(office)
    (run,) = runs(office)
    assert (run.status, run.issues[0]["path"]) == ("failed", "/subject")
    done, failed = trace(office, run)
    assert (done.status, failed.step, failed.status) == ("done", "broken", "failed")
    assert failed.issues == list(run.issues)
    found = office.get("deal", deal)
    assert (found["stage"], found["probability"], count(office, "task")) == ("won", 90, 0)


def test_one_failing_flow_holds_up_no_other(database: Database) -> None:
    broken, sound = a_flow(WON, FAILING, name="a"), a_flow(WON, FOLLOW_UP, name="b")
    office = an_office(database, broken, sound)
    a_won_deal(office)
    work(office)
    assert {run.flow: run.status for run in runs(office)} == {"a": "failed", "b": "done"}


def test_a_condition_without_a_value_is_a_failed_run_and_not_a_jam(database: Database) -> None:
    office = an_office(database, a_flow(a_trigger(when="1 / amount > 0"), FOLLOW_UP))
    a_won_deal(office, amount=0)
    a_won_deal(office, amount=4)
    assert work(office) == 2
    assert statuses(office) == ["failed", "done"]
    assert runs(office)[0].issues[0]["code"] == "division_by_zero"


def test_a_record_that_is_gone_for_good_starts_nothing(database: Database) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    deal = a_won_deal(office)
    with office.writing() as records:
        records.trash("deal", deal)
        records.purge("deal", deal)
    assert work(office) == 1
    assert runs(office) == ()


def test_flows_that_set_each_other_off_are_stopped(database: Database) -> None:
    again = a_flow(a_trigger("updated"), set_fields(amount=an_expression("amount + 1")))
    office = an_office(database, again)
    ada = office.person("Ada", "rep")
    deal = office.create("deal", title="A", amount=0)
    stand_still(office)
    office.update("deal", deal, by=ada, amount=1)
    work(office)
    (stopped,) = (run for run in runs(office) if run.status == "failed")
    assert stopped.issues[0]["code"] == "circle"
    assert len(runs(office)) == CIRCLE_RUNS + 2
    assert office.get("deal", deal)["amount"] == CIRCLE_RUNS + 2


def test_a_person_who_changes_a_record_often_goes_in_no_circle(database: Database) -> None:
    office = an_office(database, a_flow(a_trigger("updated"), a_step("notify", title='"x"')))
    ada = office.person("Ada", "rep")
    deal = office.create("deal", title="A")
    stand_still(office)
    for number in range(CIRCLE_RUNS + 5):
        office.update("deal", deal, by=ada, amount=number)
    work(office)
    assert set(statuses(office)) == {"done"}


def stand_still(office: Office) -> None:
    """A clock that does not go on: everything happens within the minute."""
    moment = office.store.clock()
    office.store.clock = lambda: moment


class Killed(BaseException):
    """The process ends here."""


class Interrupted:
    """A step that does its work and is interrupted before it is committed, as often as it is told."""

    def __init__(self, step: Any, failure: BaseException) -> None:
        self.step, self.failure = step, failure

    def run(self, settings: Any, subject: Subject) -> StepResult:
        self.step.run(settings, subject)
        raise self.failure


def test_what_a_step_did_and_that_it_was_done_are_committed_together(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the middle of its second step, a run goes on there: nothing is missing and nothing twice."""
    office = an_office(database, a_flow(WON, create_task("one"), create_task("two", due="2026-01-01")))
    a_won_deal(office)
    steps = iter([STEPS["create_record"], Interrupted(STEPS["create_record"], Killed())])
    monkeypatch.setattr("flow_engine.runner.STEPS", {"create_record": _Each(steps)})
    with pytest.raises(Killed):
        work(office)
    monkeypatch.undo()
    assert (statuses(office), count(office, "task")) == (["running"], 1)

    assert resume(office.store, office.tenant) == 0, "its process may still be there"
    office.store.clock.now += LEFT_ALONE  # type: ignore[attr-defined]
    assert resume(office.store, office.tenant) == 1
    assert (statuses(office), count(office, "task")) == (["done"], 2)
    assert [step.step for step in trace(office, runs(office)[0])] == ["one", "two"]


class _Each:
    """The next of several steps at each run."""

    def __init__(self, steps: Any) -> None:
        self.steps = steps

    def run(self, settings: Any, subject: Subject) -> StepResult:
        result: StepResult = next(self.steps).run(settings, subject)
        return result


def test_a_step_that_somebody_else_did_is_not_done_again(database: Database) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    a_won_deal(office)
    work(office)
    run = runs(office)[0]
    with office.writing() as records:
        assert not claim_step(records.connection, run.id, 0)
        assert not claim_step(records.connection, run.id, 1)


def test_a_fault_of_ours_in_a_step_is_told_and_ends_the_run(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    a_won_deal(office)
    broken = Interrupted(STEPS["create_record"], ZeroDivisionError())
    monkeypatch.setattr("flow_engine.runner.STEPS", {"create_record": broken})
    work(office)
    (run,) = runs(office)
    assert (run.status, run.issues[0]["code"], count(office, "task")) == ("failed", "unexpected", 0)


def test_a_run_waits_for_a_database_that_is_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    a_won_deal(office)
    away = Interrupted(STEPS["create_record"], Unavailable(Issue("busy", "", "Busy")))
    monkeypatch.setattr("flow_engine.runner.STEPS", {"create_record": away})
    work(office)
    assert statuses(office) == ["running"]
    monkeypatch.undo()
    office.store.clock.now += LEFT_ALONE  # type: ignore[attr-defined]
    resume(office.store, office.tenant)
    assert (statuses(office), count(office, "task")) == (["done"], 1)


def test_a_flow_may_change_records_that_start_flows(database: Database) -> None:
    first = a_flow(WON, set_fields(probability=100), name="first")
    second = a_flow(a_trigger(fields=["probability"]), FOLLOW_UP, name="second")
    office = an_office(database, first, second)
    a_won_deal(office)
    assert work(office) == 2
    assert (statuses(office), count(office, "task")) == (["done", "done"], 1)


def test_a_fault_of_ours_in_a_condition_holds_up_no_other_event(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = an_office(database, a_flow(WON, FOLLOW_UP))
    a_won_deal(office)

    def fail(*_: Any) -> bool:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(Subject, "meets", fail)
        assert work(office) == 1
    a_won_deal(office)
    assert work(office) == 1
    assert statuses(office) == ["failed", "done"]
    assert runs(office)[0].issues[0]["code"] == "unexpected"
