"""Formulas that look at the clock are right whenever they are read."""

from __future__ import annotations

import datetime as dt

import pytest

from metamodel import Issue
from record_store.computed.checks import check_computed
from record_store.database import Database
from record_store.queries import Aggregate, Group, Measure, Query
from tests.builders import Office, a_blueprint, a_field, a_store, an_object

AGE = a_field("age", "formula", returns="integer", expression="TODAY() - opened")
TASK = an_object(
    "task",
    "name",
    a_field("opened", "date"),
    AGE,
    a_field("overdue", "formula", returns="boolean", expression="age > limit"),
    a_field("limit", "integer"),
    a_field("project", "lookup", object="project"),
    a_field("project_age", "formula", returns="integer", expression="project.age"),
)
PROJECT = an_object("project", "name", a_field("opened", "date"), AGE)


class Day:
    """A clock that stands until it is set."""

    now = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Day:
    return Day()


@pytest.fixture
def office(either: Database, clock: Day) -> Office:
    office = a_store(either, TASK, PROJECT, clock=clock)
    project = office.create("project", name="House", opened="2026-02-20")
    for name, day in (("b", "2026-03-01"), ("a", "2026-02-20"), ("c", None)):
        office.create("task", name=name, opened=day, limit=5, project=project)
    return office


def ages(office: Office, **asked: object) -> list[object]:
    with office.reading() as records:
        found = records.page(Query("task", **asked)).records  # type: ignore[arg-type]
    return [(record.values["name"], record.values.get("age")) for record in found]


def test_a_list_filters_sorts_and_shows_the_age_of_today(office: Office, clock: Day) -> None:
    assert ages(office, sort=("-age",), filter="age < 100") == [("a", 10), ("b", 1)]
    clock.now += dt.timedelta(days=4)
    assert ages(office, sort=("age",), filter="overdue", fields=("name", "age")) == [("a", 14)]
    clock.now += dt.timedelta(days=1)
    assert ages(office, sort=("age",), filter="overdue", fields=("name", "age")) == [("b", 6), ("a", 15)]


def test_the_day_begins_where_the_tenant_is(office: Office, clock: Day) -> None:
    clock.now = dt.datetime(2026, 3, 2, 16, 30, tzinfo=dt.UTC)  # past midnight in Shanghai
    assert ages(office, filter='name = "b"') == [("b", 2)]


def test_one_record_and_what_is_behind_a_look_up_are_of_today_as_well(office: Office, clock: Day) -> None:
    with office.reading() as records:
        (task,) = records.page(Query("task", filter='name = "b"')).records
    clock.now += dt.timedelta(days=10)
    found = office.get("task", task.id)
    assert (found["age"], found["overdue"], found["project_age"]) == (11, True, 20)
    with office.reading() as records:
        far = records.get("task", task.id, ("project.age",)).values
    assert far["project.age"] == 20


def test_reports_group_and_add_by_it(office: Office, clock: Day) -> None:
    clock.now += dt.timedelta(days=6)
    asked = Aggregate("task", (Group("overdue"),), (Measure("count"), Measure("sum", "age")))
    with office.reading() as records:
        rows = records.aggregate(asked)
    assert sorted(rows, key=str) == [(False, 1, None), (True, 2, 23)]


def test_a_rule_sees_the_age_of_the_moment(either: Database, clock: Day) -> None:
    from metamodel import Invalid

    rule = {"name": "old", "when": "age > 3", "message": "Too old"}
    office = a_store(either, {**TASK, "rules": [rule]}, PROJECT, clock=clock)
    task = office.create("task", name="x", opened="2026-03-01")
    clock.now += dt.timedelta(days=5)
    with pytest.raises(Invalid):
        office.update("task", task, name="y")


@pytest.mark.parametrize(
    ("field", "code", "place"),
    [
        (
            a_field("f", "rollup", via="task.project", function="sum", field="age"),
            "changes_by_itself",
            "",
        ),
        (
            a_field("f", "rollup", via="task.project", function="count", filter="opened < TODAY()"),
            "changes_by_itself",
            "/filter",
        ),
        (
            a_field("f", "formula", returns="text", expression='"on " & TEXT(TODAY())'),
            "changes_by_itself",
            "/expression",
        ),
    ],
)
def test_what_is_stored_does_not_build_on_the_clock(field: dict[str, object], code: str, place: str) -> None:
    body = {**PROJECT, "fields": [*PROJECT["fields"], field]}
    issues: tuple[Issue, ...] = check_computed(a_blueprint(TASK, body))
    assert [(issue.code, issue.path) for issue in issues] == [(code, f"/object/project/fields/3{place}")]
