"""What the documents of flows and approvals can get wrong, and what they refer to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from flow_engine import STEPS, TRIGGERS, ApprovalKind, FlowKind
from flow_engine.approvals.approvers import APPROVERS
from metamodel import Blueprint, Issue
from metamodel.checks import check_blueprint
from tests.flow_engine.builders import (
    ACCOUNT,
    DEAL,
    REP,
    TASK,
    Body,
    a_flow,
    a_step,
    a_trigger,
    an_expression,
    before_save,
    create_task,
    set_fields,
)
from web.expression_reading import read_expression
from web.kinds import KINDS


def issues_of(*bodies: Body) -> tuple[Issue, ...]:
    return check_blueprint(Blueprint.of([DEAL, ACCOUNT, TASK, REP, *bodies]), KINDS, read_expression)


def told(*bodies: Body) -> list[tuple[str, str]]:
    return [(issue.path, issue.code) for issue in issues_of(*bodies)]


def an_approval(*steps: Body, **body: Any) -> Body:
    return {"kind": "approval", "name": "approval", "object": "deal", "steps": list(steps), **body}


def an_approver(id: str = "one", **more: Any) -> Body:
    return {"id": id, "approvers": {"roles": ["rep"]}, **more}


def test_sound_flows_have_no_issues() -> None:
    trigger = a_trigger("created", "updated", fields=["stage"], when="amount > $prior.amount")
    told_of = [
        a_flow(trigger, set_fields(amount=1), create_task(), a_step("notify", title="title", to="owner")),
        before_save(a_trigger("updated", before="amount > 1"), set_fields(amount=2), name="before"),
    ]
    assert issues_of(*told_of) == ()


def test_a_sound_approval_has_no_issues() -> None:
    every_way: list[Body] = [
        {"users": ["a@example.com"]},
        {"roles": ["rep"]},
        {"manager_chain": 2},
        {"department_head": True},
        {"field": "owner"},
        {"expression": "account.owner"},
    ]
    steps = [{"id": f"step_{place}", "approvers": way} for place, way in enumerate(every_way)]
    whole = an_approval(
        *steps,
        an_approver(
            "last",
            mode="share",
            percent=60,
            when="amount > 1000",
            empty="admin",
            deadline={"hours": 8, "then": "escalate"},
            fields={"amount": "write"},
        ),
        start={"when": 'stage = "new"', "by": ["rep"]},
        on={"approve": {"flow": "flow"}},
    )
    assert issues_of(whole, a_flow(a_trigger(), set_fields(amount=1))) == ()
    assert len(every_way) == len(APPROVERS)


FLOW = "/flow/flow"
S = "/steps/0/settings"
FLOWS: list[tuple[str, Body, list[tuple[str, str]]]] = [
    ("no trigger", {"kind": "flow", "name": "flow", "steps": []}, [("", "required")]),
    ("no steps", {"kind": "flow", "name": "flow", "trigger": a_trigger()}, [("", "required")]),
    ("an unknown trigger", a_flow({"type": "moon"}), [("/trigger/type", "unknown_value")]),
    ("a trigger of nothing", a_flow({"type": "record", "on": ["created"]}), [("/trigger", "required")]),
    (
        "a trigger of no object there is",
        a_flow({**a_trigger(), "object": "dael"}, a_step("notify", title='"x"')),
        [("/trigger/object", "unknown_object"), ("/steps/0/settings/to", "unknown_field")],
    ),
    ("a trigger without a change", a_flow({**a_trigger(), "on": []}), [("/trigger/on", "out_of_range")]),
    ("an unknown change", a_flow(a_trigger("moved")), [("/trigger/on/0", "unknown_value")]),
    ("an unknown setting", a_flow(a_trigger(every=1)), [("/trigger/every", "unknown_setting")]),
    ("a field that is not there", a_flow(a_trigger(fields=["stagee"])), [("/trigger/fields/0", "unknown_field")]),
    ("a condition that is none", a_flow(a_trigger(when="amount")), [("/trigger/when", "wrong_type")]),
    ("a condition that cannot be read", a_flow(a_trigger(when="amount >")), [("/trigger/when", "syntax")]),
    ("an unknown name in it", a_flow(a_trigger(when="amuont > 1")), [("/trigger/when", "unknown_name")]),
    (
        "what was before what was",
        a_flow(a_trigger(before="$prior.amount > 1")),
        [("/trigger/before", "unknown_name")],
    ),
    (
        "an unknown timing",
        {**a_flow(a_trigger()), "timing": "later"},
        [("/timing", "unknown_value")],
    ),
    (
        "a flow before a deletion",
        before_save(a_trigger("deleted"), set_fields(amount=1)),
        [("/trigger/on", "wrong_timing")],
    ),
    ("a step of no kind", a_flow(a_trigger(), a_step("dance")), [("/steps/0/type", "unknown_value")]),
    (
        "a step with an odd id",
        a_flow(a_trigger(), set_fields("Not Good", amount=1)),
        [("/steps/0/id", "malformed")],
    ),
    (
        "a step that cannot stand before a save",
        before_save(a_trigger(), create_task(), set_fields(amount=1)),
        [("/steps/0/type", "wrong_timing")],
    ),
    ("nothing to set", a_flow(a_trigger(), set_fields()), [(f"{S}/values", "out_of_range")]),
    ("a field that is not there to set", a_flow(a_trigger(), set_fields(am=1)), [(f"{S}/values/am", "unknown_field")]),
    (
        "an expression that cannot be read",
        a_flow(a_trigger(), set_fields(amount=an_expression("1 +"))),
        [(f"{S}/values/amount/expression", "syntax")],
    ),
    (
        "a value that the field cannot hold",
        a_flow(a_trigger(), set_fields(amount="much")),
        [(f"{S}/values/amount", "not_a_number")],
    ),
    (
        "an expression of another type",
        a_flow(a_trigger(), set_fields(amount=an_expression("title"))),
        [(f"{S}/values/amount/expression", "wrong_type")],
    ),
    (
        "a field that nobody sets",
        a_flow(a_trigger(), set_fields(created_at="2026-01-01")),
        [(f"{S}/values/created_at", "computed")],
    ),
    (
        "a record of no object there is",
        a_flow(a_trigger(), a_step("create_record", object="tsk", values={"subject": "x"})),
        [(f"{S}/object", "unknown_object"), (f"{S}/values/subject", "unknown_field")],
    ),
    (
        "a record of which a field is not there",
        a_flow(a_trigger(), create_task(subjct="x")),
        [(f"{S}/values/subjct", "unknown_field")],
    ),
    ("no title to tell", a_flow(a_trigger(), a_step("notify")), [(S, "required")]),
    (
        "nobody to tell",
        a_flow(a_trigger(), a_step("notify", title="title", to="seller")),
        [(f"{S}/to", "unknown_field")],
    ),
    (
        "somebody who is no person",
        a_flow(a_trigger(), a_step("notify", title="title", to="account")),
        [(f"{S}/to", "wrong_type")],
    ),
    (
        "an unknown setting of a step",
        a_flow(a_trigger(), a_step("notify", title="title", by="mail")),
        [(f"{S}/by", "unknown_setting")],
    ),
    (
        "two steps of one id",
        a_flow(a_trigger(), set_fields("a", amount=1), set_fields("a", amount=2)),
        [("/steps/1/id", "duplicate")],
    ),
    (
        "a way to nowhere",
        a_flow(a_trigger(), {**set_fields("a", amount=1), "next": "z"}),
        [("/steps/0/next", "unknown_step")],
    ),
    (
        "a step that is never reached",
        a_flow(
            a_trigger(), {**set_fields("a", amount=1), "next": "c"}, set_fields("b", amount=1), set_fields("c", amount=1)
        ),
        [("/steps/1", "unreachable")],
    ),
    (
        "a way in a circle",
        a_flow(a_trigger(), set_fields("a", amount=1), {**set_fields("b", amount=1), "next": "a"}),
        [("/steps/1/next", "circle")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("about", "body", "expected"), FLOWS, ids=[case[0] for case in FLOWS])
def test_a_flow_is_refused_for(about: str, body: Body, expected: list[tuple[str, str]]) -> None:
    assert told(body) == [(FLOW + path, code) for path, code in expected]


APPROVALS: list[tuple[str, Body, tuple[str, str]]] = [
    ("no steps", an_approval(), ("/steps", "out_of_range")),
    ("no object", {"kind": "approval", "name": "approval", "steps": [an_approver()]}, ("", "required")),
    (
        "an object that is not there",
        {**an_approval(an_approver()), "object": "x"},
        ("/object", "unknown_object"),
    ),
    ("nobody", an_approval({"id": "one", "approvers": {}}), ("/steps/0/approvers", "out_of_range")),
    (
        "two ways to name somebody",
        an_approval({"id": "one", "approvers": {"roles": ["rep"], "field": "owner"}}),
        ("/steps/0/approvers", "out_of_range"),
    ),
    (
        "a role that is not there",
        an_approval({"id": "one", "approvers": {"roles": ["boss"]}}),
        ("/steps/0/approvers/roles/0", "unknown_role"),
    ),
    (
        "a field that is not there",
        an_approval({"id": "one", "approvers": {"field": "boss"}}),
        ("/steps/0/approvers/field", "unknown_field"),
    ),
    (
        "an expression that cannot be read",
        an_approval({"id": "one", "approvers": {"expression": "("}}),
        ("/steps/0/approvers/expression", "syntax"),
    ),
    ("a share of nothing", an_approval(an_approver(mode="share")), ("/steps/0/percent", "required")),
    ("an unknown mode", an_approval(an_approver(mode="most")), ("/steps/0/mode", "unknown_value")),
    (
        "a condition that is none",
        an_approval(an_approver(when="amount")),
        ("/steps/0/when", "wrong_type"),
    ),
    (
        "an entry that is none",
        an_approval(an_approver(), start={"when": "title"}),
        ("/start/when", "wrong_type"),
    ),
    (
        "a role that may not begin",
        an_approval(an_approver(), start={"by": ["boss"]}),
        ("/start/by/0", "unknown_role"),
    ),
    (
        "a right to a field that is not there",
        an_approval(an_approver(fields={"price": "read"})),
        ("/steps/0/fields/price", "unknown_field"),
    ),
    (
        "a flow that is not there",
        an_approval(an_approver(), on={"approve": {"flow": "nope"}}),
        ("/on/approve/flow", "unknown_flow"),
    ),
    ("two steps of one id", an_approval(an_approver(), an_approver()), ("/steps/1/id", "duplicate")),
]


@pytest.mark.parametrize(("about", "body", "expected"), APPROVALS, ids=[case[0] for case in APPROVALS])
def test_an_approval_is_refused_for(about: str, body: Body, expected: tuple[str, str]) -> None:
    assert told(body) == [("/approval/approval" + expected[0], expected[1])]


def test_what_a_flow_uses_is_found() -> None:
    trigger = a_trigger("updated", fields=["stage"])
    body = a_flow(trigger, create_task(due=an_expression("close_date")), a_step("notify", title="title"))
    blueprint = Blueprint.of([DEAL, TASK, body])
    found = {ref.target for ref in FlowKind().references(blueprint.document("flow", "flow"), blueprint)}
    assert found == {
        "object/deal",
        "object/task",
        "field/deal.stage",
        "field/deal.owner",
        "field/task.subject",
        "field/task.due",
    }


@pytest.mark.parametrize("kind", [FlowKind(), ApprovalKind()], ids=lambda kind: kind.name)
def test_the_schema_is_a_json_schema(kind: Any) -> None:
    Draft202012Validator.check_schema(kind.schema())
    json.dumps(kind.schema())


@pytest.mark.parametrize("entry", [*TRIGGERS.values(), *STEPS.values()], ids=lambda entry: entry.kind)
def test_every_trigger_and_step_describes_its_settings(entry: Any) -> None:
    Draft202012Validator.check_schema({"type": "object", "properties": dict(entry.settings_schema)})
    assert set(entry.required_settings) <= set(entry.settings_schema)
    assert {"en", "zh-CN"} <= set(entry.label.texts)
    for schema in entry.settings_schema.values():
        assert {"en", "zh-CN"} <= set(schema["x-label"])
